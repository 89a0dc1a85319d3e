// Random pickles that no pickler would write but every machine must read alike: tuples, lists, dicts and references.

import fc from 'fast-check';
import * as code from './pickle-code.js';

/** Builds a program from choices, keeping to what the stack allows. */
class Program {
  readonly #code: string[] = [];
  /** Kinds on the stack: v(alue), l(ist), d(ict), m(ark). */
  readonly #stack: string[] = [];
  #stored = 0;
  #keys = 10;
  #storable = false;

  step(choice: number, detail: number): void {
    const stack = this.#stack;
    const plain = stack.length - 1 - stack.lastIndexOf('m');
    const below = stack.at(-2);
    this.#storable = false;
    if (choice === 0)
      this.#push('v', [code.NONE, code.TRUE, code.int(detail % 10), code.TUPLE0][detail % 4]!);
    else if (choice === 1) this.#push('l', code.LIST);
    else if (choice === 2) this.#push('d', code.DICT);
    else if (choice === 3) this.#push('m', code.MARK);
    else if (choice === 4 && plain > detail % 3) this.#tuple(1 + (detail % 3));
    else if (choice === 5 && stack.includes('m')) this.#close(detail);
    else if ((choice === 6 || choice === 7) && this.#stored > 0)
      this.#push('v', code.get(detail % this.#stored), false);
    else if (choice === 8 && plain > 1 && below === 'l') this.#fill(1, code.APPEND);
    else if (choice === 9 && stack.at(-1) === 'd') {
      this.#keys += 1;
      this.#code.push(code.int(this.#keys), code.int(detail % 10), code.SETITEM);
    }
    if (this.#storable && detail % 3 === 0) this.#store();
  }

  /** Everything that is left becomes the arguments. */
  end(): string {
    while (this.#stack.includes('m')) this.#close(0);
    return `8004${code.MARK}${this.#code.join('')}${code.TUPLE}2e`;
  }

  #push(kind: string, hex: string, storable = true): void {
    this.#code.push(hex);
    this.#stack.push(kind);
    this.#storable = storable && kind !== 'm';
  }

  #tuple(count: number): void {
    this.#stack.splice(-count, count);
    this.#push('v', [code.TUPLE1, code.TUPLE2, code.TUPLE3][count - 1]!);
  }

  /** Closes the topmost mark as a tuple, or into the list below it. */
  #close(detail: number): void {
    const mark = this.#stack.lastIndexOf('m');
    if (detail % 2 === 0 || this.#stack[mark - 1] !== 'l') {
      this.#stack.length = mark;
      this.#push('v', code.TUPLE);
    } else this.#fill(this.#stack.length - mark, code.APPENDS);
  }

  #fill(count: number, hex: string): void {
    this.#stack.splice(-count, count);
    this.#code.push(hex);
    this.#storable = true;
  }

  #store(): void {
    this.#code.push(code.MEMOIZE);
    this.#stored += 1;
  }
}

/** Payloads in hex. */
export const programs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat(1000)), { minLength: 1, maxLength: 60 })
  .map((steps) => {
    const program = new Program();
    for (const [choice, detail] of steps) program.step(choice, detail);
    return program.end();
  });
