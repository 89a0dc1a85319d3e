// Bytes that are read in place, at any offset: those of a ring, which go round, or of memory where they stand in a row.

/** Bytes that are put in a row at most, in the memory behind a ring. */
export const ROW_BYTES = 32;

/** A memory that has no end at which it would go round. */
const ENDLESS_BYTES = 0x7fff_ffff;

/** Offsets count from the first byte. Callers check `length` before they read: nothing is checked twice. */
export class ByteSource {
  /** Bytes held. */
  length = 0;
  /** The memory and, behind a ring, its workspace. */
  readonly bytes: Uint8Array;
  /** The same memory; the methods that give an index say where in it. */
  readonly view: DataView;
  /** Bytes after which the memory goes round to its beginning. */
  readonly capacity: number;
  protected readonly mask: number;
  protected start = 0;
  /** Where in the view bytes that go round are put in a row. */
  protected readonly rowAt: number;

  /** @param capacity a power of two; left out, the memory does not go round */
  constructor(memory: Uint8Array, capacity = ENDLESS_BYTES) {
    this.bytes = memory;
    this.view = new DataView(memory.buffer, memory.byteOffset, memory.length);
    this.capacity = capacity;
    this.mask = capacity === ENDLESS_BYTES ? -1 : capacity - 1;
    this.rowAt = memory.length - ROW_BYTES;
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

  /** Index in `bytes` and `view` of the oldest `count` bytes, now in a row: when they go round, all that is held is moved. */
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
}
