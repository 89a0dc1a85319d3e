// `npm start`: the robot on a port, its log, and what outlives it in a state folder.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import { Controller } from '../../src/host/controller.js';
import { RobotError } from '../../src/host/exchange.js';
import { makeKeyFile } from '../../src/host/key-file.js';
import { SessionArchive } from '../../src/host/session-archive.js';
import { FileBlocks } from '../../src/host/storage/file-blocks.js';
import { TimeZone } from '../../src/journal/time-zone.js';
import { FAULTS } from '../../src/kernel/faults.js';
import { hexOf } from '../../src/kernel/hexadecimal.js';
import { folder, INIT, interrupt, listens, programOf, says, start } from './server-program.js';

let program = '';

test.before(async () => {
  program = await programOf('src/host/main.ts', 'start-test/main.js');
});

/** Numbers of the sessions in a run log. */
function sessionsOf(path: string): number[] {
  const device = new FileBlocks(path);
  const sessions = new SessionArchive(device, new TimeZone('UTC0')).sessions().map(({ session }) => session);
  device.close();
  return sessions;
}

for (const encoding of ['cbor', 'pickle'] as const)
  test(`a controller runs a protocol in ${encoding}`, async (t) => {
    const run = start(t, program, '--port', '0');
    const controller = await Controller.connect({ port: await listens(run), encoding });
    await controller.init(INIT);
    await controller.initContainers([{ name: 'rxn1C1.0', maxVol: 200 }]);
    await controller.transfer('WaterC1.0', [['rxn1C1.0', 20]]);
    const places = await controller.locate(['rxn1C1.0']);
    t.deepEqual(
      places.map(({ name, well, deckPos, volume }) => [name, well, deckPos, volume]),
      [['rxn1C1.0', 'E1', 4, 20]],
    );
    const files = await controller.save();
    t.regex(Buffer.from(files.get('wellmap.tsv') ?? '').toString(), /^rxn1C1\.0\tE1\t4\t20\.0\tWell96$/m);
    t.regex(
      Buffer.from(files.get('protocol_record.txt') ?? '').toString(),
      /^Aspirating 20\.0 uL from A3 of /m,
    );
    t.true(await controller.close());
    await says(run, /: disconnected$/);
    interrupt(run, 'SIGINT');
    t.is(await run.ended, 0);
    t.is(run.stderr, '');
    t.regex(run.stdout, /^\d\d:\d\d:\d\d:\d{6}\t127\.0\.0\.1:\d+: connected$/m);
    t.regex(run.stdout, /^\d\d:\d\d:\d\d:\d{6}\ttransfer: takes the robot \d+ s$/m);
  });

test('with a key file, who has the key is served, and nobody else', async (t) => {
  const path = join(folder(t), 'robot.key');
  const key = makeKeyFile(path);
  const run = start(t, program, '--port', '0', '--key-file', path);
  const port = await listens(run);
  const stranger = await Controller.connect({ port });
  await t.throwsAsync(stranger.init(INIT), { instanceOf: RobotError, message: FAULTS.keyWanted.text });
  await says(run, /: disconnected$/);
  const controller = await Controller.connect({ port, key });
  await controller.init(INIT);
  t.true(await controller.close());
  t.true(run.stdout.includes(`Of every controller the key in ${path} is demanded.`));
  t.false(run.stdout.includes(hexOf(key)));
});

