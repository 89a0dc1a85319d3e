// Names interned once into one block of memory: inside the machine a name is a small integer, its order of creation.

import { ByteSource } from './byte-source.js';
import type { ByteWriter } from './byte-writer.js';
import type { MappedMemory } from './mapped-memory.js';
import { MappedWriter } from './mapped-writer.js';
import { PlainMemory } from './plain-memory.js';

/** What a lookup of an unknown name gives. */
export const NO_NAME = -1;

/**
 * Names of one 16-bit mark and length that a lookup compares with. By chance there is one in thousands; the bound is
 * for names that were made to collide, of which the arena takes no more than these.
 */
const COMPARED_MAX = 4;

/** Hash of bytes, by 32-bit words (FNV-1a's multiplication on words; for lookup only, not for security). */
export function hashBytes(source: ByteSource, offset: number, length: number): number {
  const { view } = source;
  const at = source.index(offset);
  const inRow = at + length <= source.capacity;
  let hash = 0x811c_9dc5 ^ length;
  let i = 0;
  for (; i + 4 <= length; i += 4)
    hash =
      Math.imul(hash ^ (inRow ? view.getUint32(at + i) : source.uint32(offset + i)), 0x0100_0193) ^
      (hash >>> 15);
  for (; i < length; i++) hash = Math.imul(hash ^ source.uint8(offset + i), 0x0100_0193);
  return hash >>> 0;
}

/**
 * Ids count from 0 in the order in which names were interned. A name is found by its hash in a table that is probed
 * linearly: a lookup passes at most as many slots as there are names, and looks at the text of at most `COMPARED_MAX`.
 * The texts are in memory that is written seldom and may be flash: each is written once, behind the one before.
 *
 * Memory besides: 5 bytes a name, and 2 bytes for each slot of the table, a power of two of at least 1.5 a name.
 */
export class NameArena {
  count = 0;
  /** Bytes of all names together. */
  private readonly textBytes: number;
  private readonly texts: ByteSource;
  private readonly writer: MappedWriter;
  private readonly starts: Uint16Array;
  private readonly lengths: Uint8Array;
  /** Lower 16 bits of each name's hash. */
  private readonly marks: Uint16Array;
  /** Id of a name plus 1, or 0. */
  private readonly slots: Uint16Array;
  private readonly shift: number;
  /** Slot in which the last lookup ended: where the name is, or where it belongs; -1 when it was given up. */
  private slot = 0;
  /** Hash of the name that was looked up last. */
  private hash = 0;

  /**
   * @param names at most 40,000, of at most 255 bytes
   * @param bytes of all names together, at most 65,535
   * @param memory for the texts
   */
  constructor(names: number, bytes: number, memory: MappedMemory = new PlainMemory(bytes)) {
    this.textBytes = Math.min(bytes, memory.bytes.length);
    this.texts = new ByteSource(memory.bytes);
    this.writer = new MappedWriter(memory, this.texts);
    this.starts = new Uint16Array(names);
    this.lengths = new Uint8Array(names);
    this.marks = new Uint16Array(names);
    const bits = Math.max(1, 32 - Math.clz32((names * 3) / 2));
    this.slots = new Uint16Array(1 << bits);
    this.shift = 32 - bits;
  }

  /** Bytes that are left for the texts of further names. */
  get bytesLeft(): number {
    return this.textBytes - this.writer.front;
  }

  /** Id of the name at `offset`, or `NO_NAME`. */
  find(source: ByteSource, offset: number, length: number): number {
    const hash = hashBytes(source, offset, length);
    const mark = hash & 0xffff;
    let slot = this.firstSlot(hash);
    const mask = this.slots.length - 1;
    let compared = 0;
    this.hash = hash;
    this.slot = -1;
    for (let id = this.slots[slot] as number; id !== 0; id = this.slots[slot] as number) {
      if (this.marks[id - 1] === mark && this.lengths[id - 1] === length) {
        if (this.equals(id - 1, source, offset)) return id - 1;
        compared += 1;
        if (compared === COMPARED_MAX) return NO_NAME;
      }
      slot = (slot + 1) & mask;
    }
    this.slot = slot;
    return NO_NAME;
  }

  /**
   * Id of the name at `offset`, interned if it is new; `NO_NAME` when the arena has no room for it, or too many like
   * it. Fault `mappedMemoryFailed`.
   */
  intern(source: ByteSource, offset: number, length: number): number {
    const known = this.find(source, offset, length);
    if (known !== NO_NAME) return known;
    const id = this.count;
    if (this.slot < 0 || id === this.starts.length || length > this.bytesLeft) return NO_NAME;
    this.starts[id] = this.writer.front;
    this.lengths[id] = length;
    this.marks[id] = this.hash;
    this.writer.put(source, offset, length);
    this.slots[this.slot] = id + 1;
    this.count = id + 1;
    return id;
  }

  /** Bytes of name `id` in UTF-8. */
  length(id: number): number {
    return this.lengths[id] as number;
  }

  /** A copy of name `id` in UTF-8, for borders where one is wanted. */
  bytes(id: number): Uint8Array {
    const start = this.starts[id] as number;
    return this.texts.bytes.slice(start, start + this.length(id));
  }

  /** Writes the bytes of name `id`. */
  put(id: number, out: ByteWriter): void {
    out.putBytes(this.texts.bytes, this.starts[id] as number, this.length(id));
  }

  /** Forgets the names from `id` on. The room of their texts is had again only after `clear`. */
  forget(id: number): void {
    while (this.count > id) {
      this.count -= 1;
      const last = this.count;
      const hash = hashBytes(this.texts, this.starts[last] as number, this.length(last));
      // The last name that came is the last one of its row of slots: nothing behind it has to move.
      let slot = this.firstSlot(hash);
      while (this.slots[slot] !== last + 1) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = 0;
    }
  }

  clear(): void {
    this.count = 0;
    this.slots.fill(0);
    this.writer.begin(0);
  }

  /** Where the search for a hash begins. */
  private firstSlot(hash: number): number {
    // Multiplied by 2^32 / golden ratio, whose upper bits depend on every bit of the hash.
    return Math.imul(hash, 0x9e37_79b1) >>> this.shift;
  }

  /** Whether name `id` is the text of the same length at `offset`. */
  private equals(id: number, source: ByteSource, offset: number): boolean {
    const { texts } = this;
    const start = this.starts[id] as number;
    const length = this.length(id);
    let i = 0;
    for (; i + 4 <= length; i += 4) if (texts.uint32(start + i) !== source.uint32(offset + i)) return false;
    for (; i < length; i++) if (texts.uint8(start + i) !== source.uint8(offset + i)) return false;
    return true;
  }
}
