// Names interned once into one block of bytes: inside the machine a name is a small integer, its order of creation.

import type { ByteRing, ByteWriter } from './byte-ring.js';

/** What a lookup of an unknown name gives. */
export const NO_NAME = -1;

/** Hash of bytes in a ring, by 32-bit words (FNV-1a's multiplication on words; for lookup only, not for security). */
export function hashBytes(ring: ByteRing, offset: number, length: number): number {
  let hash = 0x811c_9dc5 ^ length;
  let i = 0;
  for (; i + 4 <= length; i += 4)
    hash = Math.imul(hash ^ ring.uint32(offset + i), 0x0100_0193) ^ (hash >>> 15);
  for (; i < length; i++) hash = Math.imul(hash ^ ring.uint8(offset + i), 0x0100_0193);
  return hash >>> 0;
}

/** Ids count from 0 in the order in which names were interned; none is ever given back before `clear`. */
export class NameArena {
  count = 0;
  readonly #bytes: Uint8Array;
  readonly #hashes: Uint32Array;
  /** Where each name starts; one more for the end of the last. */
  readonly #starts: Uint32Array;

  constructor(names: number, bytes: number) {
    this.#bytes = new Uint8Array(bytes);
    this.#hashes = new Uint32Array(names);
    this.#starts = new Uint32Array(names + 1);
  }

  /** Id of the name at `offset` in the ring, or `NO_NAME`. */
  find(ring: ByteRing, offset: number, length: number): number {
    const hash = hashBytes(ring, offset, length);
    let id = this.#hashes.indexOf(hash);
    while (id !== -1 && id < this.count) {
      if (this.#equals(id, ring, offset, length)) return id;
      id = this.#hashes.indexOf(hash, id + 1);
    }
    return NO_NAME;
  }

  /** Id of the name at `offset`, interned if it is new; `NO_NAME` when the arena has no room for it. */
  intern(ring: ByteRing, offset: number, length: number): number {
    const known = this.find(ring, offset, length);
    if (known !== NO_NAME) return known;
    const start = this.#starts[this.count] as number;
    if (this.count === this.#hashes.length || start + length > this.#bytes.length) return NO_NAME;
    ring.copyTo(this.#bytes, start, offset, length);
    this.#hashes[this.count] = hashBytes(ring, offset, length);
    this.#starts[this.count + 1] = start + length;
    this.count += 1;
    return this.count - 1;
  }

  /** Bytes of name `id` in UTF-8. */
  length(id: number): number {
    return (this.#starts[id + 1] as number) - (this.#starts[id] as number);
  }

  /** A copy of name `id` in UTF-8, for borders where one is wanted. */
  bytes(id: number): Uint8Array {
    const start = this.#starts[id] as number;
    return this.#bytes.slice(start, start + this.length(id));
  }

  /** Writes the bytes of name `id`. */
  put(id: number, out: ByteWriter): void {
    out.putBytes(this.#bytes, this.#starts[id] as number, this.length(id));
  }

  clear(): void {
    this.count = 0;
  }

  #equals(id: number, ring: ByteRing, offset: number, length: number): boolean {
    if (this.length(id) !== length) return false;
    const start = this.#starts[id] as number;
    for (let i = 0; i < length; i++) if (this.#bytes[start + i] !== ring.uint8(offset + i)) return false;
    return true;
  }
}
