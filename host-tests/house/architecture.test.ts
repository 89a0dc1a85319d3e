// The floors hold, and the rules that say so do complain.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the rules are shown TypeScript in strings

import { existsSync, readFileSync } from 'node:fs';
import test from 'ava';
import { checkArchitecture, type Repository } from './checker.js';
import { report } from './complaint.js';
import { FLOORS, floorOf } from './floors.js';
import { checkRings, checkUnused } from './module-graph.js';
import { dependenciesOf } from './repository.js';
import { filesOf } from './tree.js';

const repository: Repository = {
  exists: existsSync,
  dependencies: dependenciesOf(readFileSync('package.json', 'utf8')),
};
const files = filesOf('src', 'host-tests', 'scripts');
const sources = new Map([...files].filter(([path]) => path.startsWith('src/') && path.endsWith('.ts')));

test('every import and global of src is allowed on its floor', (t) => {
  t.true(sources.size > 20);
  t.is(report([...sources].flatMap(([path, text]) => checkArchitecture(path, text, repository))), '');
});

test('no imports of src form a ring', (t) => {
  t.is(report(checkRings(sources)), '');
});

test('every file of src is used by the program, a test or a script', (t) => {
  t.is(report(checkUnused(files)), '');
});

test('the compiler is held to ES2022 and to no engine', (t) => {
  const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8'));
  t.deepEqual(compilerOptions.lib, ['es2022']);
  t.deepEqual(compilerOptions.types, []);
});

/** What is said of a file with these lines, when every file exists. */
const said = (path: string, ...lines: string[]): string =>
  report(
    checkArchitecture(path, lines.join('\n'), {
      exists: (target) => target !== 'src/kernel/absent.ts',
      dependencies: new Set(['ws', '@scope/pkg']),
    }),
  );

test('an import from the same floor or above is a complaint, from below it is none', (t) => {
  t.is(said('src/wire/a.ts', "import { b } from './b.js';", "import type { C } from '../kernel/c.js';"), '');
  t.is(
    said('src/wire/a.ts', '// It.', "import { b } from '../motion/b.js';"),
    "src/wire/a.ts:2: import '../motion/b.js': wire stands not above motion",
  );
  const upwards = [
    ['kernel', 'wire'],
    ['lab', 'robot'],
    ['robot', 'server'],
    ['server', 'device'],
    ['device', 'host'],
  ];
  for (const [low = '', high = ''] of upwards) {
    t.is(
      said(`src/${low}/a.ts`, `export * from '../${high}/b.js';`),
      `src/${low}/a.ts:1: import '../${high}/b.js': ${low} stands not above ${high}`,
    );
    t.is(said(`src/${high}/a.ts`, `export * from '../${low}/b.js';`), '');
  }
  t.is(said('src/main.ts', "import { a } from './device/a.js';", "import Timer from 'timer';"), '');
  t.regex(said('src/main.ts', "import { a } from './host/a.js';"), /main stands not above host/);
  t.is(said('src/host/ports/a.ts', "import { a } from '../b.js';", "import '../../device/c.js';"), '');
});

test('every way to import is seen, and no string that only looks like one', (t) => {
  const target = '../server/b.js';
  for (const statement of [
    `import '${target}';`,
    `import b from "${target}";`,
    `import type { B } from '${target}';`,
    `import {\n  b,\n} from '${target}';`,
    `export { b } from '${target}';`,
    `type B = import('${target}').B;`,
  ])
    t.regex(said('src/lab/a.ts', statement), /lab stands not above server/, statement);
  t.is(
    said('src/lab/a.ts', `// import '${target}';`, `const s = "import '${target}'";`, `from('${target}');`),
    '',
  );
  t.is(said('src/lab/a.ts', `const s = \`import '${target}' \${from} '\`;`), '');
});

test('what is imported exists, ends with .js and lies in src', (t) => {
  t.regex(said('src/wire/a.ts', "import '../kernel/absent.js';"), /:1: .*there is no src\/kernel\/absent.ts/);
  t.regex(said('src/wire/a.ts', "import './b';"), /a relative import ends with .js/);
  t.regex(said('src/wire/a.ts', "import './b.ts';"), /a relative import ends with .js/);
  t.regex(said('src/wire/a.ts', "import '../../scripts/b.js';"), /leads out of src/);
  t.regex(said('src/extras/a.ts', ''), /extras is not a floor/);
});

