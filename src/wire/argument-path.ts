// What one argument may be, and the words for what it is not: `transfer: steps[3].volume: expected ..., got ...`.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { DECK_TEXT_BYTES_MAX, NAME_BYTES_MAX, TEXT_BYTES_MAX } from '../kernel/limits.js';
import { cutUtf8, textAt } from '../kernel/utf8.js';
import type { Packet } from './packets.js';
import { PrintableTexts } from './printable-texts.js';
import type { Argument, Scalar, ScalarKind } from './shapes.js';
import { KIND, KIND_NAMES, type Kind, NOT_UINT64, type ValueReader } from './value-reader.js';

/** Bytes of a peer's text that a message quotes. */
const QUOTED_BYTES = 40;

const UNMARKED = 'without control characters and without the end-of-file mark';

/** Ids of names are below this: no robot has more containers. */
const NAME_IDS = 65_536;

/** Knows where in the arguments the reader stands. Strings are made only for a fault. */
export class ArgumentPath {
  private readonly ring: ByteSource;
  private readonly printable: PrintableTexts;
  private packet: Packet | null = null;
  private reader: ValueReader | null = null;
  private current: Argument | null = null;
  private row = 0;
  /** Ids stand for names in the compact encoding only. */
  private takesIds = false;

  constructor(ring: ByteSource) {
    this.ring = ring;
    this.printable = new PrintableTexts(ring);
  }

  begin(packet: Packet, reader: ValueReader): void {
    this.packet = packet;
    this.reader = reader;
    this.takesIds = this.ring.uint8(0) !== 0x80;
    this.printable.clear();
  }

  argument(argument: Argument): void {
    this.current = argument;
    this.row = -1;
  }

  /** Faults unless the value just read is one that `column` may have. */
  check(column: Scalar, row: number): void {
    const reader = this.reader as ValueReader;
    const kind = reader.kind;
    if (kind === KIND.text) {
      if (this.isText(column.kind, reader.start, reader.length)) return;
    } else if (kind === KIND.none) {
      if (column.optional) return;
    } else if (kind <= KIND.float && this.isNumber(column, kind, reader.number)) return;
    this.row = row;
    throw this.wrong(column);
  }

  /** Which of `columns`, from `first` on, the text just read names. */
  column(columns: readonly Scalar[], first: number): number {
    const { kind, start, length } = this.reader as ValueReader;
    if (kind === KIND.text)
      for (let i = first; i < columns.length; i++)
        if (this.ring.equals(start, length, (columns[i] as Scalar).nameBytes)) return i;
    throw this.unexpected(columns.slice(first), 'the columns');
  }

  countFault(packet: Packet, count: number): Fault {
    const expected = packet.arguments.map((argument) => argument.name).join(', ');
    const plural = packet.arguments.length === 1 ? 'argument' : 'arguments';
    const wanted = expected === '' ? 'no arguments' : `${packet.arguments.length} ${plural} (${expected})`;
    return new Fault('argumentCount', `${packet.name}: expected ${wanted}, got ${count}`);
  }

  /** Items of the list or tuple just read. */
  listCount(reader: ValueReader, columns: readonly Scalar[], expected: string, maximum: number): number {
    if (reader.kind !== KIND.list && reader.kind !== KIND.tuple) throw this.unexpected(columns, expected);
    return this.rowCount(reader.count, maximum);
  }

  rowCount(count: number, maximum: number): number {
    if (count <= maximum) return count;
    throw new Fault('tooManyRows', `${this.where('')}: ${count} rows, this robot takes ${maximum} at a time`);
  }

  /** `what` was expected in place of what was just read, in `row` of a table; `columns` say what is in it. */
  unexpected(columns: readonly Scalar[], what: string, row = this.row): Fault {
    this.row = row;
    const inside = columns.map((column) => column.name).join(', ');
    const { count, kind } = this.reader as ValueReader;
    const size = kind >= KIND.list && kind <= KIND.map ? ` of ${count}` : '';
    return this.invalid('', `expected ${what} (${inside}), got ${this.got()}${size}`);
  }

  duplicate(row: number): Fault {
    this.row = row;
    return new Fault('duplicateKey', `${this.where('')}: ${this.got()}`);
  }

