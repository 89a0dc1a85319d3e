// Splits TypeScript into tokens with their lines, so that no rule is fooled by a string, a template or a comment.

export type TokenKind = 'word' | 'number' | 'string' | 'template' | 'regexp' | 'comment' | 'mark';

export interface Token {
  readonly kind: TokenKind;
  /** As written, quotes included. */
  readonly text: string;
  /** Line on which it starts, from 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Words after which a slash starts a regular expression. */
const BEFORE_REGEXP = new Set(
  'return typeof case in of delete void throw new else do yield await'.split(' '),
);

const WORD = /[#\w$\u0080-\uffff]+/y;
const NUMBER = /\d[\w.]*/y;
const STRING = /'(?:\\[\s\S]|[^'\\\n])*'?|"(?:\\[\s\S]|[^"\\\n])*"?/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#![^\n]*/y;
const REGEXP = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const TEMPLATE = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/y;
const MARK = /=>|[!=]==?|\?\.(?!\d)|\.\.\.|&&|\|\||\?\?|[<>]=|[\s\S]/y;

/** What `pattern` matches at `at`, or the empty text. */
function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Whether a slash after this token starts a regular expression. */
function regexpMayFollow(token: Token | undefined): boolean {
  if (token === undefined) return true;
  if (token.kind === 'word') return BEFORE_REGEXP.has(token.text);
  return token.kind === 'mark' && token.text !== ')' && token.text !== ']';
}

class Splitter {
  readonly tokens: Token[] = [];
  readonly #text: string;
  #at = 0;
  #line = 1;
  /** The last token that is not a comment. */
  #last: Token | undefined;
  /** For each `${` that is open, the braces open inside it. */
  readonly #templates: number[] = [];

  constructor(text: string) {
    this.#text = text;
    while (this.#at < text.length) this.#next();
  }

  #next(): void {
    const text = this.#text;
    const at = this.#at;
    const character = text[at] as string;
    if (/\s/.test(character)) {
      if (character === '\n') this.#line += 1;
      this.#at += 1;
      return;
    }
    const comment = at === 0 || character === '/' ? matchAt(COMMENT, text, at) : '';
    if (comment !== '') this.#add('comment', comment);
    else if (character === "'" || character === '"') this.#add('string', matchAt(STRING, text, at));
    else if (character === '`') this.#template(1);
    else if (/\d/.test(character)) this.#add('number', matchAt(NUMBER, text, at));
    else if (matchAt(WORD, text, at) !== '') this.#add('word', matchAt(WORD, text, at));
    else if (character === '/' && regexpMayFollow(this.#last) && matchAt(REGEXP, text, at) !== '')
      this.#add('regexp', matchAt(REGEXP, text, at));
    else this.#mark();
  }

  #mark(): void {
    const mark = matchAt(MARK, this.#text, this.#at);
    this.#add('mark', mark);
    const open = this.#templates.length - 1;
    if (open === -1) return;
    if (mark === '{') this.#templates[open] = (this.#templates[open] as number) + 1;
    if (mark !== '}') return;
    this.#templates[open] = (this.#templates[open] as number) - 1;
    if ((this.#templates[open] as number) >= 0) return;
    this.#templates.pop();
    this.#template(0);
  }

  /** A piece of a template, behind the brace that closed an expression or with the `quotes` (1) that open it. */
  #template(quotes: number): void {
    const inside = this.#at + quotes;
    let piece = this.#text.slice(this.#at, inside) + matchAt(TEMPLATE, this.#text, inside);
    const expression = piece.endsWith('${');
    if (expression) piece = piece.slice(0, -2);
    this.#add('template', piece);
    if (!expression) return;
    this.#add('mark', '${');
    this.#templates.push(0);
  }

  #add(kind: TokenKind, text: string): void {
    const token = { kind, text, line: this.#line, start: this.#at, end: this.#at + text.length };
    this.tokens.push(token);
    if (kind !== 'comment') this.#last = token;
    this.#at = token.end;
    for (const character of text) if (character === '\n') this.#line += 1;
  }
}

/** All tokens, comments included. Text that is not TypeScript gives some tokens or other, never an error. */
export function tokenize(text: string): Token[] {
  return new Splitter(text).tokens;
}

/** The tokens that are not comments. */
export function codeOf(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => token.kind !== 'comment');
}

/** For each bracket the index of its partner, -1 for everything else. */
export function partners(code: readonly Token[]): Int32Array {
  const result = new Int32Array(code.length).fill(-1);
  const open: number[] = [];
  code.forEach((token, index) => {
    if (token.kind !== 'mark') return;
    if (['(', '[', '{', '${'].includes(token.text)) open.push(index);
    if (![')', ']', '}'].includes(token.text)) return;
    const partner = open.pop();
    if (partner === undefined) return;
    result[index] = partner;
    result[partner] = index;
  });
  return result;
}
