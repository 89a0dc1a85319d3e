// The values of a pickle that are one code each, read where they stand: texts, bytes, numbers, and numpy's numbers.

import type { ByteRing } from '../kernel/byte-ring.js';
import { readInteger } from './pickle-integers.js';
import { K } from './pickle-kinds.js';
import { readNumpy } from './pickle-numpy.js';
import { dataLength, HEADS, OP } from './pickle-opcodes.js';
import type { Kind } from './value-reader.js';

/** The scalar in hand, in the fields of a `ValueReader`. */
export class PickleScalars {
  readonly ring: ByteRing;
  number = 0;
  high = 0;
  low = 0;
  start = 0;
  length = 0;
  /** Whether the bytes in hand are a UTF-8 text with a character for each byte. */
  protected latin1 = false;
  /** The bytes of a numpy scalar. */
  readonly #scalar = new DataView(new ArrayBuffer(8));
  readonly #scalarBytes = new Uint8Array(this.#scalar.buffer);

  constructor(ring: ByteRing) {
    this.ring = ring;
  }

  /** Copies the bytes in hand, decoded if need be, to `target`, which has room for `length`; returns their number. */
  copyBytes(target: Uint8Array): number {
    if (!this.latin1) {
      this.ring.copyTo(target, 0, this.start, this.length);
      return this.length;
    }
    let count = 0;
    const end = this.start + this.length;
    for (let at = this.start; at < end; at++) {
      const byte = this.ring.uint8(at);
      // Latin-1 in UTF-8: C2 or C3 and a second byte.
      if (byte >= 0x80) at += 1;
      target[count] = byte < 0x80 ? byte : ((byte & 0x03) << 6) | (this.ring.uint8(at) & 0x3f);
      count += 1;
    }
    return count;
  }

  /** Reads the scalar whose code is at `offset`; returns where that ends. */
  protected readCode(kind: number, opcode: number, offset: number): number {
    const { ring } = this;
    const next = offset + (HEADS[opcode] as number);
    switch (kind) {
      case K.text:
      case K.bytes:
        this.start = next;
        this.length = dataLength(ring, offset);
        this.latin1 = false;
        return next + this.length;
      case K.float:
        this.number = ring.float64(offset + 1);
        break;
      case K.integer:
        readInteger(ring, offset, opcode, this);
        if (opcode === OP.LONG1 || opcode === OP.LONG4) return next + dataLength(ring, offset);
        break;
      case K.boolean:
        this.number = opcode === OP.NEWTRUE ? 1 : 0;
        break;
    }
    return next;
  }

  /** Makes the bytes in hand the number of the dtype that `kind` holds. */
  protected convertNumpy(kind: number): Kind {
    if (this.latin1) this.copyBytes(this.#scalarBytes);
    else {
      // Of a shorter number the rest is whatever follows in the ring, which no dtype of its length looks at.
      this.#scalar.setInt32(0, this.ring.int32LittleEndian(this.start), true);
      this.#scalar.setInt32(4, this.ring.int32LittleEndian(this.start + 4), true);
    }
    return readNumpy(this.#scalar, kind, this);
  }
}
