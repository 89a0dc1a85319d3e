// Pull reader of the compact encoding: the closed subset of CBOR (RFC 8949) of ENCODING.md, in place.

import type { ByteSource } from '../kernel/byte-source.js';
import { DEPTH_MAX, VALUES_MAX, type WireLimits } from '../kernel/limits.js';
import { isUtf8, textAt } from '../kernel/utf8.js';
import { INFO, MAJOR } from './cbor-heads.js';
import { CborScalars } from './cbor-scalars.js';
import { MapKeys } from './map-keys.js';
import { KIND, KIND_NAMES, type Kind, NOT_UINT64, type ValueReader } from './value-reader.js';
import { LEVEL_FIELDS, Workspace } from './workspace.js';

/** Bytes of a key that a fault's text shows. */
const SHOWN_BYTES = 40;

/** What is left to read before the first value and behind the last. */
const OUTSIDE = -1;

/** Of each item they are asked for: on the chip a constant is found at once, a property is looked for. */
const { integer: INTEGER, list: LIST } = KIND;
const { unsigned: UNSIGNED, simple: SIMPLE, array: ARRAY } = MAJOR;
const { uint8: SHORT } = INFO;

/** In the place of the number of a map's first key: there are none, or they are known to differ. */
const NO_KEYS = -1;

/** After construction nothing is allocated, faults excepted. The arguments are a tuple, every other array a list. */
export class CborReader extends CborScalars implements ValueReader {
  readonly mapKeysDiffer = true;
  kind: Kind = KIND.end;
  count = 0;

  private readonly keys: MapKeys;
  /** Whether this is the first time that the payload is read. */
  private isNew = true;
  private values = 0;
  /** Of the container in hand the items still to come (a map's keys and values both count) and its first key. */
  private left = OUTSIDE;
  private firstKey = NO_KEYS;
  /** The same of each container around it. */
  private readonly levels: Int32Array;
  private top = 0;

  constructor(ring: ByteSource, limits: WireLimits, space = new Workspace(limits)) {
    super(ring);
    this.keys = new MapKeys(space);
    this.levels = space.levels;
  }

  open(length: number): void {
    const { ring } = this;
    this.base = ring.straighten(length);
    this.bytes = ring.bytes;
    this.view = ring.view;
    this.end = this.base + length;
    this.keys.clear();
    this.begin(true);
  }

  rewind(): void {
    this.begin(false);
  }

  next(): Kind {
    const left = this.left;
    if (left <= 0) return left === 0 ? this.close() : this.arguments();
    const at = this.at;
    this.item = at;
    if (at === this.end) throw this.fault('payloadCut', '');
    this.at = at + 1;
    this.left = left - 1;
    const firstKey = this.firstKey;
    this.kind = this.read(this.bytes[at] as number);
    if (firstKey !== NO_KEYS && (left & 1) === 0) this.key(firstKey);
    return this.kind;
  }

  leave(): void {
    const top = this.top;
    do this.next();
    while (this.top >= top);
  }

  private begin(isNew: boolean): void {
    this.at = this.base;
    this.kind = KIND.end;
    this.isNew = isNew;
    this.left = OUTSIDE;
    this.firstKey = NO_KEYS;
    this.top = 0;
  }

  /** The outermost array. */
  private arguments(): Kind {
    this.item = this.at;
    if (this.at < this.end && (this.bytes[this.at] as number) >> 5 !== MAJOR.array)
      throw this.fault('encodingUnknown', 'no array of arguments');
    this.values = 1;
    this.left = 1;
    this.next();
    this.levels[0] = OUTSIDE;
    this.kind = KIND.tuple;
    return KIND.tuple;
  }

  /** One item by its first byte, which is behind us; of a container only its head. */
  private read(initial: number): Kind {
    const major = initial >> 5;
    const info = initial & 0x1f;
    if (major === SIMPLE) return this.simple(info);
    if (info < SHORT) {
      this.high = 0;
      this.low = info;
      this.number = info;
    } else this.argument(major, info);
    switch (major) {
      case UNSIGNED:
        return INTEGER;
      case ARRAY:
        this.enter(this.number, NO_KEYS);
        return LIST;
      case MAJOR.text:
        this.string();
        if (this.isNew && !isUtf8(this.ring, this.start, this.length)) throw this.fault('textInvalid', '');
        return KIND.text;
      case MAJOR.map:
        this.enter(2 * this.number, this.isNew ? this.keys.count : NO_KEYS);
        return KIND.map;
      case MAJOR.bytes:
        this.string();
        return KIND.bytes;
      case MAJOR.negative:
        return this.negative();
      default:
        return this.bignum();
    }
  }

  /** Begins a container of so many items; each takes a byte at least, so there cannot be more of them than bytes. */
  private enter(items: number, firstKey: number): void {
    const levels = this.levels;
    const top = this.top;
    if (items > this.end - this.at) throw this.fault('payloadCut', '');
    if (top === levels.length) throw this.fault('tooDeep', `more than ${DEPTH_MAX}`);
    this.values += items;
    if (this.values > VALUES_MAX) throw this.fault('tooManyValues', `more than ${VALUES_MAX}`);
    levels[top] = this.left;
    levels[top + 1] = this.firstKey;
    this.top = top + LEVEL_FIELDS;
    this.left = items;
    this.firstKey = firstKey;
    this.count = this.low;
  }

  private close(): Kind {
    const levels = this.levels;
    const top = this.top - LEVEL_FIELDS;
    if (this.firstKey !== NO_KEYS) this.keys.release(this.firstKey);
    this.left = levels[top] as number;
    this.firstKey = levels[top + 1] as number;
    this.top = top;
    this.kind = KIND.end;
    if (top > 0 || this.at === this.end) return KIND.end;
    this.item = this.at;
    throw this.fault('payloadTrailing', `${this.end - this.at} too many`);
  }

  /** Notes the value just read as a key of the map whose keys begin at `firstKey`. */
  private key(firstKey: number): void {
    const { kind } = this;
    if (kind >= KIND.list) throw this.fault('cborUnsupported', `${KIND_NAMES[kind]} as a key`);
    if (kind === KIND.integer && this.high === NOT_UINT64 && !Number.isSafeInteger(this.number))
      throw this.fault('cborUnsupported', 'an integer of this size as a key');
    if (this.keys.count === this.keys.capacity)
      throw this.fault('tooManyValues', `more than ${this.keys.capacity} keys`);
    const isNew = this.keys.add(firstKey, this);
    if (isNew) return;
    const shown = Math.min(this.length, SHOWN_BYTES);
    throw this.fault(
      'duplicateKey',
      kind === KIND.text ? `'${textAt(this.ring, this.start, shown)}'` : `${KIND_NAMES[kind]}`,
    );
  }
}
