// The names that key the rows of a table while it is read: told apart, and found again in the next column.

import type { ByteRing } from '../kernel/byte-ring.js';
import { hashBytes } from '../kernel/name-arena.js';
import type { ValueReader } from './value-reader.js';

/** Remembers for each row where its key stands: 12 bytes a row, no copy of the text. */
export class RowKeys {
  readonly #ring: ByteRing;
  readonly #hashes: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #lengths: Uint32Array;

  constructor(ring: ByteRing, rows: number) {
    this.#ring = ring;
    this.#hashes = new Uint32Array(rows);
    this.#starts = new Uint32Array(rows);
    this.#lengths = new Uint32Array(rows);
  }

  /** Takes the text just read as the key of `row`; rows come in order from 0. False when an earlier row has it. */
  add(row: number, { start, length }: ValueReader): boolean {
    const hash = hashBytes(this.#ring, start, length);
    let same = this.#hashes.indexOf(hash);
    while (same !== -1 && same < row) {
      if (this.#equals(same, start, length)) return false;
      same = this.#hashes.indexOf(hash, same + 1);
    }
    this.#hashes[row] = hash;
    this.#starts[row] = start;
    this.#lengths[row] = length;
    return true;
  }

  /** Whether the text just read is the key of `row`. */
  matches(row: number, { start, length }: ValueReader): boolean {
    return this.#equals(row, start, length);
  }

  #equals(row: number, start: number, length: number): boolean {
    if (this.#starts[row] === start) return true;
    return this.#lengths[row] === length && this.#ring.sameBytes(this.#starts[row] as number, start, length);
  }
}
