// Runs every check and test in the order of the house and ends with one line: N passed, N failed.
//
//   npm test                         everything
//   npm test -- --only types,house   some steps
//   npm test -- --match portal       the tests of files whose path contains a text, on Node and on XS

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkBudgets } from './budgets.mjs';
import { bundleTests, filesBelow, ROOT } from './bundle.mjs';
import { testCore } from './c-tests.mjs';
import { missingForChip } from './rv32-doctor.mjs';
import { SHARED_SAMPLE, testOnChip } from './rv32-test.mjs';
import { bundleShared, testOnXs } from './xs-test.mjs';

const option = (/** @type {string} */ name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? undefined : process.argv[at + 1];
};

const bin = (/** @type {string} */ name) => join(ROOT, 'node_modules/.bin', name);

/** Runs a command; resolves to its exit code and what it printed. */
function run(/** @type {string} */ command, /** @type {string[]} */ args) {
  return new Promise((/** @type {(result: {code: number, output: string}) => void} */ resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, FORCE_COLOR: '0' } });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A step that passes or fails as a whole. */
async function whole(/** @type {string} */ title, /** @type {string[][]} */ commands) {
  let failed = 0;
  for (const [command = '', ...args] of commands) {
    const { code, output } = await run(command, args);
    if (code === 0) continue;
    failed += 1;
    console.log(output.trimEnd());
  }
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${title}`);
  return { passed: commands.length - failed, failed };
}

/**
 * What ava said of each test on Node, by its title with the file in front of it.
 * @type {Map<string, boolean>}
 */
const verdicts = new Map();

/** The same for one file: its path without what the paths of all files begin with, then the title. */
function nodeVerdicts(/** @type {string} */ file) {
  const names = file.replace(/^host-tests\/|\.test\.ts$/g, '').split('/');
  for (let from = 0; from <= names.length; from++) {
    const prefix = names
      .slice(from)
      .map((name) => `${name} › `)
      .join('');
    const found = [...verdicts].filter(([title]) => title.startsWith(prefix));
    if (found.length > 0) return new Map(found.map(([title, ok]) => [title.slice(prefix.length), ok]));
  }
  return new Map();
}

/** Runs tests with ava and counts them from its TAP output; what is not a passed test is shown. */
async function ava(/** @type {string} */ title, /** @type {string[]} */ files) {
  if (files.length === 0) return { passed: 0, failed: 0 }; // without files ava would run all of them
  const { code, output } = await run(bin('ava'), ['--tap', ...files]);
  const lines = output.split('\n');
  for (const line of lines) {
    const [, no, name] = /^(not )?ok \d+ - (.*)$/.exec(line) ?? [];
    if (name !== undefined) verdicts.set(name, no === undefined);
  }
  const passed = lines.filter((line) => /^ok \d+ - /.test(line)).length;
  const failed = lines.filter((line) => /^not ok /.test(line)).length;
  const shown = lines.filter((line) => !/^(ok \d+ - |TAP version|1\.\.\d|# |---TEST|$)/.test(line.trim()));
  if (code !== 0) console.log(shown.join('\n'));
  for (const line of lines) if (/^ *# +(fresh seed|cost|size|live)/.test(line)) console.log(line.trim());
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${title}: ${passed} passed, ${failed} failed`);
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

const projects = ['tsconfig.json', 'src/device', 'src/host', 'host-tests', 'scripts'].filter((path) =>
  existsSync(join(ROOT, path, path.endsWith('.json') ? '' : 'tsconfig.json')),
);
const match = option('match') ?? '';
const tests = filesBelow('host-tests', '.test.ts').filter((path) => path.includes(match));
const built = (/** @type {string} */ path) => `build/${path.replace(/\.ts$/, '.js')}`;
const house = tests.filter((path) => path.startsWith('host-tests/house/')).map(built);
const isWhole = process.argv.includes('--all');

/** Of the firmware on the emulated chip, what takes some seconds: the others with --all. */
const FIRMWARE_SAMPLE = ['baseline', 'edges-home', 'lateness', 'safe-outputs', 'smallest-ram'].map(
  (name) => `host-tests/rv32/${name}.test.ts`,
);
const rv32 = tests.filter((path) =>
  isWhole ? path.startsWith('host-tests/rv32/') : FIRMWARE_SAMPLE.includes(path),
);
const others = tests.filter((path) => !/^host-tests\/(house|rv32)\//.test(path)).map(built);

/** @type {Record<string, () => Promise<{passed: number, failed: number}>>} */
const STEPS = {
  types: () =>
    whole(
      'types',
      projects.map((path) => [bin('tsc'), '-p', path]),
    ),
  lint: () => whole('lint and format', [[bin('biome'), 'check', '--error-on-warnings', '.']]),
  house: () => ava('architecture and style', house),
  node: () => ava('Node tests', others),
  xs: async () => {
    if (verdicts.size === 0) await ava('Node tests, to compare with', others);
    return testOnXs(onXs, nodeVerdicts);
  },
  budgets: () => checkBudgets(),
  c: () => testCore(),
  rv32: async () => {
    const missing = missingForChip();
    if (missing !== '') throw new Error(missing);
    const shared = isWhole ? onXs : onXs.filter(({ file }) => SHARED_SAMPLE.includes(file));
    if (verdicts.size === 0)
      await ava(
        'Node tests, to compare with',
        shared.map(({ file }) => built(file)),
      );
    const onChip = await testOnChip(shared, nodeVerdicts);
    const image = await ava('the firmware on the emulated chip', rv32.map(built));
    return { passed: image.passed + onChip.passed, failed: image.failed + onChip.failed };
  },
};

const chosen = option('only')?.split(',') ?? (match ? ['node', 'xs'] : Object.keys(STEPS));
const unknown = chosen.filter((name) => !(name in STEPS));
if (unknown.length > 0) {
  console.error(`--only knows ${Object.keys(STEPS).join(', ')}, not ${unknown.join(', ')}`);
  process.exit(2);
}
await bundleTests();
// At the same moment, so that both engines get the same sources.
const onXs = chosen.some((name) => name === 'xs' || name === 'rv32') ? await bundleShared(match) : [];
let passed = 0;
let failed = 0;
for (const name of chosen) {
  const result = await STEPS[name]?.().catch((error) => {
    console.log(`FAIL ${name}: ${error.message}`);
    return { passed: 0, failed: 1 };
  });
  passed += result?.passed ?? 0;
  failed += result?.failed ?? 0;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
