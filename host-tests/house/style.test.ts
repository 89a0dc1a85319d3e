// The style of the house holds, and the rules that say so do complain.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the rules are shown TypeScript in strings

import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import { checkStyle } from './checker.js';
import { report } from './complaint.js';
import { linesOf } from './lengths.js';
import { checkPackage, checkReadme, checkTopLevel } from './repository.js';
import { tokenize } from './tokens.js';
import { filesOf } from './tree.js';

const files = filesOf('src', 'host-tests', 'scripts');

test('every file follows the style', (t) => {
  t.true(files.size > 30);
  t.is(report([...files].flatMap(([path, text]) => checkStyle(path, text))), '');
});

test('nothing lies at the top of the repository that does not belong there', (t) => {
  t.is(report(checkTopLevel(readdirSync('.'))), '');
});

test('every dependency is one version', (t) => {
  t.is(report(checkPackage('package.json', readFileSync('package.json', 'utf8'))), '');
});

test('the way of a packet in the README is short', (t) => {
  const known = (path: string) => {
    const text = files.get(path);
    return text === undefined ? undefined : linesOf(text);
  };
  t.is(report(checkReadme('README.md', readFileSync('README.md', 'utf8'), known)), '');
});

const FIRST = '// Says what it is for.';

/** What is said of a file with these lines below a good first one. */
const said = (...lines: string[]): string => report(checkStyle('src/lab/a.ts', [FIRST, ...lines].join('\n')));

test('any is a complaint wherever it stands for a type', (t) => {
  for (const line of [
    'let a: any;',
    'const a = b as any;',
    'const a: Map<string, any[]> = b;',
    'type A = any | B;',
  ])
    t.is(said(line), 'src/lab/a.ts:2: any', line);
  t.is(said("const s = 'any'; // any", 'const o = { any: 1 }; o.any = 2; Promise.any(x);'), '');
});

test('a non-null ! is a complaint, a negation is none', (t) => {
  for (const line of [
    'a!.b();',
    'const x = f()!;',
    'const y = a[0]! + 1;',
    'class A { b!: number; }',
    'f(this.a!);',
  ])
    t.is(said(line), 'src/lab/a.ts:2: non-null !', line);
  t.is(
    said('if (!a || !(b) || a != b || a !== b) return !c;', "const t = !/!/.test('a!') && `a!${!b}`;"),
    '',
  );
});

test('members that the engine keeps private are complaints: on a chip they take memory', (t) => {
  t.is(
    said('class A {', '  readonly #b = 1;', '}'),
    'src/lab/a.ts:3: #member: on XS it takes a slot of each object, `private` takes none',
  );
});

test('enum, default exports and suppressed errors are complaints', (t) => {
  t.is(said('enum A { B }'), 'src/lab/a.ts:2: enum: use a frozen object');
  t.is(said('', 'export const enum A { B }'), 'src/lab/a.ts:3: enum: use a frozen object');
  t.is(said('export default class A {}'), 'src/lab/a.ts:2: default export');
  t.is(said('export { A as default };'), 'src/lab/a.ts:2: default export');
  t.is(report(checkStyle('src/host/ports/a.ts', `${FIRST}\nexport default class A {}`)), '');
  for (const what of ['ignore', 'expect-error', 'nocheck'])
    t.is(said(`// @ts-${what} because`), `src/lab/a.ts:2: @ts-${what} is not left in the code`);
});

test('notes to self are complaints in comments, also inside a long one', (t) => {
  t.is(said('const a = 1; // TODO: more'), 'src/lab/a.ts:2: TODO is not left in the code');
  t.is(said('/**', ' * FIXME', ' */'), 'src/lab/a.ts:3: FIXME is not left in the code');
  t.is(said("const TODO = 'XXX';"), '');
});

test('commented-out code is a complaint, prose and examples are none', (t) => {
  for (const line of ['// const a = f(b);', '  // if (a) {', '// }', '/* return a; */', '// });'])
    t.is(said(line), 'src/lab/a.ts:2: commented-out code', line);
  t.is(said('// Calls f(b), which returns a: see below.', '/**', ' * const a = f(b);', ' */'), '');
});

test('an over-long file is a complaint unless its first line gives the reason', (t) => {
  const lines = Array.from({ length: 300 }, (_, index) => `f(${index});`);
  t.is(said(...lines.slice(1)), '');
  t.is(said(...lines), "src/lab/a.ts:1: 301 lines, 300 allowed without '// Long because ...'");
  t.is(report(checkStyle('src/lab/a.ts', ['// Long because it is a table.', ...lines].join('\n'))), '');
});

test('the first line of a file says what it is for', (t) => {
  const first = (path: string, text: string) => report(checkStyle(path, text));
  for (const text of ['', "import './b.js';", '\n// The first line is empty.', '// a.ts'])
    t.is(first('src/lab/a.ts', text), 'src/lab/a.ts:1: the first line says what the file is for');
  t.is(first('scripts/a.mjs', '#!/usr/bin/env node\n// Does one thing.'), '');
  t.is(first('scripts/a.py', '# Does one thing.'), '');
  t.is(first('src/device/a.c', '/* Does one thing. */'), '');
  t.is(first('host-tests/lab/a.test.ts', "import './b.js';"), '');
});

