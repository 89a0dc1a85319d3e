// The opcodes of pickle that are read: the 37 of ARMCHAIR.md section 3 and three more with 8-byte lengths.

import type { ByteSource } from '../kernel/byte-source.js';
import { K } from './pickle-kinds.js';

/** Opcodes by the names that Python's `pickle` gives them. */
export const OP = Object.freeze({
  MARK: 0x28,
  EMPTY_TUPLE: 0x29,
  STOP: 0x2e,
  BINBYTES: 0x42,
  SHORT_BINBYTES: 0x43,
  BINFLOAT: 0x47,
  BININT: 0x4a,
  BININT1: 0x4b,
  BININT2: 0x4d,
  NONE: 0x4e,
  REDUCE: 0x52,
  BINUNICODE: 0x58,
  EMPTY_LIST: 0x5d,
  APPEND: 0x61,
  BUILD: 0x62,
  GLOBAL: 0x63,
  APPENDS: 0x65,
  BINGET: 0x68,
  LONG_BINGET: 0x6a,
  BINPUT: 0x71,
  LONG_BINPUT: 0x72,
  SETITEM: 0x73,
  TUPLE: 0x74,
  SETITEMS: 0x75,
  EMPTY_DICT: 0x7d,
  PROTO: 0x80,
  TUPLE1: 0x85,
  TUPLE2: 0x86,
  TUPLE3: 0x87,
  NEWTRUE: 0x88,
  NEWFALSE: 0x89,
  LONG1: 0x8a,
  LONG4: 0x8b,
  SHORT_BINUNICODE: 0x8c,
  BINUNICODE8: 0x8d,
  BINBYTES8: 0x8e,
  STACK_GLOBAL: 0x93,
  MEMOIZE: 0x94,
  FRAME: 0x95,
  BYTEARRAY8: 0x96,
});

/** What an opcode does. One that pushes a value has that value's kind instead, see pickle-kinds.ts. */
export const ACT = Object.freeze({
  store: 0x10,
  fetch: 0x11,
  closeTuple: 0x12,
  append: 0x13,
  setItem: 0x14,
  global: 0x15,
  stackGlobal: 0x16,
  reduce: 0x17,
  build: 0x18,
  frame: 0x19,
  proto: 0x1a,
  stop: 0x1b,
});

/** What a code ends with: nothing, data behind a length of 1, 4 or 8 bytes, or two lines. */
export const DATA = Object.freeze({ none: 0, length1: 1, length4: 4, length8: 8, lines: 2 });

/** Opcode, what it does, bytes of the code in front of its data, form of the data. */
const OPCODES: readonly (readonly [opcode: number, act: number, head: number, data: number])[] = [
  [OP.PROTO, ACT.proto, 2, DATA.none],
  [OP.FRAME, ACT.frame, 9, DATA.none],
  [OP.STOP, ACT.stop, 1, DATA.none],
  [OP.MARK, K.mark, 1, DATA.none],
  [OP.NONE, K.none, 1, DATA.none],
  [OP.NEWTRUE, K.boolean, 1, DATA.none],
  [OP.NEWFALSE, K.boolean, 1, DATA.none],
  [OP.BININT, K.integer, 5, DATA.none],
  [OP.BININT1, K.integer, 2, DATA.none],
  [OP.BININT2, K.integer, 3, DATA.none],
  [OP.LONG1, K.integer, 2, DATA.length1],
  [OP.LONG4, K.integer, 5, DATA.length4],
  [OP.BINFLOAT, K.float, 9, DATA.none],
  [OP.SHORT_BINUNICODE, K.text, 2, DATA.length1],
  [OP.BINUNICODE, K.text, 5, DATA.length4],
  [OP.BINUNICODE8, K.text, 9, DATA.length8],
  [OP.SHORT_BINBYTES, K.bytes, 2, DATA.length1],
  [OP.BINBYTES, K.bytes, 5, DATA.length4],
  [OP.BINBYTES8, K.bytes, 9, DATA.length8],
  [OP.BYTEARRAY8, K.bytes, 9, DATA.length8],
  [OP.EMPTY_TUPLE, K.emptyTuple, 1, DATA.none],
  [OP.EMPTY_LIST, K.list, 1, DATA.none],
  [OP.EMPTY_DICT, K.map, 1, DATA.none],
  [OP.TUPLE, ACT.closeTuple, 1, DATA.none],
  [OP.TUPLE1, ACT.closeTuple, 1, DATA.none],
  [OP.TUPLE2, ACT.closeTuple, 1, DATA.none],
  [OP.TUPLE3, ACT.closeTuple, 1, DATA.none],
  [OP.APPEND, ACT.append, 1, DATA.none],
  [OP.APPENDS, ACT.append, 1, DATA.none],
  [OP.SETITEM, ACT.setItem, 1, DATA.none],
  [OP.SETITEMS, ACT.setItem, 1, DATA.none],
  [OP.MEMOIZE, ACT.store, 1, DATA.none],
  [OP.BINPUT, ACT.store, 2, DATA.none],
  [OP.LONG_BINPUT, ACT.store, 5, DATA.none],
  [OP.BINGET, ACT.fetch, 2, DATA.none],
  [OP.LONG_BINGET, ACT.fetch, 5, DATA.none],
  [OP.GLOBAL, ACT.global, 1, DATA.lines],
  [OP.STACK_GLOBAL, ACT.stackGlobal, 1, DATA.none],
  [OP.REDUCE, ACT.reduce, 1, DATA.none],
  [OP.BUILD, ACT.build, 1, DATA.none],
];

