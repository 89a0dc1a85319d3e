// The TypeScript controller when something goes wrong: promises, ids, the log's file, and what a rehearsal refuses.

import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer, type Server as NetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { Controller, type ControllerOptions } from '../../src/host/controller.js';
import type { InitArguments } from '../../src/host/controller-arguments.js';
import { RobotError } from '../../src/host/exchange.js';
import { NAME_BYTES_MAX } from '../../src/kernel/limits.js';
import { ascii, concat, hexPacket } from '../support/packets.js';
import { serve } from '../support/rehearsal-server.js';

const INIT: InitArguments = {
  simulate: true,
  labware: [{ deckPos: 1, name: 'tube_holder_10' }],
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: [
    { name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 40.2 },
    { name: 'AgNO3C0.5', conc: 0.5, loc: 'A1', deckPos: 1, mass: 12.5 },
  ],
};

async function listening(t: ExecutionContext, server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const address = server.address();
  return typeof address === 'object' ? address!.port : 0;
}

/** A robot that answers each piece that comes with the next of `answers` and ends the connection after the last. */
function fakeRobot(t: ExecutionContext, ...answers: readonly Uint8Array[]): Promise<number> {
  const server = createServer((socket) => {
    let next = 0;
    socket.on('error', () => {});
    socket.on('data', () => {
      const answer = answers[next++];
      if (next < answers.length) socket.write(answer!);
      else if (answer === undefined) socket.end();
      else socket.end(answer);
    });
  });
  return listening(t, server);
}

const ERROR = hexPacket(
  'error',
  0,
  `8003 63 ${'6275696c74696e730a4b65794572726f720a'} 58 04000000 4e6f7065 85 52 85 2e`,
);
const FILES = concat(
  hexPacket('sending_files', 1, '8003 5d 58 0b000000 77656c6c6d61702e747376 61 85 2e'),
  ascii('mapAFKJldkjvaJKDvJDFDFGHowCouldYouEverHaveThisInAFile'),
);

/** A controller of a robot with `WaterC1.0` (id 0) and `AgNO3C0.5` (id 1). */
async function ready(t: ExecutionContext, options: ControllerOptions = {}): Promise<Controller> {
  const robot = await Controller.connect({ port: await serve(t), ...options });
  t.teardown(() => robot.destroy());
  await robot.init(INIT);
  return robot;
}

/** Volume by container. */
async function volumes(robot: Controller): Promise<Record<string, number>> {
  return Object.fromEntries((await robot.locate('all')).map(({ name, volume }) => [name, volume]));
}

/** Lines of the well map after an error, those that match. */
async function lines(robot: Controller, pattern = /\t/): Promise<number> {
  const text = Buffer.from((await robot.rescue()).get('wellmap.tsv')!).toString();
  return text.split('\n').filter((line) => pattern.test(line)).length;
}

const EMPTY = { 'WaterC1.0': 0, 'AgNO3C0.5': 0 };

test('a packet that cannot be sent gives no id away: the next transfer goes where its name says', async (t) => {
  const robot = await ready(t);
  const product = { name: 'lostC1.0', maxVol: 1 };
  const many = Array.from({ length: 30_000 }, (_, i) => ({ name: `n${i}`, maxVol: 1 }));
  await t.throwsAsync(robot.initContainers([product, { name: '\ud800', maxVol: 1 }]), { message: /half a/ });
  await t.throwsAsync(robot.initContainers(many), { message: /more than the ring/ });
  await t.throwsAsync(robot.make('\udc00', 2), { message: /half a/ });
  await robot.initContainers([
    { name: 'firstC1.0', maxVol: 1 },
    { name: 'secondC1.0', maxVol: 1 },
  ]);
  await robot.transfer('WaterC1.0', [['secondC1.0', 7]]);
  t.deepEqual(await volumes(robot), {
    'WaterC1.0': -7,
    'AgNO3C0.5': 0,
    'firstC1.0': 0,
    'secondC1.0': 7,
  });
});

