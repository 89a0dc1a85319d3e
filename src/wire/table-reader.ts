// Reads the tables of a packet: a list of tuples, a dict of columns, or the column names and an array a row.

import type { ByteSource } from '../kernel/byte-source.js';
import type { ArgumentPath } from './argument-path.js';
import type { ArgumentSink } from './argument-sink.js';
import { RowKeys } from './row-keys.js';
import type { Argument, Scalar } from './shapes.js';
import { KIND, type ValueReader } from './value-reader.js';
import { COLUMNS_MAX, type Workspace } from './workspace.js';

/**
 * Checks the cells, or hands them straight to their consumer; of the table itself only the places of its row keys are
 * kept.
 */
export class TableReader {
  private readonly keys: RowKeys;
  private readonly path: ArgumentPath;
  private readonly maximumRows: number;
  /** Which column stands at which place of a row, in row form. */
  private readonly order: Uint8Array;
  private reader: ValueReader | null = null;
  private sink: ArgumentSink | null = null;

  constructor(ring: ByteSource, space: Workspace, rows: number, path: ArgumentPath) {
    this.keys = new RowKeys(ring, space);
    this.order = space.columns;
    this.path = path;
    this.maximumRows = rows;
  }

  /** Values come from `reader` from now on: to be checked, or, when they have been, to be given to `sink`. */
  begin(reader: ValueReader, sink: ArgumentSink | null): void {
    this.reader = reader;
    this.sink = sink;
  }

  /** Checks or hands over the value just read. */
  scalar(column: Scalar, row: number): void {
    const sink = this.sink;
    if (sink === null) this.path.check(column, row);
    else sink.value(column.field, row, this.reader as ValueReader);
  }

  /** Reads the table whose first value was just read. */
  read(argument: Argument): void {
    const reader = this.reader as ValueReader;
    if (argument.form === 'tuples') {
      const count = this.path.listCount(reader, argument.columns, 'a list of rows', this.maximumRows);
      this.rows(argument, count, false);
    } else if (reader.kind === KIND.map) this.columnForm(argument);
    else this.rowForm(argument);
  }

  /** `count` rows, each a list or tuple with one value for each column; `ordered` when a row of names set the order. */
  private rows(argument: Argument, count: number, ordered: boolean): void {
    const { columns } = argument;
    const width = columns.length;
    const reader = this.reader as ValueReader;
    const tellsApart = argument.keyed && this.sink === null;
    if (tellsApart) this.keys.begin();
    for (let row = 0; row < count; row++) {
      const kind = reader.next();
      if ((kind !== KIND.list && kind !== KIND.tuple) || reader.count !== width)
        throw this.path.unexpected(columns, 'a row of', row);
      for (let i = 0; i < width; i++) {
        reader.next();
        const at = ordered ? (this.order[i] as number) : i;
        this.scalar(columns[at] as Scalar, row);
        if (tellsApart && at === 0 && !this.keys.add(row, reader)) throw this.path.duplicate(row);
      }
      reader.next();
    }
    reader.next();
  }

  /** Table in row form: the column names once, then an array a row. */
  private rowForm(argument: Argument): void {
    const { columns } = argument;
    const reader = this.reader as ValueReader;
    if (reader.kind !== KIND.list && reader.kind !== KIND.tuple)
      throw this.path.unexpected(columns, 'a table');
    const count = this.path.rowCount(reader.count - 1, this.maximumRows);
    if (count >= 0) reader.next();
    if (count < 0 || this.path.listCount(reader, columns, 'the column names', COLUMNS_MAX) !== columns.length)
      throw this.path.unexpected(columns, 'the column names');
    let seen = 0;
    for (let i = 0; i < columns.length; i++) {
      reader.next();
      const at = this.path.column(columns, 0);
      if ((seen & (1 << at)) !== 0) throw this.path.duplicate(-1);
      seen |= 1 << at;
      this.order[i] = at;
    }
    reader.next();
    this.rows(argument, count, true);
  }

  /** Table as the original sends it: a dict of columns, each a dict from the row to the value. */
  private columnForm(argument: Argument): void {
    const { columns, keyed } = argument;
    const reader = this.reader as ValueReader;
    const first = keyed ? 1 : 0;
    if (reader.count !== columns.length - first) throw this.path.unexpected(columns, 'the columns');
    let seen = 0;
    let rows = -1;
    for (let i = first; i < columns.length; i++) {
      reader.next();
      const at = this.path.column(columns, first);
      if ((seen & (1 << at)) !== 0) throw this.path.duplicate(-1);
      seen |= 1 << at;
      if (reader.next() !== KIND.map) throw this.path.unexpected(columns, 'a dict of rows');
      const count = this.path.rowCount(reader.count, this.maximumRows);
      if (rows !== -1 && rows !== count) throw this.path.lengths(rows, count);
      if (rows === -1 && keyed && !reader.mapKeysDiffer) this.keys.begin();
      for (let row = 0; row < count; row++) {
        reader.next();
        this.rowKey(argument, row, rows === -1);
        reader.next();
        this.scalar(columns[at] as Scalar, row);
      }
      reader.next();
      rows = count;
    }
    reader.next();
  }

  /** The key of a row in column form, just read: new in the first column, the same again in the others. */
  private rowKey(argument: Argument, row: number, isFirst: boolean): void {
    const reader = this.reader as ValueReader;
    if (argument.keyed && isFirst) this.scalar(argument.columns[0] as Scalar, row);
    if (this.sink !== null) return;
    if (!argument.keyed) {
      if ((reader.kind !== KIND.integer && reader.kind !== KIND.float) || reader.number !== row)
        throw this.path.wrongKey(row);
    } else if (!isFirst) {
      if (reader.kind !== KIND.text || !this.keys.matches(row, reader)) throw this.path.wrongKey(row);
    } else if (reader.mapKeysDiffer) this.keys.put(row, reader);
    else if (!this.keys.add(row, reader)) throw this.path.duplicate(row);
  }
}
