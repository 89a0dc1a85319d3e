// Reads a packet's arguments by their description, from either encoding: first checked whole, then handed over.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import type { WireLimits } from '../kernel/limits.js';
import { asciiBytes } from '../kernel/utf8.js';
import { ArgumentPath } from './argument-path.js';
import type { ArgumentSink } from './argument-sink.js';
import { CborReader } from './cbor-reader.js';
import { PACKETS, type Packet } from './packets.js';
import { PickleReader } from './pickle-reader.js';
import type { Argument, Scalar } from './shapes.js';
import { TableReader } from './table-reader.js';
import { KIND, type ValueReader } from './value-reader.js';
import { Workspace } from './workspace.js';

export type Encoding = 'pickle' | 'cbor';

/** Stands for a list of all names there are. */
const ALL = asciiBytes('all');

/**
 * Reads the payload in hand. One object serves all packets of a connection. Loops count indices, here and wherever a
 * packet passes: an array iterator is garbage.
 */
export class ArgumentsReader {
  /** Encoding of the last payload; null before the first. */
  encoding: Encoding | null = null;
  private readonly ring: ByteSource;
  private readonly pickle: PickleReader;
  private readonly cbor: CborReader;
  private readonly tables: TableReader;
  private readonly path: ArgumentPath;
  private readonly maximumRows: number;
  private packet = PACKETS[0] as Packet;
  private length = 0;
  private reader: ValueReader;

  constructor(ring: ByteSource, limits: WireLimits) {
    this.ring = ring;
    const space = new Workspace(limits);
    this.pickle = new PickleReader(ring, limits, space);
    this.cbor = new CborReader(ring, limits, space);
    this.reader = this.pickle;
    this.path = new ArgumentPath(ring);
    this.tables = new TableReader(ring, space, limits.rows, this.path);
    this.maximumRows = limits.rows;
  }

  /** Checks all arguments of `packet`, whose payload has `length` bytes. */
  check(packet: Packet, length: number): void {
    this.packet = packet;
    this.length = length;
    if (length > 0) {
      this.open();
      this.walk(null);
    } else if (packet.arguments.length > 0) throw this.path.countFault(packet, 0);
  }

  /** Hands over the arguments that `check` accepted; their bytes have to be there still. */
  deliver(sink: ArgumentSink): void {
    if (this.length === 0) return;
    this.reader.rewind();
    this.walk(sink);
  }

  private walk(sink: ArgumentSink | null): void {
    const packet = this.packet;
    const reader = this.reader;
    this.path.begin(packet, reader);
    this.tables.begin(reader, sink);
    reader.next();
    if (packet.lenient) {
      reader.leave();
      return;
    }
    const { arguments: list } = packet;
    if (reader.count !== list.length) throw this.path.countFault(packet, reader.count);
    for (let i = 0; i < list.length; i++) this.argument(list[i] as Argument, sink);
    reader.next();
  }

  private open(): void {
    const first = this.ring.uint8(0);
    if (first === 0x80) {
      this.encoding = 'pickle';
      this.reader = this.pickle;
      this.pickle.open(this.length, this.packet.name === 'error');
    } else if (first > 0x80 && first <= 0x88) {
      this.encoding = 'cbor';
      this.reader = this.cbor;
      this.cbor.open(this.length);
    } else {
      throw new Fault('encodingUnknown', `${this.packet.name} starts with byte ${first}`);
    }
  }

  private argument(argument: Argument, sink: ArgumentSink | null): void {
    this.path.argument(argument);
    this.reader.next();
    switch (argument.form) {
      case 'value':
        this.tables.scalar(argument.columns[0] as Scalar, 0);
        break;
      case 'names':
        this.names(argument, sink);
        break;
      case 'map':
        this.map(argument);
        break;
      case 'exception':
        this.exception(argument, sink);
        break;
      default:
        this.tables.read(argument);
    }
  }

  private names(argument: Argument, sink: ArgumentSink | null): void {
    const item = argument.columns[0] as Scalar;
    const reader = this.reader;
    if (
      argument.all >= 0 &&
      reader.kind === KIND.text &&
      this.ring.equals(reader.start, reader.length, ALL)
    ) {
      sink?.value(argument.all, 0, reader);
      return;
    }
    const expected = argument.all >= 0 ? "a list of names, or 'all'" : 'a list';
    const count = this.path.listCount(reader, argument.columns, expected, this.maximumRows);
    for (let row = 0; row < count; row++) {
      reader.next();
      this.tables.scalar(item, row);
    }
    reader.next();
  }

  private map(argument: Argument): void {
    const reader = this.reader;
    if (reader.kind !== KIND.map) throw this.path.unexpected(argument.columns, 'a dict');
    const count = this.path.rowCount(reader.count, this.maximumRows);
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < argument.columns.length; i++) {
        reader.next();
        this.tables.scalar(argument.columns[i] as Scalar, row);
      }
    }
    reader.next();
  }

  /** An exception object, or class and message in a list; of an object's arguments the first is the message. */
  private exception(argument: Argument, sink: ArgumentSink | null): void {
    const reader = this.reader;
    const { columns } = argument;
    const isObject = reader.kind === KIND.exception;
    if (!isObject && reader.kind !== KIND.list) throw this.path.unexpected(columns, 'an exception');
    reader.next();
    this.tables.scalar(columns[0] as Scalar, 0);
    if (isObject) reader.next();
    if (reader.next() !== KIND.end) {
      sink?.value((columns[1] as Scalar).field, 0, reader);
      if (isObject || reader.kind >= KIND.list) reader.leave();
    }
    reader.leave();
  }
}
