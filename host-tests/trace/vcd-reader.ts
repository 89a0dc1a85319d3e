// Reads a value change dump as it comes, byte after byte. Knows IEEE 1364 and nothing of what wrote it.

/** What is told of a dump, in its order. */
export interface VcdListener {
  /** A signal, numbered from 0 in the order in which they are declared. */
  signal(name: string): void;
  /** The level of a signal when the dump begins. */
  initial(signal: number, level: number): void;
  /** A change, in time units of the dump since the start. */
  edge(signal: number, level: number, time: number): void;
}

const LINE_END = 0x0a;
const HASH = 0x23;
const DIGIT_0 = 0x30;
const DOLLAR = 0x24;

/** One bit signals with identifiers of one character: all that a board has. */
export class VcdReader {
  timescale = '';
  time = 0;
  readonly #listener: VcdListener;
  /** By the code of their identifier. */
  readonly #signals = new Int16Array(128).fill(-1);
  #count = 0;
  #isInitial = false;
  /** The line that is not complete yet. */
  readonly #line = new Uint8Array(512);
  #length = 0;

  constructor(listener: VcdListener) {
    this.#listener = listener;
  }

  push(bytes: Uint8Array): void {
    const line = this.#line;
    let length = this.#length;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte !== LINE_END) line[length++] = byte;
      else if (length > 0) {
        this.#read(length);
        length = 0;
      }
    }
    this.#length = length;
  }

  #read(length: number): void {
    const line = this.#line;
    const first = line[0]!;
    if (first === HASH) {
      const before = this.time;
      let time = 0;
      for (let i = 1; i < length; i++) time = time * 10 + (line[i]! - DIGIT_0);
      if (time < before) throw new Error(`time goes back from ${before} to ${time}`);
      this.time = time;
    } else if (first === DOLLAR) this.#keyword(String.fromCharCode(...line.subarray(0, length)));
    else {
      const signal = this.#signals[line[1]!]!;
      if (length !== 2 || signal < 0 || first - DIGIT_0 > 1) throw new Error('a change of no signal');
      if (this.#isInitial) this.#listener.initial(signal, first - DIGIT_0);
      else this.#listener.edge(signal, first - DIGIT_0, this.time);
    }
  }

  #keyword(text: string): void {
    const [keyword = '', ...words] = text.split(' ');
    if (keyword === '$timescale') this.timescale = words.slice(0, -1).join(' ');
    if (keyword === '$dumpvars') this.#isInitial = true;
    if (keyword === '$end') this.#isInitial = false;
    if (keyword !== '$var') return;
    const [, , identifier = '', name = ''] = words;
    this.#signals[identifier.charCodeAt(0)] = this.#count++;
    this.#listener.signal(name);
  }
}