/** By opcode: what it does, or 0 when it is not allowed. */
export const ACTS = new Uint8Array(256);
/** By opcode: bytes of its code in front of its data. */
export const HEADS = new Uint8Array(256);
/** By opcode: form of its data, 0 for none. */
export const DATA_FORMS = new Uint8Array(256);
for (const [opcode, act, head, data] of OPCODES) {
  ACTS[opcode] = act;
  HEADS[opcode] = head;
  DATA_FORMS[opcode] = data;
}

/** An unsigned little-endian 32-bit number. */
export const uint32LittleEndian = (ring: ByteSource, offset: number): number =>
  ring.int32LittleEndian(offset) >>> 0;

/** An unsigned little-endian 64-bit number; above 2^53 only its size is right. */
export const uint64LittleEndian = (ring: ByteSource, offset: number): number =>
  uint32LittleEndian(ring, offset) + uint32LittleEndian(ring, offset + 4) * 0x1_0000_0000;

/** Where the data of the code at `offset` starts. */
export const dataStart = (ring: ByteSource, offset: number): number =>
  offset + (HEADS[ring.uint8(offset)] as number);

/** Bytes of data of the code at `offset`, which has a length in front of them and stands in a row. */
export const dataLength = (ring: ByteSource, offset: number): number => lengthAt(ring, ring.index(offset));

/** The same for a code at an index of the payload's memory. */
export function lengthAt(ring: ByteSource, at: number): number {
  const form = DATA_FORMS[ring.bytes[at] as number];
  if (form === DATA.length1) return ring.bytes[at + 1] as number;
  const length = ring.view.getUint32(at + 1, true);
  return form === DATA.length4 ? length : length + ring.view.getUint32(at + 5, true) * 0x1_0000_0000;
}

/** Where the line that starts at `offset` ends (its newline), or `end` when it has none before. */
export function lineEnd(ring: ByteSource, offset: number, end: number): number {
  while (offset < end && ring.uint8(offset) !== 0x0a) offset += 1;
  return offset;
}

/**
 * Where the data of `form` end that begin at `start`, of the code at index `at`; behind `end` when they do not fit. A
 * length may be cut off: what follows a payload in memory is then taken for the rest of it.
 */
export function dataEnd(ring: ByteSource, at: number, form: number, start: number, end: number): number {
  if (form === DATA.length4) return start + ring.view.getUint32(at + 1, true);
  if (form !== DATA.lines) return start + lengthAt(ring, at);
  return lineEnd(ring, lineEnd(ring, start, end) + 1, end) + 1;
}
