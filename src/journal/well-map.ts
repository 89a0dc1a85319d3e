// wellmap.tsv: what every container holds and where it stands, put into words row by row while it is sent.

import type { ByteWriter } from '../kernel/byte-writer.js';
import { NAME_BYTES_MAX } from '../kernel/limits.js';
import { ByteBuffer } from './byte-buffer.js';
import { NEWLINE, phrase, putCount, putField, putFloat, putPhrase, TAB } from './report-text.js';

/** The containers, in any order. What it says stays the same while the file is read. */
export interface WellMapSource {
  /** Rows, and of each whether the file has it; nothing else is asked about one that it does not have. */
  readonly count: number;
  isListed(row: number): boolean;
  /** Deck slot. */
  slot(row: number): number;
  /** µL. */
  volume(row: number): number;
  /** Name of the chemical. */
  putName(row: number, out: ByteWriter): void;
  /** `A1`. */
  putWell(row: number, out: ByteWriter): void;
  /** `Tube20000uL`; all containers of one name have the type of the one in use (ROBOT.md section 6). */
  putType(row: number, out: ByteWriter): void;
}

const TITLE = phrase('chem_name\tloc\tdeck_pos\tvol\tcontainer\n');

/** A name of quotes only doubles; a well, a slot, a volume and a type take less than the rest. */
const ROW_BYTES = 2 * NAME_BYTES_MAX + 2 + 128;

/** Bytes of a well's name that order it: no labware has longer ones. */
const WELL_BYTES = 4;

/** Rows are sorted by deck slot, then by the well's name as text: A10 before A2. */
export class WellMap {
  private readonly source: WellMapSource;
  /** Rows in the order in which they are written. */
  private readonly order: Uint16Array;
  /** Rows that `#order` knows. */
  private count = 0;
  private readonly field: ByteBuffer;
  private readonly line = new ByteBuffer(ROW_BYTES);
  /** The row behind the one in `#line`; where in the file `#line` begins. */
  private next = 0;
  private lineStart = 0;

  /** @param rowsMax the most rows that `source` will ever have; @param field room for a name, while it is asked for */
  constructor(source: WellMapSource, rowsMax: number, field: ByteBuffer) {
    this.source = source;
    this.field = field;
    this.order = new Uint16Array(rowsMax);
  }

  /** The containers are as they are to be sent. Little is done where the order is still that of the last time. */
  begin(): void {
    const order = this.order;
    const { count } = this.source;
    if (count < this.count) this.count = 0;
    for (let row = this.count; row < count; row++) order[row] = row;
    this.count = count;
    let last = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const row = order[i] as number;
      const key = this.key(row);
      if (key >= last) {
        last = key;
        continue;
      }
      const at = this.firstAbove(key, i);
      order.copyWithin(at + 1, at, i);
      order[at] = row;
    }
    this.rewind();
  }

  /** Fills `target` from byte `offset` on; returns the bytes given. Reading on from the last call is cheap. */
  read(offset: number, target: Uint8Array): number {
    const line = this.line;
    if (offset < this.lineStart) this.rewind();
    let filled = 0;
    while (filled < target.length) {
      const from = offset + filled - this.lineStart;
      if (from >= line.length) {
        if (this.next === this.count) break;
        this.advance();
        continue;
      }
      const count = Math.min(line.length - from, target.length - filled);
      target.set(line.bytes.subarray(from, from + count), filled);
      filled += count;
    }
    return filled;
  }

  private rewind(): void {
    this.next = 0;
    this.lineStart = 0;
    this.line.length = 0;
    putPhrase(this.line, TITLE);
  }

  private advance(): void {
    this.lineStart += this.line.length;
    this.putRow(this.order[this.next] as number);
    this.next += 1;
  }

  private putRow(row: number): void {
    const source = this.source;
    const line = this.line;
    const field = this.field;
    line.length = 0;
    if (!source.isListed(row)) return;
    field.length = 0;
    source.putName(row, field);
    putField(line, field);
    line.putUint8(TAB);
    source.putWell(row, line);
    line.putUint8(TAB);
    putCount(line, source.slot(row));
    line.putUint8(TAB);
    putFloat(line, source.volume(row));
    line.putUint8(TAB);
    source.putType(row, line);
    line.putUint8(NEWLINE);
  }

  /** Slot and well's name as one number, 0 for a row that is not listed. */
  private key(row: number): number {
    const field = this.field;
    if (!this.source.isListed(row)) return 0;
    field.length = 0;
    this.source.putWell(row, field);
    let key = this.source.slot(row);
    for (let i = 0; i < WELL_BYTES; i++)
      key = key * 256 + (i < field.length ? (field.bytes[i] as number) : 0);
    return key;
  }

  /** Place of the first of the sorted `count` rows whose key is above `key`. */
  private firstAbove(key: number, count: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.key(this.order[middle] as number) <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
