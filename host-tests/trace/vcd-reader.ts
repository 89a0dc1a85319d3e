// Reads a value change dump as it comes, in pieces of any size. Knows IEEE 1364 and nothing of what wrote it.

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

/** No line is longer. */
const LINE_BYTES_MAX = 512;
const BUFFER_BYTES = 65_536 + LINE_BYTES_MAX;

/** So many digits make a small integer: a time is read as two of them. */
const HALF_DIGITS = 8;

/** One bit signals with identifiers of one character: all that a board has. */
export class VcdReader {
  timescale = '';
  time = 0;
  readonly #listener: VcdListener;
  /** By the code of their identifier. */
  readonly #signals = new Int16Array(256).fill(-1);
  #count = 0;
  #isInitial = false;
  /** What is not read yet. */
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #length = 0;

  constructor(listener: VcdListener) {
    this.#listener = listener;
  }

  push(bytes: Uint8Array): void {
    const buffer = this.#buffer;
    for (let from = 0; from < bytes.length; ) {
      const to = Math.min(bytes.length, from + BUFFER_BYTES - this.#length);
      buffer.set(bytes.subarray(from, to), this.#length);
      const length = this.#length + to - from;
      const end = buffer.lastIndexOf(LINE_END, length - 1) + 1;
      if (length - end > LINE_BYTES_MAX) throw new Error('a line without an end');
      this.#readLines(end);
      buffer.copyWithin(0, end, length);
      this.#length = length - end;
      from = to;
    }
  }

  /** Whole lines, up to the end of the last one. */
  #readLines(end: number): void {
    const buffer = this.#buffer;
    for (let at = 0; at < end; ) {
      const first = buffer[at]!;
      if (first === HASH) at = this.#readTime(at + 1);
      else if (first === DOLLAR) {
        const lineEnd = buffer.indexOf(LINE_END, at);
        this.#keyword(String.fromCharCode(...buffer.subarray(at, lineEnd)));
        at = lineEnd + 1;
      } else if (first === LINE_END) at += 1;
      else {
        const level = first - DIGIT_0;
        const signal = this.#signals[buffer[at + 1]!]!;
        if (buffer[at + 2] !== LINE_END || signal < 0 || level >>> 1 !== 0)
          throw new Error('a change of no signal');
        if (this.#isInitial) this.#listener.initial(signal, level);
        else this.#listener.edge(signal, level, this.time);
        at += 3;
      }
    }
  }

  /** Returns where the next line begins. */
  #readTime(start: number): number {
    const buffer = this.#buffer;
    let at = start;
    let high = 0;
    let low = 0;
    let scale = 1;
    for (; at < start + HALF_DIGITS && buffer[at] !== LINE_END; at++)
      high = high * 10 + (buffer[at]! - DIGIT_0);
    for (; buffer[at] !== LINE_END; at++) {
      low = low * 10 + (buffer[at]! - DIGIT_0);
      scale *= 10;
    }
    const time = high * scale + low;
    if (!(time >= this.time)) throw new Error(`time goes back from ${this.time} to ${time}`);
    this.time = time;
    return at + 1;
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
