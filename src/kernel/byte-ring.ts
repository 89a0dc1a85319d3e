// A fixed ring of bytes: read in place at its beginning, appended to at its end, never a copy, never growth.

import { ByteSource, ROW_BYTES } from './byte-source.js';
import type { ByteWriter } from './byte-writer.js';

/** The smallest power of two that is at least `minimumBytes`, and 16. */
export const ringCapacity = (minimumBytes: number): number =>
  2 ** (32 - Math.clz32(Math.max(minimumBytes, 16) - 1));

/** Callers check `free` before they append. `capacity` bytes fit, a power of two. */
export class ByteRing extends ByteSource implements ByteWriter {
  /** @param memory for `ringCapacity(minimumBytes)` and, behind the ring, `ROW_BYTES` or more of workspace */
  constructor(minimumBytes: number, memory = new Uint8Array(ringCapacity(minimumBytes) + ROW_BYTES)) {
    super(memory, ringCapacity(minimumBytes));
  }

  get free(): number {
    return this.capacity - this.length;
  }

  /** Where in `view` the next `count` bytes (at most 32) can be set in a row; `append` then adds them. */
  tailIndex(count: number): number {
    const at = (this.start + this.length) & this.mask;
    return at + count <= this.capacity ? at : this.rowAt;
  }

  /** Adds the first `count` of the bytes that were set in a row at `at`, as `tailIndex` gave it. */
  append(at: number, count: number): void {
    if (at === this.rowAt) this.split((this.start + this.length) & this.mask, count);
    this.length += count;
  }

  /** Drops the oldest `count` bytes. */
  drop(count: number): void {
    this.start = (this.start + count) & this.mask;
    this.length -= count;
  }

  clear(): void {
    this.start = 0;
    this.length = 0;
  }

  putUint8(value: number): void {
    this.bytes[(this.start + this.length) & this.mask] = value;
    this.length += 1;
  }

  putUint16(value: number): void {
    const at = this.tailIndex(2);
    this.view.setUint16(at, value);
    this.append(at, 2);
  }

  putUint32(value: number): void {
    const at = this.tailIndex(4);
    this.view.setUint32(at, value);
    this.append(at, 4);
  }

  putFloat64(value: number): void {
    const at = this.tailIndex(8);
    this.view.setFloat64(at, value);
    this.append(at, 8);
  }

  putBytes(source: Uint8Array, offset: number, length: number): void {
    const at = (this.start + this.length) & this.mask;
    const first = Math.min(length, this.capacity - at);
    this.bytes.set(source.subarray(offset, offset + first), at);
    if (first < length) this.bytes.set(source.subarray(offset + first, offset + length), 0);
    this.length += length;
  }

  /** Puts the first `count` bytes of the row into the ring, from index `at` on. */
  private split(at: number, count: number): void {
    const row = this.rowAt;
    for (let i = 0; i < count; i++) this.bytes[(at + i) & this.mask] = this.bytes[row + i] as number;
  }
}
