// The names that key the rows of a table while it is read: told apart, and found again in the next column.

import type { ByteRing } from '../kernel/byte-ring.js';
import type { MapKeys } from './map-keys.js';
import type { ValueReader } from './value-reader.js';

/** Remembers for each row where its key stands: 8 bytes a row, no copy of the text. */
export class RowKeys {
  readonly #ring: ByteRing;
  /** Told apart here, unless the reader has done so. */
  readonly #keys: MapKeys;
  readonly #starts: Uint32Array;
  readonly #lengths: Uint32Array;

  constructor(ring: ByteRing, keys: MapKeys, rows: number) {
    this.#ring = ring;
    this.#keys = keys;
    this.#starts = new Uint32Array(rows);
    this.#lengths = new Uint32Array(rows);
  }

  /**
   * Takes the text just read as the key of `row`; rows come in order from 0. False when an earlier row has it.
   * @param differs the reader has seen to it that it is new
   */
  add(row: number, value: ValueReader, differs: boolean): boolean {
    this.#starts[row] = value.start;
    this.#lengths[row] = value.length;
    if (differs) return true;
    if (row === 0) this.#keys.clear();
    return this.#keys.add(0, value);
  }

  /** Whether the text just read is the key of `row`. */
  matches(row: number, { start, length }: ValueReader): boolean {
    if (this.#starts[row] === start) return true;
    return this.#lengths[row] === length && this.#ring.sameBytes(this.#starts[row] as number, start, length);
  }
}
