// The integers of a pickle: little-endian two's complement of any length.

import type { ByteSource } from '../kernel/byte-source.js';
import type { NumberFields } from './pickle-numpy.js';
import { HEADS, lengthAt, OP } from './pickle-opcodes.js';
import { NOT_UINT64 } from './value-reader.js';

/**
 * Word `index` of a number of `length` bytes, its sign carried on. The upper bytes of an incomplete word are whatever
 * follows in memory and are shifted out.
 */
function word(view: DataView, start: number, length: number, index: number): number {
  const left = length - 4 * index;
  if (left >= 4) return view.getInt32(start + 4 * index, true);
  if (left <= 0) return length === 0 || view.getUint8(start + length - 1) < 0x80 ? 0 : -1;
  const shift = 32 - 8 * left;
  return (view.getInt32(start + 4 * index, true) << shift) >> shift;
}

/** An integer of `length` bytes: the nearest double (above 2^85: nearly) and the halves of an unsigned 64-bit one. */
function readLong(view: DataView, start: number, length: number, fields: NumberFields): void {
  const words = (length + 3) >> 2;
  const low = word(view, start, length, 0);
  const high = word(view, start, length, 1);
  let number = 0;
  let above = 0;
  for (let index = words - 1; index >= 2; index--) {
    const part = word(view, start, length, index);
    above |= part;
    number = number * 0x1_0000_0000 + (index === words - 1 ? part : part >>> 0);
  }
  const signed = words > 2 ? high >>> 0 : high;
  number = number * 0x1_0000_0000 + signed;
  fields.number = number * 0x1_0000_0000 + (low >>> 0);
  fields.low = low >>> 0;
  fields.high = above === 0 && signed >= 0 ? signed : NOT_UINT64;
}

/** Reads the integer whose code is at index `at` of the payload's memory, in a row. */
export function readInteger(ring: ByteSource, at: number, opcode: number, fields: NumberFields): void {
  const view = ring.view;
  let number: number;
  if (opcode === OP.BININT1) number = view.getUint8(at + 1);
  else if (opcode === OP.BININT2) number = view.getUint16(at + 1, true);
  else if (opcode === OP.BININT) number = view.getInt32(at + 1, true);
  else {
    readLong(view, at + (HEADS[opcode] as number), lengthAt(ring, at), fields);
    return;
  }
  fields.number = number;
  fields.low = number >>> 0;
  fields.high = number < 0 ? NOT_UINT64 : 0;
}