test('the example of the README runs', async (t) => {
  const [, code = ''] = /```ts\n(.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? [];
  const controller = await programOf('src/host/controller.ts', 'start-test/controller.js');
  const run = start(t, program, '--port', '0');
  const port = await listens(run);
  const file = join(folder(t), 'example.mjs');
  const ours = code
    .replace('./src/host/controller.js', pathToFileURL(controller).href)
    .replace("{ host: '127.0.0.1' }", `{ port: ${port} }`);
  writeFileSync(file, `${ours}process.stdout.write([...files.keys()].sort().join());`);
  const example = start(t, file);
  t.is(await example.ended, 0, example.stderr);
  t.is(example.stdout, 'protocol_record.txt,well_history.tsv,wellmap.tsv');
});

test('the next controller is served after an error, a lost connection, and a stop that nobody continued', async (t) => {
  const run = start(t, program, '--port', '0');
  const port = await listens(run);
  /** A controller that has initialized the robot, when the last one is gone. */
  const next = async (): Promise<Controller> => {
    if (/: connected$/m.test(run.stdout)) await says(run, /: disconnected$/);
    run.stdout = '';
    const controller = await Controller.connect({ port });
    await controller.init(INIT);
    return controller;
  };

  const mistaken = await next();
  const error = await t.throwsAsync(mistaken.transfer('GoldC1.0', [['WaterC1.0', 1]]), {
    instanceOf: RobotError,
  });
  t.is(error?.python, 'KeyError');
  t.true((await mistaken.rescue()).has('wellmap.tsv'));

  const lost = await next();
  const cut = t.throwsAsync(lost.home());
  lost.destroy();
  await cut;

  const stopped = await next();
  await stopped.stop();
  stopped.destroy();

  const last = await next();
  t.true(await last.close());
});

test('--log error shows what went wrong and nothing else', async (t) => {
  const run = start(t, program, '--port', '0', '--log', 'error');
  const controller = await Controller.connect({ port: await listens(run) });
  await t.throwsAsync(controller.home());
  await controller.rescue();
  interrupt(run, 'SIGINT');
  await run.ended;
  const lines = run.stdout.split('\n');
  t.is(lines.length, 5, run.stdout);
  t.regex(lines[2] ?? '', /^[\d:]+\t127\.0\.0\.1:\d+: fault: \d+ .*home/);
});

test('--log packets shows each packet on a line', async (t) => {
  const run = start(t, program, '--port', '0', '--log', 'packets');
  const controller = await Controller.connect({ port: await listens(run) });
  await controller.init(INIT);
  await controller.home();
  await controller.close();
  await says(run, /: disconnected$/);
  t.deepEqual(
    run.stdout
      .trimEnd()
      .split('\n')
      .slice(2)
      .map((line) => line.replace(/^\d\d:\d\d:\d\d:\d{6}\t/, '').replace(/^127\.0\.0\.1:\d+|\d+ s$/, '')),
    [
      ': connected',
      'recieved init, cid 1',
      'init: takes the robot ',
      'sending ready, cid 1',
      'recieved home, cid 2',
      'home: takes the robot ',
      'sending ready, cid 2',
      'recieved close, cid 3',
      'sending ready, cid 3',
      ': disconnected',
    ],
  );
});

test('the state folder has the packet log in the format of the original, anew for each connection', async (t) => {
  const path = folder(t);
  const run = start(t, program, '--port', '0', '--state', path);
  const port = await listens(run);
  for (const encoding of ['pickle', 'cbor'] as const) {
    run.stdout = '';
    const controller = await Controller.connect({ port, encoding });
    await controller.init(INIT);
    await controller.save();
    await controller.close();
    await says(run, /: disconnected$/);
    const [title, ...lines] = readFileSync(join(path, 'eve_armchair.log'), 'utf8').trimEnd().split('\n');
    t.regex(title ?? '', /^Armchair Log: eve, \d\d:\d\d:\d\d:\d{6}$/);
    for (const line of lines) t.regex(line, /^\d\d:\d\d:\d\d:\d{6}\t[a-z]+ [a-z_]+, cid \d+$/);
    t.deepEqual(
      lines.map((line) => line.split('\t')[1]),
      [
        'recieved init, cid 1',
        'sending ready, cid 1',
        'recieved save, cid 1',
        'sending sending_files, cid 2',
        'recieved ready, cid 2',
        'recieved close, cid 3',
        'sending ready, cid 3',
      ],
    );
  }
});

test('the run log goes on where the last server left it, however that ended', async (t) => {
  const path = folder(t);
  for (const [signal, before] of [
    ['SIGINT', []],
    ['SIGKILL', [1]],
    ['SIGTERM', [1, 2]],
  ] as const) {
    t.deepEqual(sessionsOf(path), [...before]);
    const run = start(t, program, '--port', '0', '--state', path);
    const controller = await Controller.connect({ port: await listens(run) });
    if (before.length > 0) await says(run, /^Found in the run log: /);
    await controller.init({ ...INIT, simulate: true });
    interrupt(run, signal);
    t.is(await run.ended, signal === 'SIGKILL' ? null : 0);
    controller.destroy();
  }
  t.deepEqual(sessionsOf(path), [1, 2, 3]);
});

test('--speed gives the robot its time', async (t) => {
  const speed = 40;
  const run = start(t, program, '--port', '0', '--speed', String(speed));
  const controller = await Controller.connect({ port: await listens(run) });
  await controller.init(INIT);
  const began = performance.now();
  await controller.pause(20);
  const milliseconds = performance.now() - began;
  t.true(milliseconds >= 20_000 / speed, `${milliseconds} ms`);
  await controller.close();
});
