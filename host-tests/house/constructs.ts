// Constructs that the house does without: types that say nothing, suppressed errors, notes to self, dead code.

import { type Complaint, complaint } from './complaint.js';
import { codeOf, type Token, tokenize } from './tokens.js';

/** The only place where modules of the device are replaced, and so have their default exports. */
const PORTS = 'src/host/ports/';

/** Whether a line of a comment is code: it ends as only statements end. */
const isCode = (line: string): boolean => /[;{]$/.test(line) || /^[\])}]+[;,]*$/.test(line);

/** Comments of any file: notes to self, suppressed errors, commented-out code. */
export function checkComments(path: string, text: string): Complaint[] {
  const complaints: Complaint[] = [];
  for (const token of tokenize(text)) {
    if (token.kind !== 'comment') continue;
    const documentation = token.text.startsWith('/**') || token.text.startsWith('///');
    token.text.split('\n').forEach((written, index) => {
      const say = (message: string) => complaints.push(complaint(path, token.line + index, message));
      const line = written.replace(/^\s*(\/\/+|\/\*+|\*(?!\/))?/, '').replace(/\*\/\s*$/, '');
      const note = /\b(TODO|FIXME|XXX)\b/.exec(line) ?? /@ts-(ignore|expect-error|nocheck)/.exec(line);
      if (note !== null) say(`${note[0]} is not left in the code`);
      if (!documentation && isCode(line.trim())) say('commented-out code');
    });
  }
  return complaints;
}

/** Whether the `!` at `index` says that something is not null: it touches what it follows. */
function isNonNull(code: readonly Token[], index: number): boolean {
  const before = code[index - 1];
  if (before === undefined || before.end !== code[index]?.start) return false;
  return before.kind === 'mark' ? before.text === ')' || before.text === ']' : true;
}

/** Forbidden constructs in the code of src. */
export function checkConstructs(path: string, text: string): Complaint[] {
  const code = codeOf(tokenize(text));
  const complaints: Complaint[] = [];
  code.forEach(({ kind, text: word, line }, index) => {
    const before = code[index - 1]?.text;
    const after = code[index + 1]?.text;
    const say = (message: string) => complaints.push(complaint(path, line, message));
    if (kind === 'mark' && word === '!' && isNonNull(code, index)) say('non-null !');
    if (kind === 'word' && word.startsWith('#'))
      say('#member: on XS it takes a slot of each object, `private` takes none');
    if (kind !== 'word' || before === '.' || before === '?.') return;
    if (word === 'any' && after !== ':' && after !== '(') say('any');
    if (word === 'enum' && code[index + 2]?.text === '{') say('enum: use a frozen object');
    if (
      word === 'default' &&
      (before === 'export' || before === 'as') &&
      !path.startsWith(PORTS) &&
      !path.endsWith('.d.ts')
    )
      say('default export');
  });
  return complaints;
}