  wrongKey(row: number): Fault {
    this.row = row;
    const expected = this.current?.keyed
      ? 'the same row names in the same order in every column'
      : `row ${row}`;
    return this.invalid('', `expected ${expected}, got ${this.got()}`);
  }

  lengths(expected: number, count: number): Fault {
    return this.invalid('', `expected ${expected} rows in every column, got ${count}`);
  }

  /** Whether a number or boolean is what `column` may have. */
  private isNumber(column: Scalar, kind: Kind, number: number): boolean {
    switch (column.kind) {
      case 'number':
        return isInRange(column, number);
      case 'integer':
        return isInRange(column, number) && Number.isInteger(number);
      case 'name':
        return this.takesIds && kind === KIND.integer && number >= 0 && number < NAME_IDS;
      case 'boolean':
        return kind === KIND.boolean || (kind === KIND.integer && (number === 0 || number === 1));
      case 'cid':
        return kind === KIND.integer && (this.reader as ValueReader).high !== NOT_UINT64;
      default:
        return false;
    }
  }

  private isText(kind: ScalarKind, start: number, length: number): boolean {
    switch (kind) {
      case 'name':
        return length > 0 && length <= NAME_BYTES_MAX;
      case 'newName':
        return length > 0 && length <= NAME_BYTES_MAX && this.printable.check(start, length);
      case 'printable':
        return length <= DECK_TEXT_BYTES_MAX && this.printable.check(start, length);
      default:
        return kind === 'text' && length <= TEXT_BYTES_MAX;
    }
  }

  private wrong(column: Scalar): Fault {
    return this.invalid(column.name, `expected ${expectation(column)}, got ${this.got()}`);
  }

  private invalid(column: string, text: string): Fault {
    return new Fault('argumentInvalid', `${this.where(column)}: ${text}`);
  }

  /** `transfer: steps[3].volume`, `init: reagents[0].conc`, `pause: seconds`. */
  private where(column: string): string {
    const argument = this.current as Argument;
    const packet = (this.packet as Packet).name;
    if (argument.form === 'value') return `${packet}: ${argument.name}`;
    const row = this.row < 0 ? '' : `[${this.row}]`;
    const inside = column === '' || argument.form === 'names' ? '' : `.${column}`;
    return `${packet}: ${argument.name}${row}${inside}`;
  }

  private got(): string {
    const { kind, number, start, length } = this.reader as ValueReader;
    if (kind === KIND.integer || kind === KIND.float) return String(number);
    if (kind !== KIND.text) return KIND_NAMES[kind] as string;
    const quoted = cutUtf8(textAt(this.ring, start, Math.min(length, 4 * QUOTED_BYTES)), QUOTED_BYTES);
    return length > QUOTED_BYTES ? `'${quoted}…' (${length} bytes)` : `'${quoted}'`;
  }
}

/** Whether a number is within the limits of `column`; NaN and the infinities never are. */
const isInRange = (column: Scalar, number: number): boolean =>
  number <= column.maximum && (column.above ? number > column.minimum : number >= column.minimum);

/** What a message calls the values of a column: `a number in µL above 0`. */
function expectation(column: Scalar): string {
  const unit = column.unit === '' ? '' : ` in ${column.unit}`;
  const from = column.above ? ' above' : ' from';
  const low = column.minimum === -Number.MAX_VALUE ? '' : `${from} ${column.minimum}`;
  const high = column.maximum === Number.MAX_VALUE ? '' : ` to ${column.maximum}`;
  const none = column.optional ? ' or None' : '';
  switch (column.kind) {
    case 'number':
      return `a number${unit}${low}${high}${none}`;
    case 'integer':
      return `a whole number${unit}${low}${high}${none}`;
    case 'boolean':
      return 'True or False';
    case 'cid':
      return 'a cid';
    case 'text':
      return `a text of at most ${TEXT_BYTES_MAX} bytes${none}`;
    case 'name':
      return `a name of 1 to ${NAME_BYTES_MAX} bytes`;
    case 'printable':
      return `a text of at most ${DECK_TEXT_BYTES_MAX} bytes ${UNMARKED}${none}`;
    case 'newName':
      return `a name of 1 to ${NAME_BYTES_MAX} bytes ${UNMARKED}`;
  }
}
