// Arguments taken out of a payload and written again, in any encoding and with names or ids.

import { ByteRing } from '../../src/kernel/byte-ring.js';
import { FAULTS, type PythonClass } from '../../src/kernel/faults.js';
import { textAt } from '../../src/kernel/utf8.js';
import type { ArgumentSink } from '../../src/wire/argument-sink.js';
import { ArgumentsReader } from '../../src/wire/arguments-reader.js';
import { type ArgumentSource, countArguments, writeArguments } from '../../src/wire/arguments-writer.js';
import { ERROR, LOC_REQ, type Packet, TYPE } from '../../src/wire/packets.js';
import type { Scalar } from '../../src/wire/shapes.js';
import { KIND, type Kind, type ValueReader } from '../../src/wire/value-reader.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { ringBytes } from './bytes.js';
import { outside } from './engine.js';
import { ROOMY } from './packets.js';

/** Ids of containers by name: reagents, then products, in the order of creation. */
export type NameIds = ReadonlyMap<string, number>;

interface Cell {
  readonly kind: Kind;
  readonly number: number;
  readonly high: number;
  readonly low: number;
  readonly text: string;
}

const NOTHING: Cell = { kind: KIND.none, number: 0, high: 0, low: 0, text: '' };

const SENT_CLASSES: readonly PythonClass[] = Object.values(FAULTS).map(({ python }) => python);

/** The class itself when a robot of ours sends it, else the one that it sends in its place. */
const sentClass = (name: string): PythonClass =>
  SENT_CLASSES.find((python) => python === name) ?? 'RuntimeError';

/** Takes every value of one packet and gives them again. */
export class RecordedArguments implements ArgumentSink, ArgumentSource {
  /** Names are written as these ids where they stand for containers that exist. */
  ids: NameIds | null = null;
  all = false;
  readonly #packet: Packet;
  readonly #columns: readonly Scalar[];
  /** By field, then by row. */
  readonly #cells: Cell[][] = [];

  constructor(packet: Packet) {
    this.#packet = packet;
    this.#columns = packet.arguments.flatMap(({ columns }) => columns);
  }

  value(field: number, row: number, { ring, kind, number, high, low, start, length }: ValueReader): void {
    if (this.#packet.code === TYPE.loc_req && field === LOC_REQ.all) {
      this.all = true;
      return;
    }
    const isNumber = kind === KIND.integer || kind === KIND.float;
    const text = kind === KIND.text ? textAt(ring, start, length) : isNumber ? String(number) : '';
    this.#cells[field] ??= [];
    (this.#cells[field] as Cell[])[row] = { kind, number, high, low, text };
  }

  rows(argument: number): number {
    const { columns } = this.#packet.arguments[argument]!;
    return this.#cells[columns[0]!.field]?.length ?? 0;
  }

  put(field: number, row: number, writer: ValueWriter): void {
    const cell = this.#cell(field, row);
    if (this.#packet.code === TYPE.error)
      writer.exception(sentClass(cell.text), this.#cell(ERROR.message, 0).text);
    else this.#putCell(this.#columns.find((column) => column.field === field)!, cell, writer);
  }

  /** Texts that name containers: those that exist, or those that come to exist. */
  names(kind: 'name' | 'newName'): string[] {
    const columns = this.#columns.filter((column) => column.kind === kind);
    return columns.flatMap(({ field }) => (this.#cells[field] ?? []).map(({ text }) => text));
  }

  /** The payload that `writer` makes of the arguments. */
  payload(writer: ValueWriter): Uint8Array {
    const ring = new ByteRing(countArguments(this.#packet, this, writer));
    writeArguments(this.#packet, this, writer, ring);
    return ringBytes(ring);
  }

  #cell(field: number, row: number): Cell {
    return this.#cells[field]?.[row] ?? NOTHING;
  }

  #putCell(column: Scalar, { kind, number, high, low, text }: Cell, writer: ValueWriter): void {
    const id = column.kind === 'name' && kind === KIND.text ? this.ids?.get(text) : undefined;
    if (id !== undefined) writer.integer(id);
    else if (kind === KIND.text) writer.text(text);
    else if (kind === KIND.none) writer.none();
    else if (kind === KIND.boolean) writer.boolean(number === 1);
    else if (kind === KIND.float) writer.float(number);
    else if (column.kind === 'cid') writer.integer64(high, low);
    else writer.integer(number);
  }
}

/** Reads payloads into recordings. */
export class ArgumentsRecorder {
  readonly #ring = outside(() => new ByteRing(ROOMY.payloadBytes));
  readonly #reader = new ArgumentsReader(this.#ring, ROOMY);

  /** The arguments of `packet` in `payload`; a fault when they are not right. */
  record(packet: Packet, payload: Uint8Array): RecordedArguments {
    this.#ring.clear();
    this.#ring.putBytes(payload, 0, payload.length);
    this.#reader.check(packet, payload.length);
    const recorded = new RecordedArguments(packet);
    this.#reader.deliver(recorded);
    return recorded;
  }
}

/** Ids for a packet that stands alone: its names in the order of their first appearance. */
export function idsOf(recorded: RecordedArguments): NameIds {
  return new Map([...new Set(recorded.names('name'))].map((name, id) => [name, id]));
}