test('packages, node and the SDK are each for their own floor', (t) => {
  for (const core of ['kernel', 'wire', 'lab', 'motion', 'journal', 'robot', 'server'])
    for (const specifier of ['node:fs', 'ws', 'timer', 'embedded:io/socket/tcp'])
      t.is(
        said(`src/${core}/a.ts`, `import x from '${specifier}';`),
        `src/${core}/a.ts:1: import '${specifier}': not allowed in ${core}`,
      );
  for (const specifier of ['timer', 'mc/config', 'embedded:io/socket/tcp'])
    t.is(said('src/device/a.ts', `import x from '${specifier}';`), '');
  for (const specifier of ['node:fs', 'ws', 'fs'])
    t.regex(said('src/device/a.ts', `import x from '${specifier}';`), /not allowed in device/);
  for (const specifier of ['node:fs', 'ws', 'ws/lib', '@scope/pkg', '@scope/pkg/sub'])
    t.is(said('src/host/a.ts', `import x from '${specifier}';`), '');
  for (const specifier of ['fs', 'ava', '@scope/other'])
    t.regex(said('src/host/a.ts', `import x from '${specifier}';`), /not allowed in host/);
});

test('globals that only one engine has are complaints in the core', (t) => {
  const uses = [
    "console.log('x')",
    'process.exit()',
    'const b = Buffer.alloc(1)',
    'setTimeout(f, 1)',
    'const d = new Date()',
    'performance.now()',
    'new TextDecoder()',
    'const r = Math.random()',
    "trace('x')",
    'const p: Promise<void> = q',
    'async function f() {}',
    'const f = async () => 1',
    "eval('1')",
    "new Function('1')",
    'structuredClone(x)',
    'Intl.NumberFormat()',
    "fetch('x')",
    'const m = import.meta.url',
    'globalThis.x = 1',
  ];
  for (const use of uses)
    t.regex(said('src/lab/a.ts', '', `${use};`), /^src\/lab\/a\.ts:2: .* in the core$/, use);
  for (const use of uses) t.is(said('src/host/a.ts', `${use};`), '', use);
});

test('members and parameters may have the name of a global', (t) => {
  t.is(
    said(
      'src/lab/a.ts',
      'interface A { readonly process: number; trace?: string; fetch(x: number): void }',
      'class B { process(bytes: number): void { this.trace(bytes); } get trace() { return 1 } fetch() {} }',
      "const c = { fetch: 1, trace() {}, text: 'console', more: `Date ${b.Date}` }; // Date",
      'function f(process: number) {}',
    ),
    '',
  );
  t.regex(said('src/lab/a.ts', 'const x = { a: process };'), /process/);
  t.regex(said('src/lab/a.ts', 'const x = `${Date}`;'), /Date/);
});

test('what XS does not have is a complaint on the device, what it has is none', (t) => {
  t.is(said('src/device/a.ts', "trace('x'); new Date(); Math.random();"), '');
  for (const use of ['console.log()', 'setTimeout(f)', 'new TextDecoder()', 'Buffer.from(x)'])
    t.regex(said('src/device/a.ts', use), /^src\/device\/a\.ts:1: .* where XS runs$/);
});

test('methods that came after ES2022 are complaints where XS runs', (t) => {
  for (const floor of ['kernel', 'server', 'device'])
    for (const call of ['a.toSorted()', 'a.with(1, 2)', 'Object.groupBy(a, f)'])
      t.regex(said(`src/${floor}/a.ts`, call), /:1: \.\w+\(\) is not in ES2022/);
  t.is(said('src/kernel/a.ts', 'a.findLast(f); a.at(-1); Object.hasOwn(a, b);'), '');
});

test('a ring of imports is named once, with the import that closes it', (t) => {
  const ring = new Map([
    ['src/lab/a.ts', "import './b.js';"],
    ['src/lab/b.ts', "\nimport type { C } from './c.js';"],
    ['src/lab/c.ts', "\n\nimport './b.js';\nimport './d.js';"],
    ['src/lab/d.ts', ''],
  ]);
  t.is(
    report(checkRings(ring)),
    'src/lab/c.ts:3: a ring of imports: src/lab/b.ts → src/lab/c.ts → src/lab/b.ts',
  );
});

test('a file that nothing uses is named; one that a test or a script uses is not', (t) => {
  const used = new Map([
    ['src/main.ts', "import './device/a.js';"],
    ['src/device/a.ts', ''],
    ['src/device/types.d.ts', ''],
    ['src/lab/b.ts', "import './c.js';"],
    ['src/lab/c.ts', ''],
    ['src/lab/d.ts', "import './c.js';"],
    ['src/host/ports/e.ts', ''],
    ['src/host/f.ts', ''],
    ['host-tests/lab/b.test.ts', "import { b } from '../../src/lab/b.js';"],
    ['scripts/g.mjs', "const files = ['e.ts', 'src/host/f.ts'];"],
  ]);
  t.is(report(checkUnused(used)), 'src/lab/d.ts:1: nothing uses this file');
});

test('every folder of src is a floor', (t) => {
  for (const path of sources.keys()) t.true(floorOf(path) in FLOORS, path);
});
