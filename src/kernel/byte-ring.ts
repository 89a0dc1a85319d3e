// A fixed ring of bytes: big-endian reads in place at any offset, appends at the end, never a copy, never growth.

import type { ByteWriter } from './byte-writer.js';

/** Bytes that `headIndex` and `tailIndex` put in a row at most, in the memory behind the ring. */
export const ROW_BYTES = 32;

/** The smallest power of two that is at least `minimumBytes`, and 16. */
export const ringCapacity = (minimumBytes: number): number =>
  2 ** (32 - Math.clz32(Math.max(minimumBytes, 16) - 1));

/**
 * Bytes between `start` and `start + length`, modulo the capacity. Offsets of the read methods count from the
 * oldest byte. Callers check `length` before they read and `free` before they append: a ring checks nothing twice.
 */
export class ByteRing implements ByteWriter {
  /** Bytes that fit, a power of two. */
  readonly capacity: number;
  /** Bytes held. */
  length = 0;
  /** The ring and, behind it, its workspace. */
  readonly bytes: Uint8Array;
  /** The same memory; `headIndex` and `tailIndex` say where in it. */
  readonly view: DataView;
  private readonly mask: number;
  private start = 0;
  /** Where in the view bytes that wrap are put in a row. */
  private readonly rowAt: number;

  /** @param memory for `ringCapacity(minimumBytes)` and, behind the ring, `ROW_BYTES` or more of workspace */
  constructor(minimumBytes: number, memory = new Uint8Array(ringCapacity(minimumBytes) + ROW_BYTES)) {
    this.capacity = ringCapacity(minimumBytes);
    this.bytes = memory;
    this.view = new DataView(memory.buffer, memory.byteOffset, memory.length);
    this.mask = this.capacity - 1;
    this.rowAt = memory.length - ROW_BYTES;
  }

  get free(): number {
    return this.capacity - this.length;
  }

  /** Index in `bytes` of the byte at `offset`. */
  index(offset: number): number {
    return (this.start + offset) & this.mask;
  }

  /** Where in `view` the oldest `count` bytes (at most 32) stand in a row, until the next call. */
  headIndex(count: number): number {
    const start = this.start;
    return start + count <= this.capacity ? start : this.join(start, count);
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

  /** Index in `bytes` and `view` of the oldest `count` bytes, now in a row: when they wrap, all that is held is moved. */
  straighten(count: number): number {
    if (this.start + count > this.capacity) this.rotate();
    return this.start;
  }

  uint8(offset: number): number {
    return this.bytes[(this.start + offset) & this.mask] as number;
  }

  uint16(offset: number): number {
    const at = (this.start + offset) & this.mask;
    return this.view.getUint16(at + 2 <= this.capacity ? at : this.join(at, 2));
  }

  uint32(offset: number): number {
    const at = (this.start + offset) & this.mask;
    return this.view.getUint32(at + 4 <= this.capacity ? at : this.join(at, 4));
  }

  int32LittleEndian(offset: number): number {
    const at = (this.start + offset) & this.mask;
    return this.view.getInt32(at + 4 <= this.capacity ? at : this.join(at, 4), true);
  }

  float32(offset: number): number {
    const at = (this.start + offset) & this.mask;
    return this.view.getFloat32(at + 4 <= this.capacity ? at : this.join(at, 4));
  }

  float64(offset: number): number {
    const at = (this.start + offset) & this.mask;
    return this.view.getFloat64(at + 8 <= this.capacity ? at : this.join(at, 8));
  }

  /** Whether `length` bytes at two places are the same. */
  sameBytes(offset: number, other: number, length: number): boolean {
    let i = 0;
    for (; i + 4 <= length; i += 4) if (this.uint32(offset + i) !== this.uint32(other + i)) return false;
    for (; i < length; i++) if (this.uint8(offset + i) !== this.uint8(other + i)) return false;
    return true;
  }

  /** Whether the `length` bytes at `offset` are those of `literal`. */
  equals(offset: number, length: number, literal: Uint8Array): boolean {
    if (length !== literal.length) return false;
    for (let i = 0; i < length; i++) if (this.uint8(offset + i) !== literal[i]) return false;
    return true;
  }

  /** Copies `length` bytes from `offset` on to `target[at]`. */
  copyTo(target: Uint8Array, at: number, offset: number, length: number): void {
    const from = this.index(offset);
    const first = Math.min(length, this.capacity - from);
    target.set(this.bytes.subarray(from, from + first), at);
    if (first < length) target.set(this.bytes.subarray(0, length - first), at + first);
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

  /** Turns the memory until the oldest byte is the first: both parts back to front, then all of it. */
  private rotate(): void {
    const { bytes, capacity } = this;
    bytes.subarray(0, this.start).reverse();
    bytes.subarray(this.start, capacity).reverse();
    bytes.subarray(0, capacity).reverse();
    this.start = 0;
  }

  /** Puts `count` bytes from index `at` on in a row; returns where in the view. */
  private join(at: number, count: number): number {
    const row = this.rowAt;
    for (let i = 0; i < count; i++) this.bytes[row + i] = this.bytes[(at + i) & this.mask] as number;
    return row;
  }

  /** Puts the first `count` bytes of the row into the ring, from index `at` on. */
  private split(at: number, count: number): void {
    const row = this.rowAt;
    for (let i = 0; i < count; i++) this.bytes[(at + i) & this.mask] = this.bytes[row + i] as number;
  }
}
