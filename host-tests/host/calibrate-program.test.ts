import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';

type Bundle = (source: string, name: string) => Promise<string>;

let program = '';

const folder = mkdtempSync(join(tmpdir(), 'armchair-calibrate-'));

test.before(async () => {
  // By its address, so that esbuild leaves the module alone: it finds the project from its own place.
  const { bundle } = (await import(pathToFileURL(resolve('scripts/bundle.mjs')).href)) as { bundle: Bundle };
  program = await bundle('src/host/calibrate-main.ts', 'calibrate-test/main.js');
});

test.after.always(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => {
  const env = { ...process.env, INIT_CWD: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
};

function file(name: string, ...lines: string[]): string {
  writeFileSync(join(folder, name), lines.join('\n'));
  return name;
}

test('fit says the errors before and after, and the table to paste into board.json', (t) => {
  const name = file(
    'good.csv',
    '# 300 µL pipette',
    'commanded_ul,delivered_ul',
    ...['20,19', '20,19.1', '20,18.9', '50,49', '100,99', '100,98', '200,198', '300,297', '300,297.2'],
  );
  const { status, stdout, stderr } = run('fit', name, '--points', '3');
  t.deepEqual([status, stderr], [0, '']);
  t.deepEqual(stdout.split('\n'), [
    'commanded  weighings    median  error before  error after  random (CV)',
    '    20 µL          3  19.00 µL        -5.00%        0.00%        0.53%',
    '    50 µL          1  49.00 µL        -2.00%        0.00%            -',
    '   100 µL          2  98.50 µL        -1.50%       -0.12%        0.72%',
    '   200 µL          1  198.0 µL        -1.00%       +0.07%            -',
    '   300 µL          2  297.1 µL        -0.97%        0.00%        0.05%',
    '',
    'largest systematic error: 5.00% before, 0.12% after the table',
    'largest random error:     0.72%, which no table changes',
    '',
    '"calibration": [[20, 19], [50, 49], [300, 297.1]]',
    '',
  ]);
});

test('what is wrong in the file is one line each with its place, exit code 1', (t) => {
  const { status, stdout, stderr } = run('fit', file('bad.csv', 'commanded_ul,mass_mg', '20,x', '20'));
  t.deepEqual([status, stdout], [1, '']);
  t.is(
    stderr,
    "bad.csv: line 2: mass_mg is 'x' and has to be a number above 0\n" +
      'bad.csv: line 3: 1 values in a table of 2 columns\n',
  );
});

test('what cannot be done is said, exit code 2', (t) => {
  const absent = run('fit', 'absent.csv');
  t.is(absent.status, 2);
  t.regex(absent.stderr, /^absent\.csv cannot be read: ENOENT/);
  const good = file('one.csv', 'commanded_ul,delivered_ul', '20,19');
  for (const args of [
    ['fit', good, '--points', '0'],
    ['fit', good, '--points', '17'],
    ['fit', good, '--points', 'x'],
    ['fit', good, '--pionts', '3'],
    ['fit'],
    ['fit', good, 'more'],
    ['fitt', good],
    [],
  ])
    t.is(run(...args).status, 2, args.join(' '));
  t.is(run('--help').status, 0);
});
