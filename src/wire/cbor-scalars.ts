// The values of CBOR that are no containers, and the heads of all: what a reader of the compact encoding stands on.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault, type FaultCode } from '../kernel/faults.js';
import { INTEGER_BYTES_MAX } from '../kernel/limits.js';
import { INFO, MAJOR, MAJOR_NAMES, SIMPLE, TAG, TWO_32 } from './cbor-heads.js';
import { halfValue } from './half-float.js';
import { longInteger } from './long-integer.js';
import { KIND, type Kind, NOT_UINT64 } from './value-reader.js';

/** A place in the payload and the last value read there. */
export class CborScalars {
  readonly ring: ByteSource;
  number = 0;
  /** Halves of an unsigned integer. They and `number` are the argument of the head in hand, whatever that is. */
  high = 0;
  low = 0;
  start = 0;
  length = 0;

  /** The memory of the payload in hand. All places below are indices in it. */
  protected bytes: Uint8Array;
  protected view: DataView;
  /** Where the payload begins, where the item in hand began, what is read next, and where the payload ends. */
  protected base = 0;
  protected item = 0;
  protected at = 0;
  protected end = 0;

  constructor(ring: ByteSource) {
    this.ring = ring;
    this.bytes = ring.bytes;
    this.view = ring.view;
  }

  /** Place of the next `size` bytes, which are then behind us. */
  protected take(size: number): number {
    const at = this.at;
    if (size > this.end - at) throw this.fault('payloadCut', '');
    this.at = at + size;
    return at;
  }

  /** Reads the argument of a head that is not in the head itself. */
  protected argument(major: number, info: number): void {
    let high = 0;
    let low: number;
    if (info === INFO.uint8) low = this.bytes[this.take(1)] as number;
    else if (info === INFO.uint16) low = this.view.getUint16(this.take(2));
    else if (info === INFO.uint32) low = this.view.getUint32(this.take(4));
    else if (info === INFO.uint64) {
      high = this.view.getUint32(this.take(4));
      low = this.view.getUint32(this.take(4));
    } else if (info === INFO.indefinite && major >= MAJOR.bytes && major <= MAJOR.map)
      throw this.fault('cborIndefinite', MAJOR_NAMES[major] as string);
    else throw this.fault('cborUnsupported', `${MAJOR_NAMES[major]} with additional information ${info}`);
    this.high = high;
    this.low = low;
    this.number = high * TWO_32 + low;
  }

  /** The argument n as the integer -1 - n. */
  protected negative(): Kind {
    this.number = -(this.high * TWO_32 + (this.low + 1));
    this.high = NOT_UINT64;
    return KIND.integer;
  }

  /** Place of the text or bytes whose length is the argument. */
  protected string(): void {
    const length = this.number;
    this.length = length;
    this.start = this.take(length) - this.base;
  }

  /** Major type 7: false, true, null and the three floats. */
  protected simple(info: number): Kind {
    switch (info) {
      case SIMPLE.half:
        this.number = halfValue(this.view.getUint16(this.take(2)));
        return KIND.float;
      case SIMPLE.single:
        this.number = this.view.getFloat32(this.take(4));
        return KIND.float;
      case SIMPLE.double:
        this.number = this.view.getFloat64(this.take(8));
        return KIND.float;
      case SIMPLE.false:
      case SIMPLE.true:
        this.number = info - SIMPLE.false;
        return KIND.boolean;
      case SIMPLE.null:
        return KIND.none;
      case INFO.indefinite:
        throw this.fault('cborIndefinite', 'a break');
      default:
        throw this.fault('cborUnsupported', this.simpleName(info));
    }
  }

  private simpleName(info: number): string {
    if (info === SIMPLE.undefined) return 'undefined';
    if (info < SIMPLE.byte) return `simple value ${info}`;
    if (info === SIMPLE.byte) return `simple value ${this.bytes[this.take(1)]}`;
    return `a simple value with additional information ${info}`;
  }

  /** Tags 2 and 3: an integer as the bytes of n. Leading zeros are passed over. */
  protected bignum(): Kind {
    const tag = this.number;
    if (tag !== TAG.positive && tag !== TAG.negative) throw this.fault('cborUnsupported', `tag ${tag}`);
    const initial = this.bytes[this.take(1)] as number;
    const info = initial & 0x1f;
    if (initial >> 5 !== MAJOR.bytes) throw this.fault('cborUnsupported', `tag ${tag} without bytes`);
    if (info < INFO.uint8) this.number = info;
    else this.argument(MAJOR.bytes, info);
    this.string();
    let { start, length } = this;
    if (length > INTEGER_BYTES_MAX)
      throw this.fault('integerTooLong', `more than ${INTEGER_BYTES_MAX} bytes`);
    while (length > 0 && this.ring.uint8(start) === 0) {
      start += 1;
      length -= 1;
    }
    if (length > 8) {
      this.number = longInteger(this.ring, start, length, tag === TAG.negative);
      this.high = NOT_UINT64;
      return KIND.integer;
    }
    this.high = 0;
    this.low = 0;
    for (let i = 0; i < length; i++) {
      this.high = ((this.high << 8) | (this.low >>> 24)) >>> 0;
      this.low = ((this.low << 8) | this.ring.uint8(start + i)) >>> 0;
    }
    if (tag === TAG.negative) return this.negative();
    this.number = this.high * TWO_32 + this.low;
    return KIND.integer;
  }

  protected fault(code: FaultCode, detail: string): Fault {
    return new Fault(
      code,
      `${detail}${detail === '' ? '' : ', '}at byte ${this.item - this.base} of the payload`,
    );
  }
}