test('an init that cannot be sent gives no id away', async (t) => {
  const robot = await Controller.connect({ port: await serve(t) });
  const [water, ...others] = INIT.reagents;
  const reagents = [{ ...water!, name: 'WrongC1.0' }, ...others, { ...water!, deckPos: 1.5 }];
  await t.throwsAsync(robot.init({ ...INIT, reagents }), { message: /1\.5/ });
  await robot.init(INIT);
  await robot.transfer('WaterC1.0', [['AgNO3C0.5', 3]]);
  t.deepEqual(await volumes(robot), { 'WaterC1.0': -3, 'AgNO3C0.5': 3 });
  robot.destroy();
});

test('a transfer queued behind init_containers and make, one of them refused, knows their ids', async (t) => {
  const robot = await ready(t);
  const homes = Array.from({ length: 8 }, () => robot.home());
  const refused = t.throwsAsync(robot.initContainers([{ name: 'x\ud800', maxVol: 1 }]));
  const made = [
    robot.initContainers([{ name: 'firstC1.0', maxVol: 1 }]),
    robot.make('KBr', 20),
    robot.transfer('firstC1.0', [['KBrC20.0', 5]]),
  ];
  await Promise.all([...homes, ...made, refused]);
  t.deepEqual(await volumes(robot), { ...EMPTY, 'firstC1.0': -5, 'KBrC20.0': 5 });
});

/** Every kind of call. */
const CALLS: readonly (readonly [string, (robot: Controller) => Promise<unknown>])[] = [
  ['init', (robot) => robot.init(INIT)],
  ['home', (robot) => robot.home()],
  ['stop', (robot) => robot.stop()],
  ['continue', (robot) => robot.continue()],
  ['locate', (robot) => robot.locate('all')],
  ['save', (robot) => robot.save()],
  ['close', (robot) => robot.close()],
];

async function allReject(t: ExecutionContext, robot: Controller, message: RegExp): Promise<void> {
  for (const [name, call] of CALLS) await t.throwsAsync(call(robot), { message }, name);
}

test('an error rejects the calls that still wait for their turn too', async (t) => {
  const robot = await ready(t);
  const failing = robot.transfer('Nope', [['WaterC1.0', 1]]);
  const calls = [failing, ...Array.from({ length: 9 }, () => robot.home())];
  const waiting = [...calls, ...CALLS.map(([, call]) => call(robot))];
  for (const outcome of await Promise.allSettled(waiting))
    t.true(outcome.status === 'rejected' && outcome.reason instanceof RobotError);
  t.is((await robot.rescue()).size, 3);
});

test('after an error every call rejects at once, and rescue sends none of them', async (t) => {
  const robot = await ready(t, { name: 'rescued' });
  await t.throwsAsync(robot.transfer('Nope', [['WaterC1.0', 1]]));
  const { log } = robot.exchange.portal;
  const sent: string[] = [];
  log.listener = (line) => sent.push(...(/sending (\w+)/.exec(line)?.slice(1) ?? []));
  await allReject(t, robot, /Nope/);
  const files = robot.rescue();
  await t.throwsAsync(robot.home(), { instanceOf: RobotError });
  t.is((await files).size, 3);
  t.deepEqual(sent, ['save', 'ready', 'close']);
});

test('after the end of the connection, whoever ended it, every call rejects at once', async (t) => {
  const closed = await ready(t);
  await closed.close();
  await allReject(t, closed, /connection is closed/);
  const destroyed = await ready(t);
  const home = destroyed.home();
  destroyed.destroy();
  await t.throwsAsync(home, { message: /given up/ });
  await allReject(t, destroyed, /given up/);
  const ended = await Controller.connect({ port: await fakeRobot(t) });
  await t.throwsAsync(ended.home(), { message: /robot ended/ });
  await allReject(t, ended, /robot ended/);
});

