// Writes a packet's arguments by their description, in either encoding, a row at a time where the answer is long.

import { ByteCounter, type ByteWriter } from '../kernel/byte-writer.js';
import type { Packet } from './packets.js';
import type { Argument, Scalar } from './shapes.js';
import type { ValueWriter } from './value-writer.js';

/** Gives the values of a packet. Asked twice for each: once to count the bytes, once to write them. */
export interface ArgumentSource {
  /** Rows of the table, list or dict `argument` (its number in the packet). */
  rows(argument: number): number;
  /** Writes value `field` of `row` with one call of a scalar method. */
  put(field: number, row: number, writer: ValueWriter): void;
  /** Whether a list of names is given as the text `all`. */
  readonly all?: boolean;
}

/** Writes all arguments of `packet`. */
export function writeArguments(
  packet: Packet,
  source: ArgumentSource,
  writer: ValueWriter,
  out: ByteWriter,
): void {
  writer.begin(out, packet.arguments.length);
  for (let i = 0; i < packet.arguments.length; i++)
    writeArgument(packet.arguments[i] as Argument, i, source, writer);
  writer.end(packet.arguments.length);
}

function writeArgument(argument: Argument, index: number, source: ArgumentSource, writer: ValueWriter): void {
  const { columns, form } = argument;
  const first = columns[0] as Scalar;
  if (form === 'value' || form === 'exception') {
    source.put(first.field, 0, writer);
    return;
  }
  if (source.all === true && argument.all >= 0) {
    writer.text('all');
    return;
  }
  const rows = source.rows(index);
  if (form === 'table') {
    if (writer.tables === 'rows') writeRowForm(argument, rows, source, writer);
    else writeColumnForm(argument, rows, source, writer);
  } else if (form === 'map') {
    writer.beginMap(rows);
    for (let row = 0; row < rows; row++) writeCells(columns, row, source, writer);
    writer.endMap(rows);
  } else {
    writer.beginList(rows);
    for (let row = 0; row < rows; row++) writeRow(argument, row, source, writer);
    writer.endList(rows);
  }
}

/** The values of a row, in the order of its columns. */
function writeCells(
  columns: readonly Scalar[],
  row: number,
  source: ArgumentSource,
  writer: ValueWriter,
): void {
  for (let i = 0; i < columns.length; i++) source.put((columns[i] as Scalar).field, row, writer);
}

/** One row of a list of tuples or of names. */
function writeRow(argument: Argument, row: number, source: ArgumentSource, writer: ValueWriter): void {
  const { columns, form } = argument;
  if (form === 'names') {
    source.put((columns[0] as Scalar).field, row, writer);
    return;
  }
  writer.beginTuple(columns.length);
  writeCells(columns, row, source, writer);
  writer.endTuple(columns.length);
}

/** Column names once, then an array a row. */
function writeRowForm(argument: Argument, rows: number, source: ArgumentSource, writer: ValueWriter): void {
  const { columns } = argument;
  writer.beginList(rows + 1);
  writer.beginList(columns.length);
  for (let i = 0; i < columns.length; i++) writer.text((columns[i] as Scalar).name);
  writer.endList(columns.length);
  for (let row = 0; row < rows; row++) {
    writer.beginList(columns.length);
    writeCells(columns, row, source, writer);
    writer.endList(columns.length);
  }
  writer.endList(rows + 1);
}

/** A dict of columns, each a dict from the row's number or name to the value. */
function writeColumnForm(
  argument: Argument,
  rows: number,
  source: ArgumentSource,
  writer: ValueWriter,
): void {
  const { columns, keyed } = argument;
  const first = keyed ? 1 : 0;
  writer.beginMap(columns.length - first);
  for (let i = first; i < columns.length; i++) {
    const column = columns[i] as Scalar;
    writer.text(column.name);
    writer.beginMap(rows);
    for (let row = 0; row < rows; row++) {
      if (keyed) source.put((columns[0] as Scalar).field, row, writer);
      else writer.integer(row);
      source.put(column.field, row, writer);
    }
    writer.endMap(rows);
  }
  writer.endMap(columns.length - first);
}

/** Bytes that `writeArguments` will write. */
export function countArguments(packet: Packet, source: ArgumentSource, writer: ValueWriter): number {
  const counter = new ByteCounter();
  writeArguments(packet, source, writer, counter);
  return counter.length;
}

/** Writes a packet whose one argument is a list of tuples piece by piece: the beginning, the rows, the end. */
export class RowStream {
  private readonly counter = new ByteCounter();
  private packet: Packet | null = null;
  private source: ArgumentSource | null = null;
  private writer: ValueWriter | null = null;
  private rows = 0;
  private row = 0;

  /** Starts a packet and returns the bytes that its payload will have. */
  start(packet: Packet, source: ArgumentSource, writer: ValueWriter): number {
    this.packet = packet;
    this.source = source;
    this.writer = writer;
    this.rows = source.rows(0);
    this.row = -1;
    return countArguments(packet, source, writer);
  }

  /** Whether everything was written. */
  get done(): boolean {
    return this.row > this.rows;
  }

  /** Writes the next piece when it has at most `room` bytes; false when it has more. */
  step(out: ByteWriter, room: number): boolean {
    this.counter.length = 0;
    this.piece(this.counter);
    if (this.counter.length > room) return false;
    this.piece(out);
    this.row += 1;
    return true;
  }

  private piece(out: ByteWriter): void {
    const packet = this.packet as Packet;
    const writer = this.writer as ValueWriter;
    const argument = packet.arguments[0] as Argument;
    if (this.row === -1) {
      writer.begin(out, 1);
      writer.beginList(this.rows);
    } else if (this.row < this.rows) {
      writer.resume(out);
      writeRow(argument, this.row, this.source as ArgumentSource, writer);
    } else {
      writer.resume(out);
      writer.endList(this.rows);
      writer.end(1);
    }
  }
}
