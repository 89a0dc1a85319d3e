// Keys of the maps that are open while CBOR is read, so that one that stands twice is noticed at once.

import { Fault } from '../kernel/faults.js';
import { KEY_STEPS_MAX } from '../kernel/limits.js';
import { hashBytes } from '../kernel/name-arena.js';
import { KIND, NOT_UINT64, type ValueReader } from './value-reader.js';
import type { Workspace } from './workspace.js';

/** Added to the kind of an integer key that is kept as a double: a negative one. */
const AS_DOUBLE = 16;

/**
 * A stack of keys, those of the innermost map on top, with a hash table over all of them. A key is kept as its kind
 * and two words: the place of a text or bytes, the halves of an integer or a double. The table is probed linearly,
 * and keys go in the reverse order of their coming, so taking one out is clearing its slot.
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
  private readonly space: Workspace;
  private readonly kinds: Uint8Array;
  private readonly words: Uint32Array;
  private readonly slotOf: Uint16Array;
  /** Number of a key plus 1, or 0. */
  private readonly slots: Uint16Array;
  private readonly shift: number;
  private readonly double: DataView;

  constructor(space: Workspace) {
    this.space = space;
    this.capacity = space.keyKinds.length;
    this.kinds = space.keyKinds;
    this.words = space.keyWords;
    this.slotOf = space.keySlots;
    this.slots = space.slots;
    this.double = space.number;
    this.shift = Math.clz32(space.slots.length) + 1;
  }

  /**
   * Adds the scalar just read to the keys of the map that began at `from`; false when it is there already. The
   * caller has seen to it that `count` is below `capacity` and that an integer is exact. Fault `tooManyValues` for
   * keys that were made to collide.
   */
  add(from: number, value: ValueReader): boolean {
    if (!this.space.hasKeySlots) this.takeSlots();
    const { kind } = value;
    const hasPlace = kind === KIND.text || kind === KIND.bytes;
    const asDouble = kind === KIND.integer && value.high === NOT_UINT64;
    if (asDouble || kind === KIND.float) this.double.setFloat64(0, value.number);
    const type = asDouble ? kind + AS_DOUBLE : kind;
    const first = hasPlace ? value.start : this.word(0, type, value);
    const second = hasPlace ? value.length : this.word(4, type, value);
    const hash = hasPlace ? hashBytes(value.ring, first, second) : second ^ Math.imul(first, 0x85eb_ca6b);
    // Multiplied by 2^32 / golden ratio, whose upper bits depend on every bit of the hash.
    let slot = Math.imul(hash ^ type, 0x9e37_79b1) >>> this.shift;
    const mask = this.slots.length - 1;
    for (let key = this.slots[slot] as number; key !== 0; key = this.slots[slot] as number) {
      if (key > from && this.equals(key - 1, type, first, second, value)) return false;
      slot = (slot + 1) & mask;
      this.charge(1);
    }
    this.kinds[this.count] = type;
    this.words[2 * this.count] = first;
    this.words[2 * this.count + 1] = second;
    this.slotOf[this.count] = slot;
    this.count += 1;
    this.slots[slot] = this.count;
    return true;
  }

  /** Empties it, whatever the workspace was used for. */
  clear(): void {
    this.space.hasKeySlots = false;
    this.count = 0;
    this.steps = 0;
  }

  /** Makes the slots its own; no key is in them when others may have them. */
  private takeSlots(): void {
    this.slots.fill(0);
    this.space.hasKeySlots = true;
  }

  /** Drops the keys from number `from` on. */
  release(from: number): void {
    while (this.count > from) {
      this.count -= 1;
      this.slots[this.slotOf[this.count] as number] = 0;
    }
  }

  /** Upper (0) or lower (4) word of a scalar that is neither text nor bytes. */
  private word(at: number, type: number, value: ValueReader): number {
    if (type === KIND.integer) return at === 0 ? value.high : value.low;
    if (type === KIND.none) return 0;
    if (type === KIND.boolean) return at === 0 ? 0 : value.number;
    // Every NaN is the same key, whatever its other bits.
    if (Number.isNaN(value.number)) return at === 0 ? 0x7ff8_0000 : 0;
    return this.double.getUint32(at);
  }

  private equals(key: number, type: number, first: number, second: number, value: ValueReader): boolean {
    if (this.kinds[key] !== type || this.words[2 * key + 1] !== second) return false;
    const place = this.words[2 * key] as number;
    if (type !== KIND.text && type !== KIND.bytes) return place === first;
    this.charge(2);
    if (place === first || second === 0) return true;
    // Names of a series are alike at the beginning.
    const { ring } = value;
    if (ring.uint8(place + second - 1) !== ring.uint8(first + second - 1)) return false;
    this.charge(2 + (second >> 2));
    return ring.sameBytes(place, first, second);
  }

  private charge(steps: number): void {
    this.steps += steps;
    if (this.steps > KEY_STEPS_MAX) throw new Fault('tooManyValues', 'keys that collide');
  }
}