test('file names are kebab-case and say something', (t) => {
  const name = (path: string) => report(checkStyle(path, FIRST));
  for (const path of ['src/lab/deckSlot.ts', 'src/lab/deck_slot.ts', 'scripts/Bench.mjs'])
    t.is(name(path), `${path}:1: file names are kebab-case`);
  for (const path of [
    'src/lab/utils.ts',
    'src/helpers/a.ts',
    'host-tests/common/a.test.ts',
    'src/lab/misc.d.ts',
  ])
    t.regex(name(path), /:1: '\w+' does not say what is in it$/);
  for (const path of [
    'src/lab/deck-slot.ts',
    'src/device/declarations.d.ts',
    'host-tests/lab/deck-2.test.ts',
  ])
    t.is(name(path), '');
});

test('functions of 60 lines are complaints, whatever their form', (t) => {
  const body = (count: number) => Array.from({ length: count - 2 }, () => '  if (a) { b(); }');
  for (const head of [
    'function f(a: number) {',
    'export function* f(): Generator<Action, void, number> {',
    'const f = (a: { b: number }): { c: number } => {',
    'const f = async (a) => {',
    'list.forEach(a => {',
    'method<T>(a: T, b = (1)): Map<string, T[]> {',
    'get value(): string | undefined {',
    'constructor(private a: number) {',
    "test('a', (t) => {",
    'f(a): asserts a is { b: 1 } {',
  ]) {
    t.is(said(head, ...body(59), '}'), '', head);
    t.regex(said(head, ...body(60), '}'), /^src\/lab\/a\.ts:2: a function of 60 lines, 59 allowed$/, head);
  }
  for (const head of [
    'if (a) {',
    'for (const a of b) {',
    'switch (a) {',
    'class A {',
    'const t = {',
    'case (a): {',
  ])
    t.is(said(head, ...body(60), '}'), '', head);
});

test('only known names belong at the top of the repository', (t) => {
  t.is(report(checkTopLevel(['src', 'README.md', 'notes', '.ci'])), 'notes:1: does not belong at the top');
});

test('a dependency with a range is a complaint', (t) => {
  const text =
    '{\n"dependencies": { "a": "1.2.3" },\n"devDependencies": {\n  "b": "^1.0.0",\n  "c": "latest" }\n}';
  t.is(
    report(checkPackage('package.json', text)),
    'package.json:4: b ^1.0.0: name one version exactly\npackage.json:5: c latest: name one version exactly',
  );
});

test('the way of a packet names at most ten files, each of which exists and is short', (t) => {
  const way = (list: string[]) =>
    report(
      checkReadme(
        'README.md',
        ['# Title', '## The way of a packet', ...list, '## More', '1. [x](gone.ts)'].join('\n'),
        (path) => (path === 'gone.ts' ? undefined : path === 'long.ts' ? 201 : 200),
      ),
    );
  t.is(way(['1. The ring ([`a`](src/a.ts)).', '2. [b](./src/b.ts#L3)', '', 'See [c](gone.ts).']), '');
  t.is(way(['1. [c](gone.ts)']), 'README.md:3: there is no gone.ts');
  t.is(
    way(['1. [a](a.ts)', '2. [d](long.ts)']),
    'README.md:4: long.ts has 201 lines, 200 allowed on the way',
  );
  t.is(way(['No list']), 'README.md:2: the way of a packet names no file');
  const eleven = Array.from({ length: 11 }, (_, index) => `${index + 1}. [x](x${index}.ts)`);
  t.is(way(eleven), 'README.md:2: 11 files on the way, 10 allowed');
  t.is(
    report(checkReadme('README.md', '# Title', () => 1)),
    "README.md:1: there is no heading 'The way of a packet'",
  );
});

test('tokens: strings, templates in templates, regular expressions and comments are each one thing', (t) => {
  const kinds = (text: string) => tokenize(text).map(({ kind, text: written }) => `${kind} ${written}`);
  t.deepEqual(kinds("a = 'it\\'s' + \"//\""), [
    'word a',
    'mark =',
    "string 'it\\'s'",
    'mark +',
    'string "//"',
  ]);
  t.deepEqual(kinds('`a${ `b${ {} }c` }d`'), [
    ...['template `a', 'mark ${', 'template `b', 'mark ${', 'mark {', 'mark }', 'mark }', 'template c`'],
    ...['mark }', 'template d`'],
  ]);
  t.deepEqual(kinds('`${a}`;'), ['template `', 'mark ${', 'word a', 'mark }', 'template `', 'mark ;']);
  t.deepEqual(kinds('a / b / c'), ['word a', 'mark /', 'word b', 'mark /', 'word c']);
  t.deepEqual(kinds('x = /[/"]\\//g.test(y)').slice(2, 3), ['regexp /[/"]\\//g']);
  t.deepEqual(kinds('f(a) / 2 // half'), [
    ...['word f', 'mark (', 'word a', 'mark )', 'mark /', 'number 2', 'comment // half'],
  ]);
  t.deepEqual(
    tokenize('/* a\n b */\n`c\n${d}\n`\ne').map(({ line }) => line),
    [1, 3, 4, 4, 4, 4, 6],
  );
  for (const broken of ["'open", '`open ${', '/* open', '"', '}', '/']) t.true(tokenize(broken).length > 0);
});
