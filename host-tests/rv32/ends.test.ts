// A program on the emulated chip says why it ended too early, and ends the emulator with a code of its own.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';

const folder = mkdtempSync(join(tmpdir(), 'chip-ends-'));
test.after.always(() => rmSync(folder, { recursive: true }));

const POOLS = ['--chunks', '20000', '--slots', '600', '--stack', '200', '--keys', '20', '--limit', '2000000'];

interface Chip {
  readonly image: string;
  readonly application: string;
}

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly error: string;
}

interface Tools {
  readonly buildChip: () => string;
  readonly compileForChip: (hostProgram: string, bundle: string) => string;
  readonly runOnChip: (chip: Chip, args: readonly string[], milliseconds: number) => Promise<Ended>;
}

/** By their addresses, so that esbuild leaves the modules alone: they find the project from their own places. */
const script = (name: string) => import(pathToFileURL(resolve('scripts', name)).href);

let tools: Tools;
let hostProgram = '';

test.before(async () => {
  tools = { ...(await script('rv32-build.mjs')), ...(await script('rv32-run.mjs')) } as Tools;
  hostProgram =
    spawnSync(process.execPath, ['scripts/xs-build.mjs'], { encoding: 'utf8' }).stdout.split(': ')[0] ?? '';
});

let scripts = 0;

/** Runs a script with small pools. Its names are `print` and `main`, which the chip calls. */
function run(source: string): Promise<Ended> {
  const path = join(folder, `${scripts++}.js`);
  writeFileSync(path, `const print = hostPrint; ${source}; globalThis.hostMain = main;`);
  const application = tools.compileForChip(hostProgram, path);
  return tools.runOnChip(
    { image: tools.buildChip(), application },
    [...POOLS, '--rom', 'application'],
    60_000,
  );
}

test('what a script prints comes out', async (t) => {
  const ended = await run("const text = 'é🧪'; const main = () => print(text + text.length)");
  t.deepEqual(ended, { code: 0, output: 'é🧪3\n', error: '' });
});

const ENDS: [title: string, source: string, code: number, line: RegExp][] = [
  [
    'slots run out',
    'const main = () => { const a = {}; for (let o = a; ; o = o.next) o.next = {}; }',
    11,
    /memory full \(slots\)/,
  ],
  ['the stack of XS runs out', 'const main = () => main() + 1', 12, /stack overflow/],
  [
    'an exception is not caught',
    "const main = () => { throw new TypeError('no way'); }",
    14,
    /unhandled exception \(TypeError: no way\)/,
  ],
  ['a loop has no end', 'const main = () => { for (;;); }', 16, /too many instructions/],
  [
    'flash is written',
    'const b = new Uint8Array(8); const main = () => { b[3] = 1; }',
    17,
    /a write to flash/,
  ],
  ['there is no parser', "const main = () => eval('1 + 1')", 14, /SyntaxError: no parser on the chip/],
];

for (const [title, source, code, line] of ENDS)
  test(`${title}: exit code ${code} and one line`, async (t) => {
    const ended = await run(source);
    t.is(ended.code, code, ended.error);
    t.regex(ended.error, /^xs-host: .*\n$/);
    t.regex(ended.error, line);
  });
