// The few calls that a pickle may make: none is made, each becomes a record that says where its inert value stands.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { asciiBytes } from '../kernel/utf8.js';
import { excerpt, isBuiltinException, literalAt } from './pickle-globals.js';
import { isDtypeOf, K } from './pickle-kinds.js';
import type { PickleMemo } from './pickle-memo.js';
import { DTYPES, dtypeBytes } from './pickle-numpy.js';
import { dataLength, dataStart, OP } from './pickle-opcodes.js';
import type { PickleOpens } from './pickle-opens.js';
import type { PickleStack } from './pickle-stack.js';

/** UTF-8 bytes of the longest number in latin1 form: 8 characters of 2. */
const NUMBER_TEXT_BYTES = 16;

/** Version of a dtype's state that is read, and its byte orders: little-endian and "does not matter". */
const DTYPE_STATE = 3;
const BYTE_ORDERS = Object.freeze(['<', '|'].map(asciiBytes));

const BYTES = asciiBytes('bytes');
const LATIN1 = asciiBytes('latin1');

/** Characters of the UTF-8 text at `start`, or -1 when one is above U+00FF. */
function latin1Length(ring: ByteSource, start: number, length: number): number {
  const end = start + length;
  let characters = length;
  for (let at = start; at < end; ) {
    if (at + 4 <= end && (ring.uint32(at) & 0x8080_8080) === 0) {
      at += 4;
      continue;
    }
    const byte = ring.uint8(at);
    if (byte >= 0xc4) return -1;
    // A first byte of two: the second is no character of its own.
    if (byte >= 0xc0) characters -= 1;
    at += 1;
  }
  return characters;
}

export class PickleCalls {
  private readonly ring: ByteSource;
  private readonly stack: PickleStack;
  private readonly memo: PickleMemo;
  private readonly opens: PickleOpens;
  /** Whether `_load_type` may name the class of an exception. */
  exceptions = false;

  constructor(ring: ByteSource, stack: PickleStack, memo: PickleMemo, opens: PickleOpens) {
    this.ring = ring;
    this.stack = stack;
    this.memo = memo;
    this.opens = opens;
  }

  /** Kind of the tuple (dtype, bytes) whose items start at `base` of the stack: the arguments of `scalar`. */
  scalarArguments(base: number, offset: number): number {
    const { kinds, starts } = this.stack;
    const dtype = kinds[base] as number;
    const length = this.bytesLength(kinds[base + 1] as number, starts[base + 1] as number);
    if (length !== dtypeBytes(dtype))
      throw new Fault('pickleCall', `numpy.core.multiarray.scalar with wrong bytes at byte ${offset}`);
    return dtype - K.dtype + K.scalarArguments;
  }

  /** REDUCE: the value on top is given to the one below it. */
  reduce(offset: number): void {
    const stack = this.stack;
    const at = stack.fromTop(2, offset);
    stack.kinds[at] = this.call(at, offset);
    stack.depth = at + 1;
  }

  /** BUILD: the value on top is the state of the one below it. */
  build(offset: number): void {
    const stack = this.stack;
    const { kinds, starts } = stack;
    const at = stack.fromTop(2, offset);
    const start = starts[at] as number;
    if (isDtypeOf(K.dtype, kinds[at] as number)) {
      this.requireDtypeState(at + 1, offset);
      this.opens.cut(starts[at + 1] as number);
    } else {
      const record = this.opens.find(start);
      const bare = this.opens.isAt(record, start) && this.opens.counted(record) === 2;
      if (kinds[at] !== K.exception || kinds[at + 1] !== K.map || !bare)
        throw new Fault('pickleCall', `a state for something else than an exception at byte ${offset}`);
      this.opens.recount(record, 3);
    }
    stack.depth = at + 1;
  }

  /** Kind of what the value at `at` of the stack gives when it is called with the one above it. */
  private call(at: number, offset: number): number {
    const { kinds, starts } = this.stack;
    const callable = kinds[at] as number;
    const start = starts[at] as number;
    const given = kinds[at + 1] as number;
    switch (callable) {
      case K.builtinClass:
      case K.foreignClass:
        if (given !== K.tuple && given !== K.emptyTuple) break;
        this.opens.insert(start, K.exception, 2);
        return K.exception;
      case K.scalarFunction:
        if (!isDtypeOf(K.scalarArguments, given)) break;
        return this.scalar(start, given);
      case K.dtypeClass:
        return this.dtype(offset);
      case K.encode:
        return this.encode(start, offset);
      case K.loadType:
        return this.loadType(start, offset);
      case K.bytesClass:
        if (this.ring.uint8(starts[at + 1] as number) !== OP.EMPTY_TUPLE) break;
        this.opens.insert(start, K.calledBytes, starts[at + 1] as number);
        return K.calledBytes;
    }
    throw new Fault('pickleCall', `at byte ${offset}`);
  }

  private scalar(start: number, given: number): number {
    const kind = given - K.scalarArguments + K.numpy;
    this.opens.insert(start, kind, this.stack.starts[this.stack.closedBase + 1] as number);
    return kind;
  }

