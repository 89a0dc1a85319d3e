// The TypeScript controller over real sockets: against our server, and against robots that behave as the original does.

import { createServer, type Socket } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { Controller, type ControllerOptions } from '../../src/host/controller.js';
import type { InitArguments } from '../../src/host/controller-arguments.js';
import { RobotError } from '../../src/host/exchange.js';
import { ascii, concat, hexPacket, packet } from '../support/packets.js';
import { serve } from '../support/rehearsal-server.js';

const INIT: InitArguments = {
  simulate: true,
  usingTempCtrl: true,
  temp: 4,
  labware: [
    { deckPos: 10, name: 'tip_rack_300uL', firstUsable: 'A1' },
    { deckPos: 1, name: 'tube_holder_10', emptyList: 'B2,C2' },
  ],
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: [
    { name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 40.2 },
    { name: 'WaterC1.0', conc: 1, loc: 'B3', deckPos: 1, mass: 45 },
    { name: 'AgNO3C0.5', conc: 0.5, loc: 'A1', deckPos: 1, mass: 12.5 },
  ],
  dryContainers: [{ name: 'KBr', loc: 'A2', deckPos: 5, mass: 0.005, molarMass: 119 }],
};

const MODES: readonly ControllerOptions[] = [
  { encoding: 'pickle' },
  { encoding: 'cbor', ids: false },
  { encoding: 'cbor', ids: true },
];

for (const mode of MODES) {
  const title = `${mode.encoding}${mode.ids ? ' with ids' : ''}`;

  test(`a whole run in ${title}`, async (t) => {
    const robot = await Controller.connect({ ...mode, port: await serve(t) });
    await robot.init(INIT);
    const products = Array.from({ length: 96 }, (_, i) => ({
      name: `r${i}C1.0`,
      labware: 'platereader',
      maxVol: 200,
    }));
    await robot.initContainers(products);
    const transfers = products.map(({ name }, i) => robot.transfer('WaterC1.0', [[name, 10 + i / 3]]));
    t.true(robot.exchange.portal.out.window.inFlight <= 5);
    const places = robot.locate(['r95C1.0', 'AgNO3C0.5', 'r0C1.0']);
    await Promise.all(transfers);
    t.deepEqual(
      (await places).map(({ name, well, deckPos, volume }) => [name, well, deckPos, volume]),
      [
        ['r95C1.0', '', 0, 10 + 95 / 3],
        ['AgNO3C0.5', 'A1', 1, 0],
        ['r0C1.0', '', 0, 10],
      ],
    );
    await robot.make('KBr', 20);
    t.is((await robot.locate(['KBrC20.0']))[0]?.name, 'KBrC20.0');
    t.is((await robot.locate('all')).length, 2 + 96 + 1);
    await Promise.all([
      robot.mix([
        ['r1C1.0', 2],
        ['r2C1.0', 1],
      ]),
      robot.pause(0.5),
      robot.home(),
    ]);
    await robot.stop();
    const going = robot.continue();
    await Promise.all([going, robot.home()]);
    const files = await robot.save();
    t.deepEqual([...files.keys()], ['wellmap.tsv', 'well_history.tsv', 'protocol_record.txt']);
    t.is(Buffer.from(files.get('wellmap.tsv')!).toString().split('\n').length, 1 + 99 + 1);
    t.true(await robot.close());
  });

  test(`an error in ${title} rejects what is under way; save and close still work`, async (t) => {
    const port = await serve(t);
    const robot = await Controller.connect({ ...mode, port });
    await robot.init(INIT);
    const outcomes = await Promise.allSettled([
      robot.transfer('NopeC1.0', [['WaterC1.0', 60]]),
      robot.home(),
      robot.transfer('WaterC1.0', [['AgNO3C0.5', 60]]),
      robot.save(),
    ]);
    for (const outcome of outcomes) {
      t.is(outcome.status, 'rejected');
      if (outcome.status !== 'rejected') continue;
      t.true(outcome.reason instanceof RobotError);
      t.is(outcome.reason.python, 'KeyError');
      t.regex(outcome.reason.message, /NopeC1\.0/);
    }
    await t.throwsAsync(robot.home(), { message: /NopeC1\.0/ });
    t.deepEqual([...(await robot.rescue()).keys()].length, 3);
    const next = await Controller.connect({ ...mode, port });
    await next.init(INIT);
    t.true(await next.close());
  });
}

