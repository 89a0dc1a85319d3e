// What `npm start` cannot do, because the user has to mend something: one line that says what, exit code 2.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { folder, interrupt, listens, programOf, start } from './server-program.js';

let program = '';

test.before(async () => {
  program = await programOf('src/host/main.ts', 'start-refusals-test/main.js');
});

async function refuses(t: ExecutionContext, args: readonly string[], message: RegExp): Promise<void> {
  const run = start(t, program, ...args);
  t.is(await run.ended, 2, args.join(' '));
  t.regex(run.stderr, /^[^\n]+\n$/, 'one line');
  t.regex(run.stderr, message);
  t.is(run.stdout, '');
}

test('a port in use', async (t) => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  t.teardown(() => other.close());
  const { port } = other.address() as AddressInfo;
  await refuses(t, ['--port', String(port)], new RegExp(`port ${port} .*in use.*--port`));
});

test('an address that is not of this machine', async (t) => {
  await refuses(t, ['--port', '0', '--host', '192.0.2.1'], /^--host, --port: .*192\.0\.2\.1/);
});

test('an option that is not understood', async (t) => {
  await refuses(t, ['--prot', '0'], /--prot.*--help/);
});

test('a key file that is not there, or has no key', async (t) => {
  const path = join(folder(t), 'robot.key');
  await refuses(t, ['--port', '0', '--key-file', path], /^--key-file: the key cannot be read: .*robot\.key/);
  writeFileSync(path, 'secret');
  await refuses(
    t,
    ['--port', '0', '--key-file', path],
    /^--key-file: .*robot\.key: expected a key: 64 [^;]*32 bytes$/m,
  );
});

test('an unknown board: the known ones are named', async (t) => {
  await refuses(
    t,
    ['--board', 'nosuchboard'],
    /'nosuchboard': known are bench, bench_pumps, esp32_devkit, esp32s3_devkit, esp32s3_ethernet, fysetc_e4$/m,
  );
});

test('a board with errors: the first of them, and how to see all', async (t) => {
  const board = join(folder(t), 'mine');
  cpSync('boards/bench', board, { recursive: true });
  const file = join(board, 'board.json');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/("travelSpeed":) \d+/g, '$1 9999'));
  await refuses(
    t,
    ['--board', board],
    /has errors: axes\.x\.travelSpeed: 9999 .*\d more: npm run board -- check/,
  );
  writeFileSync(file, '{');
  await refuses(t, ['--board', board], /board\.json:1:2: this is not JSON/);
});

test('labware of a board that cannot be read', async (t) => {
  const board = join(folder(t), 'mine');
  cpSync('boards/bench', board, { recursive: true });
  mkdirSync(join(board, 'labware'));
  writeFileSync(join(board, 'labware/plate.json'), '{}');
  await refuses(t, ['--board', board], /plate\.json: .*\d more: npm run labware -- check/);
});

test('a state folder that cannot be made or written', async (t) => {
  const file = join(folder(t), 'file');
  writeFileSync(file, '');
  for (const state of [file, join(file, 'below'), '/proc/armchair'])
    await refuses(t, ['--port', '0', '--state', state], /^--state: \w/);
});

test('a state folder that another server has', async (t) => {
  const state = join(folder(t), 'made', 'here');
  const first = start(t, program, '--port', '0', '--state', state);
  await listens(first);
  const owner = new RegExp(`^--state: ${state} is in use by process ${first.child.pid}: `);
  await refuses(t, ['--port', '0', '--state', state], owner);
  interrupt(first, 'SIGKILL');
  await first.ended;
  const next = start(t, program, '--port', '0', '--state', state);
  await listens(next);
  interrupt(next, 'SIGINT');
  t.is(await next.ended, 0);
});