  /** `numpy.dtype('f8', False, True)`; numpy before 1.21 says 0 and 1. */
  private dtype(offset: number): number {
    const stack = this.stack;
    if (!stack.hasClosedOnTop(3) || stack.firstKind !== K.text)
      throw new Fault('pickleCall', `numpy.dtype at byte ${offset}`);
    const code = this.memo.resolve(stack.firstStart);
    const start = dataStart(this.ring, code);
    const length = dataLength(this.ring, code);
    const dtype = literalAt(this.ring, start, length, DTYPES);
    for (let item = stack.closedBase + 1; item < stack.closedBase + 3; item++)
      if (dtype === -1 || (stack.kinds[item] !== K.boolean && stack.kinds[item] !== K.integer))
        throw new Fault('pickleCall', `numpy.dtype('${excerpt(this.ring, start, length)}')`);
    this.opens.cut(stack.closedStart);
    return K.dtype + dtype;
  }

  /** `_codecs.encode(text, 'latin1')`, protocol 2's way to write bytes. */
  private encode(start: number, offset: number): number {
    const stack = this.stack;
    const second = stack.closedBase + 1;
    if (!stack.hasClosedOnTop(2) || stack.firstKind !== K.text || stack.kinds[second] !== K.text)
      throw new Fault('pickleCall', `_codecs.encode at byte ${offset}`);
    const codec = this.memo.resolve(stack.starts[second] as number);
    const codecLength = dataLength(this.ring, codec);
    if (!this.ring.equals(dataStart(this.ring, codec), codecLength, LATIN1))
      throw new Fault('pickleCall', `_codecs.encode with another codec than latin1 at byte ${offset}`);
    const text = this.memo.resolve(stack.firstStart);
    const length = dataLength(this.ring, text);
    // A text that is fetched from the memo could be checked a thousand times; real ones have one character.
    const refused = text !== stack.firstStart && length > NUMBER_TEXT_BYTES;
    if (refused || latin1Length(this.ring, dataStart(this.ring, text), length) < 0)
      throw new Fault('pickleCall', `_codecs.encode of a text that is not bytes at byte ${offset}`);
    this.opens.cut(stack.closedStart);
    this.opens.insert(start, K.calledBytes, stack.firstStart);
    return K.calledBytes;
  }

  /** `dill._dill._load_type('KeyError')`. */
  private loadType(start: number, offset: number): number {
    const stack = this.stack;
    if (!stack.hasClosedOnTop(1) || stack.firstKind !== K.text)
      throw new Fault('pickleCall', `dill._dill._load_type at byte ${offset}`);
    const code = this.memo.resolve(stack.firstStart);
    const name = dataStart(this.ring, code);
    const length = dataLength(this.ring, code);
    this.opens.cut(stack.closedStart);
    if (this.ring.equals(name, length, BYTES)) return K.bytesClass;
    if (!this.exceptions || !isBuiltinException(this.ring, name, length))
      throw new Fault('pickleGlobal', `dill._dill._load_type('${excerpt(this.ring, name, length)}')`);
    this.opens.insert(start, K.builtinClass, stack.firstStart);
    return K.builtinClass;
  }

  /** Sees that the value at `at` is `(3, '<', ...)`. */
  private requireDtypeState(at: number, offset: number): void {
    const stack = this.stack;
    const own = stack.hasClosedOnTop(stack.closedCount) && stack.closedCount >= 2 && at === stack.depth - 1;
    const second = stack.closedBase + 1;
    if (own && stack.firstKind === K.integer && stack.kinds[second] === K.text) {
      const version = stack.firstStart;
      const order = this.memo.resolve(stack.starts[second] as number);
      const start = dataStart(this.ring, order);
      const known = literalAt(this.ring, start, dataLength(this.ring, order), BYTE_ORDERS) !== -1;
      const bytes = this.ring.uint8(version) === OP.BININT1 && this.ring.uint8(version + 1);
      if (known && bytes === DTYPE_STATE) return;
    }
    throw new Fault(
      'pickleCall',
      `the state of a numpy dtype, little-endian ones are read, at byte ${offset}`,
    );
  }

  /** Bytes of the bytes value whose code is at `start`, or -1; of a long one in latin1 form something above 8. */
  private bytesLength(kind: number, start: number): number {
    if (kind === K.bytes) return dataLength(this.ring, this.memo.resolve(start));
    if (kind !== K.calledBytes) return -1;
    let record = this.opens.find(start);
    if (!this.opens.isAt(record, start)) record = this.opens.find(this.memo.resolve(start));
    const text = this.memo.resolve(this.opens.counted(record));
    if (this.ring.uint8(text) === OP.EMPTY_TUPLE) return 0;
    const length = dataLength(this.ring, text);
    if (length > NUMBER_TEXT_BYTES) return length;
    return latin1Length(this.ring, dataStart(this.ring, text), length);
  }
}
