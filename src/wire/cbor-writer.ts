// Push writer of the compact encoding: CBOR (RFC 8949) with the shortest heads, integers and floats.

import { ByteCounter, type ByteWriter } from '../kernel/byte-writer.js';
import { Fault, type PythonClass } from '../kernel/faults.js';
import type { NameArena } from '../kernel/name-arena.js';
import { putUtf8, utf8Length } from '../kernel/utf8.js';
import { INFO, MAJOR, SIMPLE, TWO_32 } from './cbor-heads.js';
import { halfOfSingle, NO_HALF } from './half-float.js';
import type { ValueWriter } from './value-writer.js';

const HALF_NAN = 0x7e00;

/** Containers are of definite length, so nothing is written where one ends. Allocates nothing after construction. */
export class CborWriter implements ValueWriter {
  readonly tables = 'rows';
  private out: ByteWriter = new ByteCounter();
  /** One single-precision float, and its bits. */
  private readonly single = new Float32Array(1);
  private readonly singleBits = new Uint32Array(this.single.buffer);

  begin(out: ByteWriter, count: number): void {
    this.out = out;
    this.head(MAJOR.array, count);
  }

  end(_count: number): void {}

  resume(out: ByteWriter): void {
    this.out = out;
  }

  none(): void {
    this.out.putUint8((MAJOR.simple << 5) | SIMPLE.null);
  }

  boolean(value: boolean): void {
    this.out.putUint8((MAJOR.simple << 5) | (value ? SIMPLE.true : SIMPLE.false));
  }

  integer(value: number): void {
    if (!Number.isSafeInteger(value)) throw new Fault('valueUnwritable', `${value} as an integer`);
    if (value < 0) this.head(MAJOR.negative, -1 - value);
    else this.head(MAJOR.unsigned, value);
  }

  integer64(high: number, low: number): void {
    if (high === 0) this.head(MAJOR.unsigned, low);
    else this.head64(MAJOR.unsigned, high, low);
  }

  /** In half, single or double precision, the shortest that has the value; every NaN is f9 7e00. */
  float(value: number): void {
    const out = this.out;
    if (Number.isNaN(value)) {
      out.putUint8((MAJOR.simple << 5) | SIMPLE.half);
      out.putUint16(HALF_NAN);
      return;
    }
    this.single[0] = value;
    if (this.single[0] !== value) {
      out.putUint8((MAJOR.simple << 5) | SIMPLE.double);
      out.putFloat64(value);
      return;
    }
    const single = this.singleBits[0] as number;
    const half = halfOfSingle(single);
    if (half === NO_HALF) {
      out.putUint8((MAJOR.simple << 5) | SIMPLE.single);
      out.putUint32(single);
    } else {
      out.putUint8((MAJOR.simple << 5) | SIMPLE.half);
      out.putUint16(half);
    }
  }

  text(value: string): void {
    this.head(MAJOR.text, utf8Length(value));
    putUtf8(this.out, value);
  }

  name(arena: NameArena, id: number): void {
    this.head(MAJOR.text, arena.length(id));
    arena.put(id, this.out);
  }

  beginList(count: number): void {
    this.head(MAJOR.array, count);
  }

  endList(_count: number): void {}

  beginTuple(count: number): void {
    this.head(MAJOR.array, count);
  }

  endTuple(_count: number): void {}

  beginMap(count: number): void {
    this.head(MAJOR.map, count);
  }

  endMap(_count: number): void {}

  /** As the array of class and message. */
  exception(python: PythonClass, message: string): void {
    this.head(MAJOR.array, 2);
    this.text(python);
    this.text(message);
  }

  /** The shortest head with a whole number from 0 to 2^53 - 1. */
  private head(major: number, value: number): void {
    const initial = major << 5;
    const out = this.out;
    if (value < INFO.uint8) out.putUint8(initial | value);
    else if (value < 0x100) out.putUint16(((initial | INFO.uint8) << 8) | value);
    else if (value < 0x1_0000) {
      out.putUint8(initial | INFO.uint16);
      out.putUint16(value);
    } else if (value < TWO_32) {
      out.putUint8(initial | INFO.uint32);
      out.putUint32(value);
    } else this.head64(major, Math.floor(value / TWO_32), value >>> 0);
  }

  private head64(major: number, high: number, low: number): void {
    this.out.putUint8((major << 5) | INFO.uint64);
    this.out.putUint32(high);
    this.out.putUint32(low);
  }
}
