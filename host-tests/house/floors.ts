// The floors of the house: who may import whom, and what the core may know of the world outside.

import { posix } from 'node:path';
import { type Complaint, complaint } from './complaint.js';
import { codeOf, partners, type Token, tokenize } from './tokens.js';

/** Floors of DESIGN.md. A module imports from its own folder and from floors with a smaller number. */
export const FLOORS: Readonly<Record<string, number>> = Object.freeze({
  kernel: 1,
  wire: 2,
  lab: 2,
  motion: 2,
  journal: 2,
  robot: 3,
  server: 4,
  device: 5,
  host: 6,
  main: 6,
});

/** Modules of the Moddable SDK without `embedded:`. */
const MODDABLE_MODULES = new Set(
  (
    'timer time microseconds crypt hmac mc/config preference wifi net sntp mdns flash file instrumentation ' +
    'debug worker resetReason Resource text/decoder text/encoder'
  ).split(' '),
);

/** Globals that XS does not have in an application of the SDK (MODDABLE.md 2.3). */
const NOT_ON_XS =
  'console process Buffer setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate ' +
  'queueMicrotask performance TextDecoder TextEncoder structuredClone Intl fetch URL URLSearchParams require';

/** What the core may not know besides: the outside world, the one engine, code from text, promises. */
const NOT_IN_CORE = `${NOT_ON_XS} Date trace System Native native eval Function globalThis Promise async await crypto`;

const DEVICE_GLOBALS = new Set(NOT_ON_XS.split(' '));
const CORE_GLOBALS = new Set(NOT_IN_CORE.split(' '));

/** Methods that came after ES2022 and that the XS of the tests does not have (XS-HOST.md). */
const AFTER_ES2022 = new Set(
  (
    'toSorted toReversed toSpliced with groupBy withResolvers fromAsync isWellFormed toWellFormed getFloat16 ' +
    'setFloat16 isSubsetOf isSupersetOf isDisjointFrom symmetricDifference'
  ).split(' '),
);

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** The floor's name of a file in src: its folder, or `main` for src/main.ts. */
export function floorOf(path: string): string {
  const [, first = '', ...rest] = path.split('/');
  return rest.length === 0 ? first.replace(/\.ts$/, '') : first;
}

const isCore = (path: string): boolean => path.startsWith('src/') && (FLOORS[floorOf(path)] ?? 5) <= 4;

/** Everything a module imports or re-exports, types and `import()` included. */
export function importsOf(text: string): Import[] {
  const code = codeOf(tokenize(text));
  const imports: Import[] = [];
  code.forEach((token, index) => {
    if (token.kind !== 'string') return;
    const before = code[index - 1]?.text;
    const called = before === '(' && code[index - 2]?.text === 'import';
    if (before === 'from' || before === 'import' || called)
      imports.push({ specifier: token.text.slice(1, -1), line: token.line });
  });
  return imports;
}

/** The file that a relative import names. */
export function resolved(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');
}

function bareImportAllowed(floor: string, specifier: string, dependencies: ReadonlySet<string>): boolean {
  if (floor === 'host') {
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    return specifier.startsWith('node:') || dependencies.has(name);
  }
  if (floor !== 'device' && floor !== 'main') return false;
  return specifier.startsWith('embedded:') || MODDABLE_MODULES.has(specifier);
}

/** Imports of one file of src. `exists` knows the files of the repository. */
export function checkImports(
  path: string,
  text: string,
  exists: (path: string) => boolean,
  dependencies: ReadonlySet<string>,
): Complaint[] {
  const floor = floorOf(path);
  const level = FLOORS[floor];
  if (level === undefined) return [complaint(path, 1, `${floor} is not a floor of the house`)];
  const complaints: Complaint[] = [];
  for (const { specifier, line } of importsOf(text)) {
    const say = (message: string) =>
      complaints.push(complaint(path, line, `import '${specifier}': ${message}`));
    if (!specifier.startsWith('.')) {
      if (!bareImportAllowed(floor, specifier, dependencies)) say(`not allowed in ${floor}`);
      continue;
    }
    const target = resolved(path, specifier);
    const other = floorOf(target);
    if (!specifier.endsWith('.js')) say('a relative import ends with .js');
    else if (!target.startsWith('src/')) say('leads out of src');
    else if (!exists(target)) say(`there is no ${target}`);
    else if (other !== floor && !((FLOORS[other] ?? 9) < level)) say(`${floor} stands not above ${other}`);
  }
  return complaints;
}

/** Whether the word at `index` refers to something, and is not the name of a member or a parameter. */
function isReference(code: readonly Token[], partner: Int32Array, index: number): boolean {
  const before = code[index - 1]?.text ?? '';
  const after = code[index + 1]?.text ?? '';
  if (before === '.' || before === '?.') return false;
  const named = /^([{,;(}]|readonly|static|override|private|public|get|set|\*)$/.test(before);
  if (named && (after === ':' || (after === '?' && code[index + 2]?.text === ':'))) return false;
  if (!named || after !== '(') return true;
  const afterCall = code[(partner[index + 1] as number) + 1]?.text;
  return afterCall !== '{' && afterCall !== ':';
}

/** Globals and methods that a file of the core or the device must do without. */
export function checkGlobals(path: string, text: string): Complaint[] {
  const core = isCore(path);
  if (!core && !/^src\/(device\/|main\.ts$)/.test(path)) return [];
  const forbidden = core ? CORE_GLOBALS : DEVICE_GLOBALS;
  const code = codeOf(tokenize(text));
  const partner = partners(code);
  const complaints: Complaint[] = [];
  code.forEach(({ kind, text: word, line }, index) => {
    if (kind !== 'word') return;
    const before = code[index - 1]?.text;
    const after = code[index + 1]?.text;
    const say = (message: string) => complaints.push(complaint(path, line, message));
    if (forbidden.has(word) && isReference(code, partner, index))
      say(`${word} is not to be used ${core ? 'in the core' : 'where XS runs'}`);
    if (core && word === 'random' && before === '.' && code[index - 2]?.text === 'Math')
      say('Math.random is not to be used in the core');
    if (core && word === 'import' && (after === '(' || after === '.'))
      say('import( and import.meta are not to be used in the core');
    if (AFTER_ES2022.has(word) && before === '.' && after === '(') say(`.${word}() is not in ES2022`);
  });
  return complaints;
}
