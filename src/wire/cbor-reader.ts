// Pull reader of the compact encoding: the closed subset of CBOR (RFC 8949) of ENCODING.md, in place over the ring.

import type { ByteRing } from '../kernel/byte-ring.js';
import { DEPTH_MAX, VALUES_MAX, type WireLimits } from '../kernel/limits.js';
import { isUtf8, textAt } from '../kernel/utf8.js';
import { MAJOR, TWO_32 } from './cbor-heads.js';
import { CborScalars } from './cbor-scalars.js';
import { MapKeys } from './map-keys.js';
import { KIND, KIND_NAMES, type Kind, NOT_UINT64, type ValueReader } from './value-reader.js';

/** Bytes of a key that a fault's text shows. */
const SHOWN_BYTES = 40;

/** After construction nothing is allocated, faults excepted. The arguments are a tuple, every other array a list. */
export class CborReader extends CborScalars implements ValueReader {
  readonly mapKeysDiffer = true;
  kind: Kind = KIND.end;
  count = 0;

  #values = 0;
  /** Open containers, and of each the items still to come (a map's keys and values both count). */
  #depth = 0;
  readonly #left = new Int32Array(DEPTH_MAX);
  /** Number of the first key of each open map, -1 for an array. */
  readonly #firstKey = new Int32Array(DEPTH_MAX);
  readonly #keys: MapKeys;

  /** @param keys for the keys of open maps; others may use it while no payload of this reader is read */
  constructor(ring: ByteRing, limits: WireLimits, keys = new MapKeys(limits.rows)) {
    super(ring);
    this.#keys = keys;
  }

  open(length: number): void {
    this.at = 0;
    this.end = length;
    this.#values = 0;
    this.#depth = 0;
    this.#keys.clear();
    this.kind = KIND.end;
  }

  next(): Kind {
    const top = this.#depth - 1;
    if (top < 0) {
      this.kind = this.#arguments();
      return this.kind;
    }
    const left = this.#left[top] as number;
    if (left === 0) {
      this.#close(top);
      this.kind = KIND.end;
      return KIND.end;
    }
    this.#left[top] = left - 1;
    this.kind = this.#read();
    if ((left & 1) === 0 && (this.#firstKey[top] as number) >= 0) this.#key(this.#firstKey[top] as number);
    return this.kind;
  }

  rewind(): void {
    this.open(this.end);
  }

  leave(): void {
    const depth = this.#depth;
    do this.next();
    while (this.#depth >= depth);
  }

  /** The outermost array. */
  #arguments(): Kind {
    this.item = this.at;
    if (this.at < this.end && this.ring.uint8(this.at) >> 5 !== MAJOR.array)
      throw this.fault('encodingUnknown', 'no array of arguments');
    this.#read();
    return KIND.tuple;
  }

  /** One item; of a container only its head. */
  #read(): Kind {
    this.item = this.at;
    if (this.#values === VALUES_MAX) throw this.fault('tooManyValues', `more than ${VALUES_MAX}`);
    this.#values += 1;
    const initial = this.ring.uint8(this.take(1));
    const major = initial >> 5;
    if (major === MAJOR.simple) return this.simple(initial & 0x1f);
    this.argument(major, initial & 0x1f);
    switch (major) {
      case MAJOR.unsigned:
      case MAJOR.negative:
        return this.integer(major === MAJOR.negative);
      case MAJOR.bytes:
        this.string();
        return KIND.bytes;
      case MAJOR.text:
        this.string();
        if (!isUtf8(this.ring, this.start, this.length)) throw this.fault('textInvalid', '');
        return KIND.text;
      case MAJOR.tag:
        return this.bignum();
      default:
        return this.#container(major === MAJOR.map);
    }
  }

  #container(isMap: boolean): Kind {
    const items = (this.argumentHigh * TWO_32 + this.argumentLow) * (isMap ? 2 : 1);
    if (items > this.end - this.at) throw this.fault('payloadCut', '');
    if (this.#depth === DEPTH_MAX) throw this.fault('tooDeep', `more than ${DEPTH_MAX}`);
    this.count = this.argumentLow;
    this.#left[this.#depth] = items;
    this.#firstKey[this.#depth] = isMap ? this.#keys.count : -1;
    this.#depth += 1;
    return isMap ? KIND.map : KIND.list;
  }

  #close(top: number): void {
    const firstKey = this.#firstKey[top] as number;
    if (firstKey >= 0) this.#keys.release(firstKey);
    this.#depth = top;
    if (top > 0 || this.at === this.end) return;
    this.item = this.at;
    throw this.fault('payloadTrailing', `${this.end - this.at} too many`);
  }

  /** Notes the value just read as a key of the map whose keys begin at `firstKey`. */
  #key(firstKey: number): void {
    const { kind } = this;
    if (kind >= KIND.list) throw this.fault('cborUnsupported', `${KIND_NAMES[kind]} as a key`);
    if (kind === KIND.integer && this.high === NOT_UINT64 && !Number.isSafeInteger(this.number))
      throw this.fault('cborUnsupported', 'an integer of this size as a key');
    if (this.#keys.count === this.#keys.capacity)
      throw this.fault('tooManyValues', `more than ${this.#keys.capacity} keys`);
    const isNew = this.#keys.add(firstKey, this);
    if (isNew) return;
    const shown = Math.min(this.length, SHOWN_BYTES);
    throw this.fault(
      'duplicateKey',
      kind === KIND.text ? `'${textAt(this.ring, this.start, shown)}'` : `${KIND_NAMES[kind]}`,
    );
  }
}
