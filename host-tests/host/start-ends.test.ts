// Ctrl-C at `npm start`: the robot is broken down first, whatever it is at.

import test, { type ExecutionContext } from 'ava';
import { Controller } from '../../src/host/controller.js';
import { RobotError } from '../../src/host/exchange.js';
import { SessionArchive } from '../../src/host/session-archive.js';
import { FileBlocks } from '../../src/host/storage/file-blocks.js';
import { TimeZone } from '../../src/journal/time-zone.js';
import { folder, INIT, interrupt, listens, programOf, says, start } from './server-program.js';

/** Fast enough for a test, slow enough to come in between: a portion takes half a second. */
const SPEED = '30';

let program = '';

test.before(async () => {
  program = await programOf('src/host/main.ts', 'start-ends-test/main.js');
});

/** Whether the last session came to its end, and the kinds of its records. */
function lastSession(path: string): { isEnded: boolean; kinds: (string | undefined)[] } {
  const device = new FileBlocks(path);
  const archive = new SessionArchive(device, new TimeZone('UTC0'));
  const session = archive.sessions().at(-1)!;
  const rows = Buffer.from(archive.files(session).get('records.tsv') ?? '')
    .toString()
    .trimEnd()
    .split('\n');
  device.close();
  return { isEnded: session.ended !== 0, kinds: rows.map((row) => row.split('\t')[2]) };
}

/** A server in the robot's time, and a controller that has initialized it. */
async function inSession(t: ExecutionContext, state: string) {
  const run = start(t, program, '--port', '0', '--speed', SPEED, '--state', state);
  const controller = await Controller.connect({ port: await listens(run) });
  await controller.init(INIT);
  await controller.initContainers([{ name: 'rxn1C1.0', maxVol: 200 }]);
  return { run, controller };
}

test('idle: the program ends with exit code 0', async (t) => {
  const run = start(t, 'scripts/start.mjs', '--port', '0');
  await listens(run);
  interrupt(run, 'SIGINT');
  t.is(await run.ended, 0);
  t.true(run.stdout.endsWith('Ended.\n'));
  t.is(run.stderr, '');
});

test('between two commands: tips into the trash, home, and the controller is told', async (t) => {
  const state = folder(t);
  const { run, controller } = await inSession(t, state);
  interrupt(run, 'SIGINT');
  t.is(await run.ended, 0);
  t.regex(run.stdout, /^Ending the session: .* Ctrl-C ends at once\.$/m);
  const { isEnded, kinds } = lastSession(state);
  t.true(isEnded);
  t.is(kinds.filter((kind) => kind === 'tipDropped').length, 2);
  await t.throwsAsync(controller.home());
});

test('in a command: what is in hand is finished and booked, the rest is not begun', async (t) => {
  const state = folder(t);
  const { run, controller } = await inSession(t, state);
  const steps = Array.from({ length: 50 }, () => ['rxn1C1.0', 2] as const);
  const transfer = t.throwsAsync(controller.transfer('WaterC1.0', steps), { instanceOf: RobotError });
  await says(run, /\ttransfer: takes/);
  interrupt(run, 'SIGINT');
  t.is((await transfer)?.python, 'ConnectionError');
  t.is(await run.ended, 0);
  const { isEnded, kinds } = lastSession(state);
  t.true(isEnded);
  t.true(kinds.filter((kind) => kind === 'aspirate').length < 50);
  t.is(kinds.filter((kind) => kind === 'tipDropped').length, 2);
});

test('SIGTERM to all processes of the group, which then comes twice: as orderly', async (t) => {
  const state = folder(t);
  const run = start(t, 'scripts/start.mjs', '--port', '0', '--speed', SPEED, '--state', state);
  const controller = await Controller.connect({ port: await listens(run) });
  await controller.init(INIT);
  interrupt(run, 'SIGTERM');
  t.is(await run.ended, 0);
  t.true(run.stdout.endsWith('Ended.\n'));
  t.true(lastSession(state).isEnded);
  controller.destroy();
});

test('stopped with a person inside: nothing moves', async (t) => {
  const state = folder(t);
  const { run, controller } = await inSession(t, state);
  await controller.stop();
  interrupt(run, 'SIGINT');
  t.is(await run.ended, 0);
  const { isEnded, kinds } = lastSession(state);
  t.true(isEnded);
  t.false(kinds.includes('tipDropped'));
});

test('twice: the program ends at once, and the next one finds the session cut', async (t) => {
  const state = folder(t);
  const run = start(t, program, '--port', '0', '--speed', '1', '--state', state);
  const controller = await Controller.connect({ port: await listens(run) });
  const init = controller.init(INIT).catch(() => {});
  await says(run, /\tinit: takes/);
  interrupt(run, 'SIGINT');
  await says(run, /^Ending the session/);
  interrupt(run, 'SIGINT');
  t.is(await run.ended, 0);
  await init;
  const next = start(t, program, '--port', '0', '--state', state);
  await says(next, /^Found in the run log: /);
});

test('a controller that waits for the robot is told, too', async (t) => {
  const { run, controller } = await inSession(t, folder(t));
  const port = Number(/127\.0\.0\.1:(\d+)\./.exec(run.stdout)?.[1]);
  controller.destroy();
  const next = await Controller.connect({ port });
  interrupt(run, 'SIGINT');
  t.is(await run.ended, 0);
  await t.throwsAsync(next.init(INIT));
});
