// Keys of maps and names of rows while they are read, so that one that stands twice is noticed at once.

import { Fault } from '../kernel/faults.js';
import { KEY_STEPS_MAX } from '../kernel/limits.js';
import { hashBytes } from '../kernel/name-arena.js';
import { KIND, NOT_UINT64, type ValueReader } from './value-reader.js';

/** Keys of the maps around the innermost one, and of the small ones beside a table. */
const SPARE_KEYS = 64;

/** Added to the kind of an integer key that is kept as a double: a negative one. */
const AS_DOUBLE = 16;

/**
 * A stack of keys, those of the innermost map on top, with a hash table over all of them. A key is kept as its kind
 * and two words: the place of a text or bytes, the halves of an integer or a double. The table is probed linearly,
 * and keys go in the reverse order of their coming, so taking one out is clearing its slot.
 *
 * Memory: 11 bytes a key for `rows` + 64 keys and 2 bytes a slot, 8.4 KB for 512 rows, all of it made here.
 */
export class MapKeys {
  /** Keys held. A map remembers the count at its beginning: its own keys are those from there on. */
  count = 0;
  /**
   * Slots passed because another key was in them and words compared with those keys, since `clear`: less than 2 and
   * 2 words a key, unless they are made to collide.
   */
  steps = 0;
  readonly capacity: number;
  readonly #kinds: Uint8Array;
  readonly #first: Uint32Array;
  readonly #second: Uint32Array;
  readonly #slotOf: Uint16Array;
  /** Number of a key plus 1, or 0; a power of two of them, at most two thirds in use. */
  readonly #slots: Uint16Array;
  readonly #shift: number;
  readonly #double = new DataView(new ArrayBuffer(8));

  /** @param rows keys of the largest map, at most 40,000 */
  constructor(rows: number) {
    this.capacity = rows + SPARE_KEYS;
    this.#kinds = new Uint8Array(this.capacity);
    this.#first = new Uint32Array(this.capacity);
    this.#second = new Uint32Array(this.capacity);
    this.#slotOf = new Uint16Array(this.capacity);
    const bits = 32 - Math.clz32((this.capacity * 3) / 2 - 1);
    this.#slots = new Uint16Array(1 << bits);
    this.#shift = 32 - bits;
  }

  /**
   * Adds the scalar just read to the keys of the map that began at `from`; false when it is there already. The
   * caller has seen to it that `count` is below `capacity` and that an integer is exact. Fault `tooManyValues` for
   * keys that were made to collide.
   */
  add(from: number, value: ValueReader): boolean {
    const { kind } = value;
    const hasPlace = kind === KIND.text || kind === KIND.bytes;
    const asDouble = kind === KIND.integer && value.high === NOT_UINT64;
    if (asDouble || kind === KIND.float) this.#double.setFloat64(0, value.number);
    const type = asDouble ? kind + AS_DOUBLE : kind;
    const first = hasPlace ? value.start : this.#word(0, type, value);
    const second = hasPlace ? value.length : this.#word(4, type, value);
    const hash = hasPlace ? hashBytes(value.ring, first, second) : second ^ Math.imul(first, 0x85eb_ca6b);
    // Multiplied by 2^32 / golden ratio, whose upper bits depend on every bit of the hash.
    let slot = Math.imul(hash ^ type, 0x9e37_79b1) >>> this.#shift;
    const mask = this.#slots.length - 1;
    for (let key = this.#slots[slot] as number; key !== 0; key = this.#slots[slot] as number) {
      if (key > from && this.#equals(key - 1, type, first, second, value)) return false;
      slot = (slot + 1) & mask;
      this.#count(1);
    }
    this.#kinds[this.count] = type;
    this.#first[this.count] = first;
    this.#second[this.count] = second;
    this.#slotOf[this.count] = slot;
    this.count += 1;
    this.#slots[slot] = this.count;
    return true;
  }

  clear(): void {
    this.release(0);
    this.steps = 0;
  }

  /** Drops the keys from number `from` on. */
  release(from: number): void {
    while (this.count > from) {
      this.count -= 1;
      this.#slots[this.#slotOf[this.count] as number] = 0;
    }
  }

  /** Upper (0) or lower (4) word of a scalar that is neither text nor bytes. */
  #word(at: number, type: number, value: ValueReader): number {
    if (type === KIND.integer) return at === 0 ? value.high : value.low;
    if (type === KIND.none) return 0;
    if (type === KIND.boolean) return at === 0 ? 0 : value.number;
    // Every NaN is the same key, whatever its other bits.
    if (Number.isNaN(value.number)) return at === 0 ? 0x7ff8_0000 : 0;
    return this.#double.getUint32(at);
  }

  #equals(key: number, type: number, first: number, second: number, value: ValueReader): boolean {
    if (this.#kinds[key] !== type || this.#second[key] !== second) return false;
    const place = this.#first[key] as number;
    if (type !== KIND.text && type !== KIND.bytes) return place === first;
    this.#count(2);
    if (place === first || second === 0) return true;
    // Names of a series are alike at the beginning.
    const { ring } = value;
    if (ring.uint8(place + second - 1) !== ring.uint8(first + second - 1)) return false;
    this.#count(2 + (second >> 2));
    return ring.sameBytes(place, first, second);
  }

  #count(steps: number): void {
    this.steps += steps;
    if (this.steps > KEY_STEPS_MAX) throw new Fault('tooManyValues', 'keys that collide');
  }
}
