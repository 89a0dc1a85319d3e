// A fixed ring of bytes: big-endian reads in place at any offset, appends at the end, never a copy, never growth.

import type { ByteWriter } from './byte-writer.js';

/** Bytes that `headIndex` puts in a row at most. */
const JOINED_BYTES = 32;

/**
 * Bytes between `start` and `start + length`, modulo the capacity. Offsets of the read methods count from the
 * oldest byte. Callers check `length` before they read and `free` before they append: a ring checks nothing twice.
 */
export class ByteRing implements ByteWriter {
  /** Bytes that fit, a power of two. */
  readonly capacity: number;
  /** Bytes held. */
  length = 0;
  /** The ring and, behind it, `stagingBytes` for `RingStage`. */
  readonly bytes: Uint8Array;
  /** The same memory; `headIndex` and `tailIndex` say where in it. */
  readonly view: DataView;
  readonly #mask: number;
  #start = 0;
  /** Where in the view `headIndex` puts bytes in a row that wrap. */
  readonly #joinedAt: number;
  /** Eight bytes that wrapped, put in a row. */
  readonly #joined = new DataView(new ArrayBuffer(8));

  /** @param minimumBytes rounded up to a power of two */
  constructor(minimumBytes: number, stagingBytes = 0) {
    let capacity = 16;
    while (capacity < minimumBytes) capacity *= 2;
    this.capacity = capacity;
    this.#mask = capacity - 1;
    this.#joinedAt = capacity + stagingBytes;
    const buffer = new ArrayBuffer(this.#joinedAt + JOINED_BYTES);
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
  }

  get free(): number {
    return this.capacity - this.length;
  }

  /** Index in `bytes` of the byte at `offset`. */
  index(offset: number): number {
    return (this.#start + offset) & this.#mask;
  }

  /** Where in `view` the oldest `count` bytes (at most 32) stand in a row. */
  headIndex(count: number): number {
    const start = this.#start;
    if (start + count <= this.capacity) return start;
    for (let i = 0; i < count; i++) this.bytes[this.#joinedAt + i] = this.uint8(i);
    return this.#joinedAt;
  }

  /** Where in `view` the next `count` bytes go in a row, or -1; whoever sets them adds `count` to `length`. */
  tailIndex(count: number): number {
    const at = (this.#start + this.length) & this.#mask;
    return at + count <= this.capacity ? at : -1;
  }

  uint8(offset: number): number {
    return this.bytes[(this.#start + offset) & this.#mask] as number;
  }

  uint16(offset: number): number {
    const at = (this.#start + offset) & this.#mask;
    if (at + 2 <= this.capacity) return this.view.getUint16(at);
    return this.#join(at, 2).getUint16(0);
  }

  uint32(offset: number): number {
    const at = (this.#start + offset) & this.#mask;
    if (at + 4 <= this.capacity) return this.view.getUint32(at);
    return this.#join(at, 4).getUint32(0);
  }

  int32LittleEndian(offset: number): number {
    const at = (this.#start + offset) & this.#mask;
    if (at + 4 <= this.capacity) return this.view.getInt32(at, true);
    return this.#join(at, 4).getInt32(0, true);
  }

  float32(offset: number): number {
    const at = (this.#start + offset) & this.#mask;
    if (at + 4 <= this.capacity) return this.view.getFloat32(at);
    return this.#join(at, 4).getFloat32(0);
  }

  float64(offset: number): number {
    const at = (this.#start + offset) & this.#mask;
    if (at + 8 <= this.capacity) return this.view.getFloat64(at);
    return this.#join(at, 8).getFloat64(0);
  }

  /** Whether `length` bytes at two places are the same. */
  sameBytes(offset: number, other: number, length: number): boolean {
    let i = 0;
    for (; i + 4 <= length; i += 4) if (this.uint32(offset + i) !== this.uint32(other + i)) return false;
    for (; i < length; i++) if (this.uint8(offset + i) !== this.uint8(other + i)) return false;
    return true;
  }

  /** Whether the `length` bytes at `offset` are those of an ASCII literal. */
  equalsAscii(offset: number, length: number, literal: string): boolean {
    if (length !== literal.length) return false;
    for (let i = 0; i < length; i++) if (this.uint8(offset + i) !== literal.charCodeAt(i)) return false;
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
    this.#start = (this.#start + count) & this.#mask;
    this.length -= count;
  }

  clear(): void {
    this.#start = 0;
    this.length = 0;
  }

  putUint8(value: number): void {
    this.bytes[(this.#start + this.length) & this.#mask] = value;
    this.length += 1;
  }

  putUint16(value: number): void {
    const at = (this.#start + this.length) & this.#mask;
    if (at + 2 <= this.capacity) this.view.setUint16(at, value);
    else {
      this.#joined.setUint16(0, value);
      this.#split(at, 2);
    }
    this.length += 2;
  }

  putUint32(value: number): void {
    const at = (this.#start + this.length) & this.#mask;
    if (at + 4 <= this.capacity) this.view.setUint32(at, value);
    else {
      this.#joined.setUint32(0, value);
      this.#split(at, 4);
    }
    this.length += 4;
  }

  putFloat64(value: number): void {
    const at = (this.#start + this.length) & this.#mask;
    if (at + 8 <= this.capacity) this.view.setFloat64(at, value);
    else {
      this.#joined.setFloat64(0, value);
      this.#split(at, 8);
    }
    this.length += 8;
  }

  putBytes(source: Uint8Array, offset: number, length: number): void {
    const at = (this.#start + this.length) & this.#mask;
    const first = Math.min(length, this.capacity - at);
    this.bytes.set(source.subarray(offset, offset + first), at);
    if (first < length) this.bytes.set(source.subarray(offset + first, offset + length), 0);
    this.length += length;
  }

  #join(at: number, count: number): DataView {
    for (let i = 0; i < count; i++) this.#joined.setUint8(i, this.bytes[(at + i) & this.#mask] as number);
    return this.#joined;
  }

  #split(at: number, count: number): void {
    for (let i = 0; i < count; i++) this.bytes[(at + i) & this.#mask] = this.#joined.getUint8(i);
  }
}
