// How long files and functions may be, what files are called, and what their first line says.

import { type Complaint, complaint } from './complaint.js';
import { codeOf, partners, type Token, tokenize } from './tokens.js';

/** Lines of a file above which its first line gives the reason: `// Long because ...`. */
export const FILE_LINES_MAX = 300;

/** Lines of a function, from the line of its parameters to its closing brace. */
export const FUNCTION_LINES_MAX = 59;

/** Names that say nothing of what is inside. */
const EMPTY_NAME = /^(utils?|helpers?|commons?|managers?|misc)$/;

export const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;

/** Length and first line. Tests are named after what they test and need no first line. */
export function checkFile(path: string, text: string): Complaint[] {
  const complaints: Complaint[] = [];
  const [first = '', second = ''] = text.split('\n');
  const said = first.startsWith('#!') ? second : first;
  const words = /^(?:\/\/|\/\*+|#|""")\s*(.*)/.exec(said)?.[1] ?? '';
  if (!path.endsWith('.test.ts') && words.split(/\s+/).length < 3)
    complaints.push(complaint(path, 1, 'the first line says what the file is for'));
  const lines = linesOf(text);
  if (lines > FILE_LINES_MAX && !words.startsWith('Long because '))
    complaints.push(
      complaint(path, 1, `${lines} lines, ${FILE_LINES_MAX} allowed without '// Long because ...'`),
    );
  return complaints;
}

/** Folders and file names of a path in the repository. */
export function checkName(path: string): Complaint[] {
  const complaints: Complaint[] = [];
  for (const part of path.split('/')) {
    const name = part.replace(/(\.(test|d))?\.\w+$/, '');
    if (EMPTY_NAME.test(name)) complaints.push(complaint(path, 1, `'${name}' does not say what is in it`));
  }
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (/\.(ts|mjs)$/.test(file) && !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.(ts|mjs)$/.test(file))
    complaints.push(complaint(path, 1, 'file names are kebab-case'));
  return complaints;
}

/** Index of the brace that opens the body of the function whose parameters end at `index`, or -1. */
function bodyAfter(code: readonly Token[], partner: Int32Array, index: number): number {
  let at = index + 1;
  if (code[at]?.text === ':') {
    let angles = 0;
    for (at += 1; at < code.length; ) {
      const text = code[at]?.text ?? '';
      if (/^([;)=}\]]|=>|case)$/.test(text) || (text === ',' && angles === 0)) break;
      if (text === '{' && !/^([:|&<]|is|extends)$/.test(code[at - 1]?.text ?? '')) return at;
      if (text === '<') angles += 1;
      if (text === '>') angles -= 1;
      at = Math.max(partner[at] as number, at) + 1;
    }
  }
  if (code[at]?.text === '=>') at += 1;
  return code[at]?.text === '{' ? at : -1;
}

/** Functions, methods and arrow functions that are too long. */
export function checkFunctions(path: string, text: string): Complaint[] {
  const code = codeOf(tokenize(text));
  const partner = partners(code);
  const complaints: Complaint[] = [];
  const seen = new Set<number>();
  const judge = (head: Token, body: number): void => {
    if (code[body]?.text !== '{' || seen.has(body)) return;
    seen.add(body);
    const lines = (code[partner[body] as number]?.line ?? head.line) - head.line + 1;
    if (lines > FUNCTION_LINES_MAX)
      complaints.push(
        complaint(path, head.line, `a function of ${lines} lines, ${FUNCTION_LINES_MAX} allowed`),
      );
  };
  code.forEach((token, index) => {
    const before = code[index - 1]?.text ?? '';
    const end = partner[index] as number;
    if (token.text === '=>') judge(code[index - 1] ?? token, index + 1);
    if (token.text === '(' && end !== -1 && !/^(if|for|while|switch|catch|with|await)$/.test(before))
      judge(token, bodyAfter(code, partner, end));
  });
  return complaints;
}
