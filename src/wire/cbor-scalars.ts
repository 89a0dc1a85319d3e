// The values of CBOR that are no containers, and the heads of all: what a reader of the compact encoding stands on.

import type { ByteRing } from '../kernel/byte-ring.js';
import { Fault, type FaultCode } from '../kernel/faults.js';
import { INTEGER_BYTES_MAX } from '../kernel/limits.js';
import { INFO, MAJOR, MAJOR_NAMES, SIMPLE, TAG, TWO_32 } from './cbor-heads.js';
import { halfValue } from './half-float.js';
import { longInteger } from './long-integer.js';
import { KIND, type Kind, NOT_UINT64 } from './value-reader.js';

/** A place in the payload and the last value read there. */
export class CborScalars {
  readonly ring: ByteRing;
  number = 0;
  high = 0;
  low = 0;
  start = 0;
  length = 0;

  /** Where the item in hand began, what is read next, and where the payload ends. */
  protected item = 0;
  protected at = 0;
  protected end = 0;
  /** Halves of the argument of the head in hand. */
  protected argumentHigh = 0;
  protected argumentLow = 0;

  constructor(ring: ByteRing) {
    this.ring = ring;
  }

  /** Place of the next `size` bytes, which are then behind us. */
  protected take(size: number): number {
    const at = this.at;
    if (size > this.end - at) throw this.fault('payloadCut', '');
    this.at = at + size;
    return at;
  }

  /** Number of a head: in it, or in the 1, 2, 4 or 8 bytes behind it. */
  protected argument(major: number, info: number): void {
    this.argumentHigh = 0;
    if (info < INFO.uint8) this.argumentLow = info;
    else if (info === INFO.uint8) this.argumentLow = this.ring.uint8(this.take(1));
    else if (info === INFO.uint16) this.argumentLow = this.ring.uint16(this.take(2));
    else if (info === INFO.uint32) this.argumentLow = this.ring.uint32(this.take(4));
    else if (info === INFO.uint64) {
      const at = this.take(8);
      this.argumentHigh = this.ring.uint32(at);
      this.argumentLow = this.ring.uint32(at + 4);
    } else if (info === INFO.indefinite && major >= MAJOR.bytes && major <= MAJOR.map)
      throw this.fault('cborIndefinite', MAJOR_NAMES[major] as string);
    else throw this.fault('cborUnsupported', `${MAJOR_NAMES[major]} with additional information ${info}`);
  }

  /** The argument n as an integer: n, or -1 - n. */
  protected integer(negative: boolean): Kind {
    if (negative) {
      this.number = -(this.argumentHigh * TWO_32 + (this.argumentLow + 1));
      this.high = NOT_UINT64;
      return KIND.integer;
    }
    this.number = this.argumentHigh * TWO_32 + this.argumentLow;
    this.high = this.argumentHigh;
    this.low = this.argumentLow;
    return KIND.integer;
  }

  /** Place of the text or bytes whose length is the argument. */
  protected string(): void {
    this.length = this.argumentHigh === 0 ? this.argumentLow : Number.POSITIVE_INFINITY;
    this.start = this.take(this.length);
  }

  /** Major type 7: false, true, null and the three floats. */
  protected simple(info: number): Kind {
    switch (info) {
      case SIMPLE.false:
      case SIMPLE.true:
        this.number = info - SIMPLE.false;
        return KIND.boolean;
      case SIMPLE.null:
        return KIND.none;
      case SIMPLE.half:
        this.number = halfValue(this.ring.uint16(this.take(2)));
        return KIND.float;
      case SIMPLE.single:
        this.number = this.ring.float32(this.take(4));
        return KIND.float;
      case SIMPLE.double:
        this.number = this.ring.float64(this.take(8));
        return KIND.float;
      case INFO.indefinite:
        throw this.fault('cborIndefinite', 'a break');
      default:
        throw this.fault('cborUnsupported', this.#simpleName(info));
    }
  }

  #simpleName(info: number): string {
    if (info === SIMPLE.undefined) return 'undefined';
    if (info < SIMPLE.byte) return `simple value ${info}`;
    if (info === SIMPLE.byte) return `simple value ${this.ring.uint8(this.take(1))}`;
    return `a simple value with additional information ${info}`;
  }

  /** Tags 2 and 3: an integer as the bytes of n. Leading zeros are passed over. */
  protected bignum(): Kind {
    const tag = this.argumentHigh * TWO_32 + this.argumentLow;
    if (tag !== TAG.positive && tag !== TAG.negative) throw this.fault('cborUnsupported', `tag ${tag}`);
    const initial = this.ring.uint8(this.take(1));
    if (initial >> 5 !== MAJOR.bytes) throw this.fault('cborUnsupported', `tag ${tag} without bytes`);
    this.argument(MAJOR.bytes, initial & 0x1f);
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
    this.argumentHigh = 0;
    this.argumentLow = 0;
    for (let i = 0; i < length; i++) {
      this.argumentHigh = ((this.argumentHigh << 8) | (this.argumentLow >>> 24)) >>> 0;
      this.argumentLow = ((this.argumentLow << 8) | this.ring.uint8(start + i)) >>> 0;
    }
    return this.integer(tag === TAG.negative);
  }

  protected fault(code: FaultCode, detail: string): Fault {
    return new Fault(code, `${detail}${detail === '' ? '' : ', '}at byte ${this.item} of the payload`);
  }
}
