// Writes arguments as pickle, protocol 3, in the short forms of ARMCHAIR.md section 3: no memo, no frames.

import { ByteCounter, type ByteWriter } from '../kernel/byte-writer.js';
import type { PythonClass } from '../kernel/faults.js';
import type { NameArena } from '../kernel/name-arena.js';
import { putUtf8, utf8Length } from '../kernel/utf8.js';
import { OP } from './pickle-opcodes.js';
import type { ValueWriter } from './value-writer.js';

/** Python 3.0 and later read it, and its exceptions have their Python 3 names. */
const PROTOCOL = 3;

/** Upper half of a 64-bit number from which on it needs a ninth byte, for its sign. */
const SIGN_BIT = 0x8000_0000;

export class PickleWriter implements ValueWriter {
  readonly tables = 'columns';
  private out: ByteWriter = new ByteCounter();

  begin(out: ByteWriter, count: number): void {
    this.out = out;
    out.putUint16((OP.PROTO << 8) | PROTOCOL);
    this.beginTuple(count);
  }

  end(count: number): void {
    this.endTuple(count);
    this.out.putUint8(OP.STOP);
  }

  resume(out: ByteWriter): void {
    this.out = out;
  }

  none(): void {
    this.out.putUint8(OP.NONE);
  }

  boolean(value: boolean): void {
    this.out.putUint8(value ? OP.NEWTRUE : OP.NEWFALSE);
  }

  integer(value: number): void {
    if (value >= 0 && value <= 0xff) this.out.putUint16((OP.BININT1 << 8) | value);
    else if (value >= 0 && value <= 0xffff) {
      this.out.putUint8(OP.BININT2);
      this.out.putUint16(((value & 0xff) << 8) | (value >>> 8));
    } else if (value === (value | 0)) {
      this.out.putUint8(OP.BININT);
      this.putUint32LittleEndian(value);
    } else this.long(Math.floor(value / 0x1_0000_0000), value >>> 0);
  }

  integer64(high: number, low: number): void {
    if (high === 0) this.integer(low);
    else this.long(high, low);
  }

  float(value: number): void {
    this.out.putUint8(OP.BINFLOAT);
    this.out.putFloat64(value);
  }

  text(value: string): void {
    this.beginText(utf8Length(value));
    putUtf8(this.out, value);
  }

  name(arena: NameArena, id: number): void {
    this.beginText(arena.length(id));
    arena.put(id, this.out);
  }

  beginList(count: number): void {
    this.out.putUint8(OP.EMPTY_LIST);
    if (count > 0) this.out.putUint8(OP.MARK);
  }

  endList(count: number): void {
    if (count > 0) this.out.putUint8(OP.APPENDS);
  }

  beginTuple(count: number): void {
    if (count > 3) this.out.putUint8(OP.MARK);
  }

  endTuple(count: number): void {
    if (count === 0) this.out.putUint8(OP.EMPTY_TUPLE);
    else this.out.putUint8(count > 3 ? OP.TUPLE : OP.TUPLE1 + count - 1);
  }

  beginMap(count: number): void {
    this.out.putUint8(OP.EMPTY_DICT);
    if (count > 0) this.out.putUint8(OP.MARK);
  }

  endMap(count: number): void {
    if (count > 0) this.out.putUint8(OP.SETITEMS);
  }

  exception(python: PythonClass, message: string): void {
    this.out.putUint8(OP.GLOBAL);
    putUtf8(this.out, 'builtins\n');
    putUtf8(this.out, python);
    this.out.putUint8(0x0a);
    this.text(message);
    this.out.putUint16((OP.TUPLE1 << 8) | OP.REDUCE);
  }

  private beginText(length: number): void {
    this.out.putUint8(OP.BINUNICODE);
    this.putUint32LittleEndian(length);
  }

  private putUint32LittleEndian(value: number): void {
    this.out.putUint16(((value & 0xff) << 8) | ((value >>> 8) & 0xff));
    this.out.putUint16(((value >>> 8) & 0xff00) | (value >>> 24));
  }

  /** Two's complement in as few bytes as hold it; `high` is signed for a negative number. Needs more than 32 bits. */
  private long(high: number, low: number): void {
    let bytes = 5;
    while (bytes < 9 && (high >= 2 ** (8 * bytes - 33) || high < -(2 ** (8 * bytes - 33)))) bytes += 1;
    this.out.putUint16((OP.LONG1 << 8) | bytes);
    this.putUint32LittleEndian(low);
    for (let byte = 4; byte < 8 && byte < bytes; byte++) this.out.putUint8((high >> (8 * (byte - 4))) & 0xff);
    if (bytes === 9) this.out.putUint8(high >= SIGN_BIT ? 0 : 0xff);
  }
}
