import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { Controller } from '../../src/host/controller.js';
import type { InitArguments } from '../../src/host/controller-arguments.js';
import { RobotError } from '../../src/host/exchange.js';

type Bundle = (source: string, name: string) => Promise<string>;

/** Time limit of one run of the program, ms. */
const RUN_MILLISECONDS = 30_000;

const LISTENING = /^Armchair robot server on 127\.0\.0\.1:(\d+)\./;

const INIT: InitArguments = {
  simulate: true,
  labware: [{ deckPos: 1, name: 'tube_holder_10', firstUsable: '', emptyList: '' }],
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: [{ name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 40.2 }],
};

let program = '';

test.before(async () => {
  // By its address, so that esbuild leaves the module alone: it finds the project from its own place.
  const { bundle } = (await import(pathToFileURL(resolve('scripts/bundle.mjs')).href)) as { bundle: Bundle };
  program = await bundle('src/host/main.ts', 'start-test/main.js');
});

interface Run {
  readonly child: ChildProcess;
  stdout: string;
  stderr: string;
  /** Exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts a program in a process group of its own, which is ended at the latest with the test. */
function start(t: ExecutionContext, args: readonly string[], file = program): Run {
  const child = spawn(process.execPath, [file, ...args], { detached: true, stdio: 'pipe' });
  const timer = setTimeout(() => interrupt(child, 'SIGKILL'), RUN_MILLISECONDS);
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const run: Run = { child, stdout: '', stderr: '', ended };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    run.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    run.stderr += text;
  });
  t.teardown(() => {
    clearTimeout(timer);
    interrupt(child, 'SIGKILL');
  });
  return run;
}

/** Sends a signal to all processes of the program's group, as the terminal does. */
function interrupt({ pid, exitCode }: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): void {
  if (pid !== undefined && exitCode === null) process.kill(-pid, signal);
}

/** Waits for a line that matches; an error with what the program said when it ends without. */
function says(run: Run, line: RegExp): Promise<RegExpExecArray> {
  return new Promise((found, reject) => {
    const look = () => {
      for (const text of run.stdout.split('\n')) {
        const match = line.exec(text);
        if (match !== null) found(match);
      }
    };
    run.child.stdout?.on('data', look);
    run.ended.then(() => reject(new Error(`ended without saying ${line}: ${run.stdout}${run.stderr}`)));
    look();
  });
}

const listens = async (run: Run): Promise<number> => Number((await says(run, LISTENING))[1]);

/** The user made a mistake: one line that says what, no stack, exit code 2. */
async function refuses(t: ExecutionContext, args: readonly string[], message: RegExp): Promise<void> {
  const run = start(t, args);
  t.is(await run.ended, 2, args.join(' '));
  t.regex(run.stderr, /^[^\n]+\n$/, 'one line');
  t.regex(run.stderr, message);
  t.is(run.stdout, '');
}

function folder(t: ExecutionContext): string {
  const path = mkdtempSync(join(tmpdir(), 'armchair-start-'));
  t.teardown(() => rmSync(path, { recursive: true }));
  return path;
}

for (const encoding of ['cbor', 'pickle'] as const)
  test(`npm start serves a controller in ${encoding}`, async (t) => {
    const run = start(t, ['--port', '0']);
    const controller = await Controller.connect({ port: await listens(run), encoding });
    await controller.init(INIT);
    await controller.initContainers([{ name: 'rxn1C1.0', maxVol: 200 }]);
    await controller.transfer('WaterC1.0', [['rxn1C1.0', 20]]);
    const places = await controller.locate(['rxn1C1.0']);
    t.deepEqual(
      places.map(({ name, volume }) => [name, volume]),
      [['rxn1C1.0', 20]],
    );
    t.true((await controller.save()).has('wellmap.tsv'));
    t.true(await controller.close());
    await says(run, /: disconnected$/);
    interrupt(run.child, 'SIGINT');
    t.is(await run.ended, 0);
    t.is(run.stderr, '');
    t.regex(run.stdout, /: connected\n/);
  });

test('npm start serves the next controller after an error', async (t) => {
  const run = start(t, ['--port', '0']);
  const port = await listens(run);
  const first = await Controller.connect({ port });
  await first.init(INIT);
  const error = await t.throwsAsync(first.transfer('GoldC1.0', [['WaterC1.0', 1]]), {
    instanceOf: RobotError,
  });
  t.is(error?.python, 'KeyError');
  t.true((await first.rescue()).has('wellmap.tsv'));
  const second = await Controller.connect({ port });
  await second.init(INIT);
  t.true(await second.close());
});

test('--log writes the packet log in the format of the original, anew for each connection', async (t) => {
  const path = folder(t);
  const run = start(t, ['--port', '0', '--log', path]);
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

test('a port in use is said in one line, exit code 2', async (t) => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  t.teardown(() => other.close());
  const { port } = other.address() as AddressInfo;
  await refuses(t, ['--port', String(port)], new RegExp(`port ${port} .*in use.*--port`));
});

test('a bad --port is said in one line, exit code 2', async (t) => {
  for (const port of ['abc', '65536', '1.5', '']) await refuses(t, [`--port=${port}`], /--port.*0 to 65535/);
  await refuses(t, ['--port', '-1'], /--port/);
  await refuses(t, ['--port'], /--port/);
});

test('an address that is not of this machine is said in one line, exit code 2', async (t) => {
  await refuses(t, ['--port', '0', '--host', '192.0.2.1'], /192\.0\.2\.1/);
});

test('an unknown option is said in one line that points to --help, exit code 2', async (t) => {
  await refuses(t, ['--prot', '0'], /--prot.*--help/);
  await refuses(t, ['50000'], /50000.*--help/);
});

test('a --log folder that cannot be written is said in one line, exit code 2', async (t) => {
  const path = folder(t);
  const file = join(path, 'file');
  writeFileSync(file, '');
  for (const log of [join(path, 'missing'), file])
    await refuses(t, ['--port', '0', '--log', log], /--log: .*/);
});

test('--help shows the options, exit code 0', async (t) => {
  const run = start(t, ['--help']);
  t.is(await run.ended, 0);
  for (const option of ['--host', '--port', '--log', '--help'])
    t.true(run.stdout.includes(`  ${option}`), option);
  t.is(run.stderr, '');
});

test('Ctrl-C ends npm start with exit code 0', async (t) => {
  const run = start(t, ['--port', '0'], 'scripts/start.mjs');
  await listens(run);
  interrupt(run.child, 'SIGINT');
  t.is(await run.ended, 0);
  t.is(run.stderr, '');
});
