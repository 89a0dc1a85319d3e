// Names interned once into one block of bytes: inside the machine a name is a small integer, its order of creation.

import type { ByteSource } from './byte-source.js';
import type { ByteWriter } from './byte-writer.js';

/** What a lookup of an unknown name gives. */
export const NO_NAME = -1;

/**
 * Names of one 16-bit mark and length that a lookup compares with. By chance there is one in thousands; the bound is
 * for names that were made to collide, of which the arena takes no more than these.
 */
const COMPARED_MAX = 4;

/** Hash of bytes in a ring, by 32-bit words (FNV-1a's multiplication on words; for lookup only, not for security). */
export function hashBytes(ring: ByteSource, offset: number, length: number): number {
  const { view } = ring;
  const at = ring.index(offset);
  const inRow = at + length <= ring.capacity;
  let hash = 0x811c_9dc5 ^ length;
  let i = 0;
  for (; i + 4 <= length; i += 4)
    hash =
      Math.imul(hash ^ (inRow ? view.getUint32(at + i) : ring.uint32(offset + i)), 0x0100_0193) ^
      (hash >>> 15);
  for (; i < length; i++) hash = Math.imul(hash ^ ring.uint8(offset + i), 0x0100_0193);
  return hash >>> 0;
}

/**
 * Ids count from 0 in the order in which names were interned; none is ever given back before `clear`. A name is
 * found by its hash in a table that is probed linearly: a lookup passes at most as many slots as there are names, and
 * looks at the text of at most `COMPARED_MAX`.
 *
 * Memory: the bytes, 4 bytes a name, and 2 bytes for each slot of the table, a power of two of at least 1.5 a name.
 */
export class NameArena {
  count = 0;
  private readonly block: Uint8Array;
  /** Where each name starts; one more for the end of the last. */
  private readonly starts: Uint16Array;
  private readonly view: DataView;
  /** Lower 16 bits of each name's hash. */
  private readonly marks: Uint16Array;
  /** Id of a name plus 1, or 0. */
  private readonly slots: Uint16Array;
  private readonly shift: number;
  /** Slot in which the last lookup ended: where the name is, or where it belongs; -1 when it was given up. */
  private slot = 0;
  /** Hash of the name that was looked up last. */
  private hash = 0;

  /** @param names at most 40,000; @param bytes of all names together, at most 65,535 */
  constructor(names: number, bytes: number) {
    this.block = new Uint8Array(bytes);
    this.view = new DataView(this.block.buffer);
    this.marks = new Uint16Array(names);
    this.starts = new Uint16Array(names + 1);
    const bits = Math.max(1, 32 - Math.clz32((names * 3) / 2));
    this.slots = new Uint16Array(1 << bits);
    this.shift = 32 - bits;
  }

  /** Id of the name at `offset`, or `NO_NAME`. */
  find(ring: ByteSource, offset: number, length: number): number {
    const hash = hashBytes(ring, offset, length);
    const mark = hash & 0xffff;
    // Multiplied by 2^32 / golden ratio, whose upper bits depend on every bit of the hash.
    let slot = Math.imul(hash, 0x9e37_79b1) >>> this.shift;
    const mask = this.slots.length - 1;
    let compared = 0;
    this.hash = hash;
    this.slot = -1;
    for (let id = this.slots[slot] as number; id !== 0; id = this.slots[slot] as number) {
      if (this.marks[id - 1] === mark && this.length(id - 1) === length) {
        if (this.equals(id - 1, ring, offset, length)) return id - 1;
        compared += 1;
        if (compared === COMPARED_MAX) return NO_NAME;
      }
      slot = (slot + 1) & mask;
    }
    this.slot = slot;
    return NO_NAME;
  }

  /** Id of the name at `offset`, interned if it is new; `NO_NAME` when the arena has no room for it, or too many like it. */
  intern(ring: ByteSource, offset: number, length: number): number {
    const known = this.find(ring, offset, length);
    if (known !== NO_NAME) return known;
    const id = this.count;
    const start = this.starts[id] as number;
    if (this.slot < 0 || id + 1 === this.starts.length || start + length > this.block.length) return NO_NAME;
    ring.copyTo(this.block, start, offset, length);
    this.starts[id + 1] = start + length;
    this.marks[id] = this.hash;
    this.slots[this.slot] = id + 1;
    this.count = id + 1;
    return id;
  }

  /** Bytes of name `id` in UTF-8. */
  length(id: number): number {
    return (this.starts[id + 1] as number) - (this.starts[id] as number);
  }

  /** A copy of name `id` in UTF-8, for borders where one is wanted. */
  bytes(id: number): Uint8Array {
    const start = this.starts[id] as number;
    return this.block.slice(start, start + this.length(id));
  }

  /** Writes the bytes of name `id`. */
  put(id: number, out: ByteWriter): void {
    out.putBytes(this.block, this.starts[id] as number, this.length(id));
  }

  clear(): void {
    this.count = 0;
    this.slots.fill(0);
  }

  private equals(id: number, ring: ByteSource, offset: number, length: number): boolean {
    const start = this.starts[id] as number;
    let i = 0;
    for (; i + 4 <= length; i += 4)
      if (this.view.getUint32(start + i) !== ring.uint32(offset + i)) return false;
    for (; i < length; i++) if (this.block[start + i] !== ring.uint8(offset + i)) return false;
    return true;
  }
}
