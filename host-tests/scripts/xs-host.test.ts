// The program that runs scripts on XS: what it counts, and how it says why a run ended too early.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';

const folder = mkdtempSync(join(tmpdir(), 'xs-host-'));
test.after.always(() => rmSync(folder, { recursive: true }));

const built = spawnSync(process.execPath, ['scripts/xs-build.mjs'], { encoding: 'utf8' });
const program = built.stdout.split(': ')[0] ?? '';

const POOLS = ['--chunks', '20000', '--slots', '600', '--stack', '200', '--keys', '20', '--limit', '2000000'];

let scripts = 0;

/** Runs a script with small pools. Its names are `print` and `main`, which the host calls. */
function run(source: string, ...options: string[]) {
  const path = join(folder, `${scripts++}.js`);
  writeFileSync(path, `const print = hostPrint; ${source}; globalThis.hostMain = main;`);
  const { status, stdout, stderr } = spawnSync(program, [...POOLS, '--rom', ...options, path], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('it is built, and says for how many bits', (t) => {
  t.is(built.status, 0, built.stderr);
  t.regex(built.stdout, /XS 13\.3\.0, (16-byte slots, 32 bit|32-byte slots, 64 bit)/);
});

test('a script is loaded, then called; what it prints comes out', (t) => {
  const { status, stdout, stderr } = run("const text = 'é🧪'; const main = () => print(text + text.length)");
  t.deepEqual({ status, stdout, stderr }, { status: 0, stdout: 'é🧪3\n', stderr: '' });
});

const ENDS: [title: string, source: string, status: number, line: RegExp][] = [
  [
    'slots run out',
    'const main = () => { const a = {}; for (let o = a; ; o = o.next) o.next = {}; }',
    11,
    /memory full \(slots\)/,
  ],
  ['chunks run out', 'const main = () => new ArrayBuffer(30_000)', 11, /memory full \(chunks\)/],
  ['the stack runs out', 'const main = () => main() + 1', 12, /stack overflow/],
  ['keys run out', "const main = () => { for (let i = 0; ; i++) ({})['k' + i] = 1; }", 13, /not enough keys/],
  [
    'an exception is not caught',
    "const main = () => { throw new TypeError('no way'); }",
    14,
    /unhandled exception \(TypeError: no way\)/,
  ],
  [
    'a rejection is not handled',
    "const main = () => { Promise.reject(new Error('later')); }",
    15,
    /unhandled rejection \(Error: later\)/,
  ],
  ['a loop has no end', 'const main = () => { for (;;); }', 16, /too many instructions/],
  [
    'flash is written',
    'const b = new Uint8Array(8); const main = () => { b[3] = 1; }',
    17,
    /a write to flash/,
  ],
  ['the script is broken', 'const main = ', 14, /SyntaxError.*while loading/],
];

for (const [title, source, status, line] of ENDS)
  test(`${title}: exit code ${status} and one line`, (t) => {
    const ended = run(source);
    t.is(ended.status, status, ended.stderr);
    t.regex(ended.stderr, /^xs-host: .*\n$/);
    t.regex(ended.stderr, line);
  });

test('a script ends itself with a code of its own', (t) => {
  t.is(run('const main = () => { hostExit(1); print(0); }').status, 1);
});

test('an option or a file that is not there: exit code 2', (t) => {
  for (const options of [['--speed', '9'], ['--slots', 'many'], ['nowhere.js']]) {
    const { status, stderr } = spawnSync(program, options, { encoding: 'utf8' });
    t.is(status, 2);
    t.regex(stderr, /^xs-host: .*\n$/);
  }
});

const COUNTED = `
  const main = () => {
    const before = new Float64Array(9), after = new Float64Array(9);
    const read = (array) => hostCounters(array.buffer);
    const count = (what) => { hostCollect(); read(before); what(); read(after); print(after.map((n, i) => n - before[i]).slice(0, 5).join(' ')); };
    const view = new DataView(new ArrayBuffer(8));
    for (let i = 0; i < 2; i++) count(() => view.getUint32(4));
    count(() => new Uint8Array(64));
    count(() => { ({})[\`name \${view.getUint8(0)}\`] = 1; });
    count(() => hostCollect());
  }`;

test('instructions, slots, chunk bytes, keys and collections are exact and the same in every run', (t) => {
  const first = run(COUNTED);
  t.is(first.status, 0, first.stderr);
  t.deepEqual(run(COUNTED), first);
  const lines = first.stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  const [, view, array, name, collection] = lines;
  t.deepEqual(view?.slice(1), [0, 0, 0, 0], 'reading allocates nothing');
  t.is(array?.[1], 7);
  t.true(array![2]! >= 72);
  t.is(name?.[3], 1, 'a new property name is one key');
  t.is(collection?.[4], 1);
});
