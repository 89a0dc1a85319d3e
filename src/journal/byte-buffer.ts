// A fixed block of bytes that is written from the front: a field of a report, a row, what goes to storage next.

import type { ByteWriter } from '../kernel/byte-writer.js';

/** Callers write no more than fits; a subclass may make room instead. */
export class ByteBuffer implements ByteWriter {
  length = 0;
  readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  putUint8(value: number): void {
    this.bytes[this.take(1)] = value;
  }

  putUint16(value: number): void {
    this.view.setUint16(this.take(2), value);
  }

  putUint32(value: number): void {
    this.view.setUint32(this.take(4), value);
  }

  putFloat64(value: number): void {
    this.view.setFloat64(this.take(8), value);
  }

  putBytes(source: Uint8Array, offset: number, length: number): void {
    while (length > 0) {
      const count = Math.min(length, this.bytes.length);
      // The words of a report are whole arrays: a view of each would be most of what a portion leaves as garbage.
      const part = count === source.length ? source : source.subarray(offset, offset + count);
      this.bytes.set(part, this.take(count));
      offset += count;
      length -= count;
    }
  }

  /** Whether a byte of this value is among those written. */
  has(value: number): boolean {
    return this.length > 0 && this.bytes.lastIndexOf(value, this.length - 1) !== -1;
  }

  /** Where the next `count` bytes go, at most the capacity. */
  protected take(count: number): number {
    const at = this.length;
    this.length = at + count;
    return at;
  }
}
