// Where encoded bytes go, and a writer that only counts them.

/** Where encoded bytes go: into a ring, or only counted. */
export interface ByteWriter {
  putUint8(value: number): void;
  putUint16(value: number): void;
  putUint32(value: number): void;
  putFloat64(value: number): void;
  /** Bytes `offset` to `offset + length - 1` of `source`. */
  putBytes(source: Uint8Array, offset: number, length: number): void;
}

/** Counts what would be written. */
export class ByteCounter implements ByteWriter {
  length = 0;

  putUint8(_value: number): void {
    this.length += 1;
  }

  putUint16(_value: number): void {
    this.length += 2;
  }

  putUint32(_value: number): void {
    this.length += 4;
  }

  putFloat64(_value: number): void {
    this.length += 8;
  }

  putBytes(_source: Uint8Array, _offset: number, length: number): void {
    this.length += length;
  }
}