test('a second controller is told that the robot is busy', async (t) => {
  const port = await serve(t);
  const first = await Controller.connect({ port });
  await first.init(INIT);
  const second = await Controller.connect({ port });
  await t.throwsAsync(second.init(INIT), { instanceOf: RobotError, message: /another controller/ });
  second.destroy();
  await first.home();
  t.true(await first.close());
});

/** A robot made of bytes: `answers[n]` is sent when `counts[n]` bytes have come in all. */
async function fakeRobot(t: ExecutionContext, answers: readonly (readonly [number, Uint8Array | 'end'])[]) {
  const server = createServer((socket: Socket) => {
    let received = 0;
    let next = 0;
    socket.on('error', () => {});
    socket.on('data', (data) => {
      received += data.length;
      for (; next < answers.length && received >= answers[next]![0]; next++) {
        const [, answer] = answers[next]!;
        if (answer === 'end') socket.end();
        else socket.write(answer);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const address = server.address();
  return typeof address === 'object' ? address!.port : 0;
}

const MARK = ascii('AFKJldkjvaJKDvJDFDFGHowCouldYouEverHaveThisInAFile');
const ERROR = hexPacket(
  'error',
  0,
  `8003 63 ${'6275696c74696e730a4b65794572726f720a'} 58 04000000 4e6f7065 85 52 85 2e`,
);
const FILES = concat(
  hexPacket('sending_files', 1, '8003 5d 58 0b000000 77656c6c6d61702e747376 61 85 2e'),
  ascii('map'),
  MARK,
);

test('an original robot acknowledges close under a wrong cid: the files come, close ends at once', async (t) => {
  // home (17 bytes) fails; the save (17) is answered; its ready (23) and close (17) bring ready(1), never ready(close)
  const port = await fakeRobot(t, [
    [17, ERROR],
    [34, FILES],
    [74, hexPacket('ready', 2, '80034b01852e')],
  ]);
  const robot = await Controller.connect({ port, encoding: 'pickle', closeMilliseconds: 4_000 });
  await t.throwsAsync(robot.home(), { instanceOf: RobotError, message: 'Nope' });
  const started = Date.now();
  const files = await robot.rescue();
  t.is(Buffer.from(files.get('wellmap.tsv')!).toString(), 'map');
  t.true(Date.now() - started < 2_000);
});

test('an original robot that goes without a word after an error: close ends with the stream', async (t) => {
  const port = await fakeRobot(t, [
    [17, ERROR],
    [34, FILES],
    [74, 'end'],
  ]);
  const robot = await Controller.connect({ port, encoding: 'pickle' });
  await t.throwsAsync(robot.home(), { instanceOf: RobotError });
  t.is((await robot.rescue()).size, 1);
});

test('an original robot that hangs after an error: close ends by its time limit', async (t) => {
  const port = await fakeRobot(t, [
    [17, ERROR],
    [34, FILES],
  ]);
  const robot = await Controller.connect({ port, encoding: 'pickle', closeMilliseconds: 50 });
  await t.throwsAsync(robot.home(), { instanceOf: RobotError });
  robot.exchange.portal.resetError();
  await robot.save();
  t.false(await robot.close());
});

test('stray packets after an error are passed over', async (t) => {
  const stray = concat(
    hexPacket('ready', 1, '80034b01852e'),
    hexPacket('loc_resp', 1, '80035d852e'),
    packet('stopped', 1),
  );
  const port = await fakeRobot(t, [
    [17, ERROR],
    [34, concat(stray, FILES)],
    [74, hexPacket('ready', 3, '80034b03852e')],
  ]);
  const robot = await Controller.connect({ port, encoding: 'pickle' });
  await t.throwsAsync(robot.home(), { instanceOf: RobotError });
  t.is((await robot.rescue()).size, 1);
});

test('a robot that names a file outside of the folder gives a base name', async (t) => {
  const names = hexPacket(
    'sending_files',
    1,
    `8003 5d 58 0b000000 ${Buffer.from('../../a/b.x').toString('hex')} 61 85 2e`,
  );
  const port = await fakeRobot(t, [[17, concat(names, MARK)]]);
  const robot = await Controller.connect({ port, encoding: 'pickle' });
  t.deepEqual([...(await robot.save()).keys()], ['b.x']);
  robot.destroy();
});

test('a connection that breaks rejects everything that is under way', async (t) => {
  const port = await fakeRobot(t, [[17, 'end']]);
  const robot = await Controller.connect({ port });
  await t.throwsAsync(Promise.all([robot.home(), robot.save()]), { message: /ended the connection/ });
});
