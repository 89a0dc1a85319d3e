// The payload of `ready`, a tuple of one cid: set in a row in its shortest form, as no answer is more frequent.

import { INFO, MAJOR } from './cbor-heads.js';
import { OP } from './pickle-opcodes.js';

/** Bytes of the longest: pickle, a cid of 2^63 or more. */
export const READY_BYTES_MAX = 15;

/** An array of one item, in front of the initial byte of an unsigned integer. */
const ARRAY_1 = ((MAJOR.array << 5) | 1) << 8;

/** Sets the payload in CBOR at byte `at` of `view`, for a cid by its halves; returns its length in bytes. */
export function setReadyCbor(view: DataView, at: number, high: number, low: number): number {
  if (high > 0) {
    view.setUint16(at, ARRAY_1 | INFO.uint64);
    view.setUint32(at + 2, high);
    view.setUint32(at + 6, low);
    return 10;
  }
  if (low < INFO.uint8) {
    view.setUint16(at, ARRAY_1 | low);
    return 2;
  }
  if (low < 0x100) {
    view.setUint16(at, ARRAY_1 | INFO.uint8);
    view.setUint8(at + 2, low);
    return 3;
  }
  if (low < 0x1_0000) {
    view.setUint16(at, ARRAY_1 | INFO.uint16);
    view.setUint16(at + 2, low);
    return 4;
  }
  view.setUint16(at, ARRAY_1 | INFO.uint32);
  view.setUint32(at + 2, low);
  return 6;
}

/** Protocol 3: every Python from 3.0 on reads it. */
const PROTO_3 = (OP.PROTO << 8) | 3;
const TUPLE1_STOP = (OP.TUPLE1 << 8) | OP.STOP;

/** The same in pickle. */
export function setReadyPickle(view: DataView, at: number, high: number, low: number): number {
  view.setUint16(at, PROTO_3);
  let end = at + 4;
  if (high === 0 && low < 0x100) view.setUint16(at + 2, (OP.BININT1 << 8) | low);
  else end = setLarger(view, at + 2, high, low);
  view.setUint16(end, TUPLE1_STOP);
  return end + 2 - at;
}

/** Sets a cid of 256 or more; returns where it ends. */
function setLarger(view: DataView, at: number, high: number, low: number): number {
  if (high === 0 && low < 0x1_0000) {
    view.setUint8(at, OP.BININT2);
    view.setUint16(at + 1, low, true);
    return at + 3;
  }
  if (high === 0 && low < 0x8000_0000) {
    view.setUint8(at, OP.BININT);
    view.setUint32(at + 1, low, true);
    return at + 5;
  }
  const bytes = (72 - Math.clz32(high)) >> 3; // with the bit of the sign, which is 0
  view.setUint16(at, (OP.LONG1 << 8) | bytes);
  view.setUint32(at + 2, low, true);
  view.setUint32(at + 6, high, true);
  view.setUint8(at + 10, 0);
  return at + 2 + bytes;
}