test('files that have come are not lost when the robot ends the connection with them', async (t) => {
  const robot = await Controller.connect({ port: await fakeRobot(t, ERROR, FILES), encoding: 'pickle' });
  await t.throwsAsync(robot.home(), { instanceOf: RobotError });
  t.is((await robot.rescue()).size, 1);
});

test('a stop that the robot refuses rejects stop and continue', async (t) => {
  const port = await fakeRobot(t, ERROR, new Uint8Array(0));
  const robot = await Controller.connect({ port, encoding: 'pickle' });
  const stop = t.throwsAsync(robot.stop(), { instanceOf: RobotError });
  await Promise.all([stop, t.throwsAsync(robot.continue(), { instanceOf: RobotError })]);
  robot.destroy();
});

/** Descriptors of this process that are open on a file below `folder`. */
const openFiles = (folder: string): number =>
  readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(folder);
    } catch {
      return false; // the descriptor of the listing itself
    }
  }).length;

const onLinux = process.platform === 'linux' ? test : test.skip; // elsewhere there is no /proc

onLinux('a packet log is written, and its file closed when the connection ends', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'armchair-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const robot = await ready(t, { logFolder: folder });
  t.is(openFiles(folder), 1);
  await robot.close();
  t.is(openFiles(folder), 0);
  t.regex(readFileSync(join(folder, 'controller_armchair.log'), 'utf8'), /sending close, cid 2\n/);
});

test('a log folder that cannot be written rejects connect and gives the connection up', async (t) => {
  const server = createServer();
  const gone = new Promise<void>((resolve) => {
    server.on('connection', (socket) =>
      socket
        .on('error', () => {})
        .on('close', () => resolve())
        .resume(),
    );
  });
  const port = await listening(t, server);
  await t.throwsAsync(Controller.connect({ port, logFolder: '/nonexistent/folder' }), { code: 'ENOENT' });
  await gone;
  t.pass();
});

test('the next user of a rehearsal finds no containers of the one before', async (t) => {
  const port = await serve(t);
  const first = await Controller.connect({ port });
  await first.init(INIT);
  const wellMap = async (files: Promise<Map<string, Uint8Array>>) =>
    Buffer.from((await files).get('wellmap.tsv')!).toString();
  t.regex(await wellMap(first.save()), /WaterC1\.0/);
  await first.close();
  const second = await Controller.connect({ port });
  await t.throwsAsync(second.home(), { message: /first packet of a session is init/ });
  t.is(await wellMap(second.rescue()), 'chem_name\tloc\tdeck_pos\tvol\tcontainer\n');
});

test('init_containers of a rehearsal makes nothing when one of its names exists or stands in it twice', async (t) => {
  for (const name of ['AgNO3C0.5', 'newC1.0']) {
    const robot = await ready(t, { ids: false });
    const products = [
      { name: 'newC1.0', maxVol: 1 },
      { name, maxVol: 1 },
    ];
    await t.throwsAsync(robot.initContainers(products), { message: new RegExp(name) });
    t.is(await lines(robot), 1 + 2);
  }
});

test('a transfer of a rehearsal to infinite volumes books nothing', async (t) => {
  const robot = await ready(t);
  const steps = [1, 1.7e308, 1.7e308].map((volume) => ['AgNO3C0.5', volume] as const);
  await t.throwsAsync(robot.transfer('WaterC1.0', steps), { message: /more liquid than a number can hold/ });
  t.is(await lines(robot, /\t0\.0\t/), 2);
});

test('make of a rehearsal refuses a name that is too long', async (t) => {
  const robot = await ready(t);
  const longest = 'µ'.repeat((NAME_BYTES_MAX - 5) / 2);
  await robot.make(longest, 20);
  await t.throwsAsync(robot.make(`${longest}x`, 20), { instanceOf: RobotError, message: /256 bytes/ });
  t.is(await lines(robot), 1 + 3);
});
