// Texts that may end up in a report file: no control characters, which would spoil it, and no end-of-file mark.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { DELIMITER, DELIMITER_BYTES, delimiterBytes } from './delimiter.js';

/** Place and code of the mark's only `Y`: a text without that letter has no mark in it. */
const RARE_AT = DELIMITER.indexOf('Y');
const RARE = DELIMITER.charCodeAt(RARE_AT);
const RARE_WORD = RARE * 0x0101_0101;

const MARK = delimiterBytes();

/** Cost of a byte that is looked at alone, in bytes of which four are seen in one look. */
const SLOW_COST = 4;

/**
 * Looks at the texts of one packet where they stand. A packet whose texts are all different costs at most 4 times
 * its bytes; one that refers to a long text again and again ends in the fault `tooManyValues`.
 */
export class PrintableTexts {
  /** Bytes looked at since `clear`; those of texts with a character beyond ASCII or a `Y` count four times. */
  cost = 0;
  private readonly ring: ByteSource;
  private readonly costMax: number;

  constructor(ring: ByteSource) {
    this.ring = ring;
    this.costMax = SLOW_COST * ring.capacity;
  }

  clear(): void {
    this.cost = 0;
  }

  /** Whether the UTF-8 text may be printed. */
  check(start: number, length: number): boolean {
    const ring = this.ring;
    const end = start + length;
    const mayHold = length >= DELIMITER_BYTES;
    let rare = 0;
    let at = start;
    this.count(length);
    for (; at + 4 <= end; at += 4) {
      const word = ring.uint32(at);
      // Per byte the upper bit: of itself, of it + 1 for DEL, of it - 0x20 for what is below a space.
      if (((word | (word + 0x0101_0101) | (word - 0x2020_2020)) & 0x8080_8080) !== 0) break;
      if (mayHold) rare |= (word ^ RARE_WORD) - 0x0101_0101;
    }
    // From the first word on that is not plain ASCII, and the last bytes.
    if (at + 4 <= end) {
      this.count((SLOW_COST - 1) * length);
      rare = -1;
    }
    for (; at < end; at++) {
      const byte = ring.uint8(at);
      if (byte < 0x20 || byte === 0x7f) return false;
      if (byte === 0xc2 && ring.uint8(at + 1) < 0xa0) return false; // U+0080 to U+009F
    }
    if (!mayHold || (rare & 0x8080_8080) === 0) return true;
    if (rare !== -1) this.count((SLOW_COST - 1) * length);
    return !this.holdsMark(start, length);
  }

  private holdsMark(start: number, length: number): boolean {
    const ring = this.ring;
    const last = start + length - DELIMITER_BYTES;
    for (let at = start; at <= last; at++)
      if (ring.uint8(at + RARE_AT) === RARE && ring.equals(at, DELIMITER_BYTES, MARK)) return true;
    return false;
  }

  private count(bytes: number): void {
    this.cost += bytes;
    if (this.cost > this.costMax) throw new Fault('tooManyValues', 'long texts by reference');
  }
}
