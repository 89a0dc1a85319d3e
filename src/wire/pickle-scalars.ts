// The values of a pickle that are one code each, read where they stand: texts, bytes, numbers, and numpy's numbers.

import type { ByteSource } from '../kernel/byte-source.js';
import { readInteger } from './pickle-integers.js';
import { K } from './pickle-kinds.js';
import { readNumpy } from './pickle-numpy.js';
import { HEADS, lengthAt, OP } from './pickle-opcodes.js';
import type { Kind } from './value-reader.js';
import type { Workspace } from './workspace.js';

/** The scalar in hand, in the fields of a `ValueReader`. */
export class PickleScalars {
  readonly ring: ByteSource;
  number = 0;
  high = 0;
  low = 0;
  start = 0;
  length = 0;
  /** The memory of the payload in hand, and the index in it where that begins. */
  protected bytes: Uint8Array;
  protected base = 0;
  /** Whether the bytes in hand are a UTF-8 text with a character for each byte. */
  protected latin1 = false;
  private readonly space: Workspace;

  constructor(ring: ByteSource, space: Workspace) {
    this.ring = ring;
    this.space = space;
    this.bytes = ring.bytes;
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
    const at = this.base + offset;
    const next = offset + (HEADS[opcode] as number);
    switch (kind) {
      case K.text:
      case K.bytes: {
        const isShort = next === offset + 2;
        const length = isShort ? (this.bytes[at + 1] as number) : lengthAt(this.ring, at);
        this.start = next;
        this.length = length;
        this.latin1 = false;
        return next + length;
      }
      case K.float:
        this.number = this.ring.view.getFloat64(at + 1);
        return next;
      case K.integer:
        readInteger(this.ring, at, opcode, this);
        return opcode === OP.LONG1 || opcode === OP.LONG4 ? next + lengthAt(this.ring, at) : next;
      case K.boolean:
        this.number = opcode === OP.NEWTRUE ? 1 : 0;
        return next;
      default:
        return next;
    }
  }

  /** Makes the bytes in hand the number of the dtype that `kind` holds. */
  protected convertNumpy(kind: number): Kind {
    if (!this.latin1) return readNumpy(this.ring.view, this.base + this.start, kind, this);
    this.copyBytes(this.space.numberBytes);
    return readNumpy(this.space.number, 0, kind, this);
  }
}
