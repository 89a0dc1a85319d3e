// First pass over a pickle: a symbolic stack machine that checks every opcode and notes where containers begin.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { INTEGER_BYTES_MAX, PICKLE_CODES_MAX, type WireLimits } from '../kernel/limits.js';
import { isUtf8 } from '../kernel/utf8.js';
import { PickleCalls } from './pickle-calls.js';
import { globalKind } from './pickle-globals.js';
import { isDtypeOf, isKey, K } from './pickle-kinds.js';
import { PickleMemo, plainKind } from './pickle-memo.js';
import {
  ACT,
  ACTS,
  DATA,
  DATA_FORMS,
  dataEnd,
  dataLength,
  dataStart,
  HEADS,
  lineEnd,
  OP,
  uint64LittleEndian,
} from './pickle-opcodes.js';
import { PickleOpens } from './pickle-opens.js';
import { PickleStack } from './pickle-stack.js';
import { Workspace } from './workspace.js';

const PROTOCOL_MIN = 2;
const PROTOCOL_MAX = 5;

/**
 * Nothing is built and nothing is called. After `run` the opcodes, texts and calls of the payload are known to be
 * good, `opens` has every container in the order of the payload and `memo` everything that was stored.
 */
export class PickleScan {
  readonly memo: PickleMemo;
  readonly opens: PickleOpens;
  private readonly ring: ByteSource;
  private readonly stack: PickleStack;
  private readonly calls: PickleCalls;
  private readonly namedMax: number;
  private exceptions = false;
  /** Classes named and states given: each costs as much as several other codes. */
  private named = 0;

  constructor(ring: ByteSource, limits: WireLimits, space = new Workspace(limits)) {
    this.ring = ring;
    this.namedMax = limits.pickleContainers;
    this.memo = new PickleMemo(ring, space, limits.pickleMemo);
    this.opens = new PickleOpens(space, limits.pickleContainers);
    this.stack = new PickleStack(space);
    this.calls = new PickleCalls(ring, this.stack, this.memo, this.opens);
  }

  /**
   * Checks a payload of `length` bytes, which are then in a row; returns their index in the memory.
   * Faults with every code of the pickle's, see faults.ts.
   */
  run(length: number, exceptions: boolean): number {
    const ring = this.ring;
    const stack = this.stack;
    const base = ring.straighten(length);
    this.exceptions = exceptions;
    this.calls.exceptions = exceptions;
    this.named = 0;
    this.memo.clear();
    this.opens.clear();
    stack.clear();
    this.requireProtocol(length);
    let offset = HEADS[OP.PROTO] as number;
    let before = 0;
    for (let codes = 1; ; codes++) {
      if (codes > PICKLE_CODES_MAX) throw new Fault('tooManyValues', `more than ${PICKLE_CODES_MAX} opcodes`);
      if (offset >= length) throw new Fault('payloadCut', `no end after ${length} bytes`);
      const opcode = ring.bytes[base + offset] as number;
      const act = ACTS[opcode] as number;
      const data = offset + (HEADS[opcode] as number);
      const form = DATA_FORMS[opcode] as number;
      let next = data;
      if (form === DATA.length1) next += ring.bytes[base + offset + 1] as number;
      else if (form !== DATA.none) next = dataEnd(ring, base + offset, form, data, length);
      if (next > length) throw new Fault('payloadCut', `opcode 0x${opcode.toString(16)} at byte ${offset}`);
      if (act <= K.emptyTuple) {
        if (act === K.text) {
          if (!isUtf8(ring, data, next - data)) throw new Fault('textInvalid', `at byte ${offset}`);
        } else if (act === K.integer) {
          if (next - data > INTEGER_BYTES_MAX)
            throw new Fault('integerTooLong', `at byte ${offset}, more than ${INTEGER_BYTES_MAX} bytes`);
        } else if (act === 0) throw new Fault('pickleOpcode', `0x${opcode.toString(16)} at byte ${offset}`);
        stack.push(act, offset);
      } else if (act === ACT.store) this.store(opcode, offset, before);
      else if (act === ACT.stop) break;
      else this.step(act, opcode, offset, next, length);
      before = act;
      offset = next;
    }
    this.stop(offset + 1, length);
    return base;
  }

  private requireProtocol(length: number): void {
    if (length < 2) throw new Fault('payloadCut', `${length} bytes`);
    const protocol = this.ring.uint8(1);
    if (this.ring.uint8(0) !== OP.PROTO || protocol < PROTOCOL_MIN || protocol > PROTOCOL_MAX)
      throw new Fault('pickleProtocol', 'write the arguments with pickle.dumps(arguments, protocol=4)');
  }

  /** Every opcode but the scalars, what stores in the memo and STOP. */
  private step(act: number, opcode: number, offset: number, next: number, length: number): void {
    switch (act) {
      case ACT.fetch:
        this.fetch(opcode, offset);
        break;
      case ACT.closeTuple:
        this.closeTuple(opcode, offset);
        break;
      case K.mark:
        this.stack.push(K.mark, offset);
        break;
      case K.list:
      case K.map:
        this.opens.insert(offset, act, 0);
        this.stack.push(act, offset);
        break;
      case ACT.append:
        this.append(opcode, offset);
        break;
      case ACT.setItem:
        this.setItem(opcode, offset);
        break;
      case ACT.stackGlobal:
        this.stackGlobal(offset);
        break;
      case ACT.reduce:
        this.calls.reduce(offset);
        break;
      case ACT.build:
        this.countNamed();
        this.calls.build(offset);
        break;
      case ACT.global:
        this.global(offset, next);
        break;
      case ACT.frame:
        if (next + uint64LittleEndian(this.ring, offset + 1) > length)
          throw new Fault('payloadCut', `a frame at byte ${offset}`);
        break;
      default:
        throw new Fault('pickleProtocol', `a second PROTO at byte ${offset}`);
    }
  }

  /** @param before what the opcode before did: what was just fetched is not stored again */
  private store(opcode: number, offset: number, before: number): void {
    const memo = this.memo;
    const stack = this.stack;
    const top = stack.fromTop(1, offset);
    const kind = stack.kinds[top] as number;
    const start = stack.starts[top] as number;
    if (kind === K.mark) throw new Fault('pickleStack', `nothing to store at byte ${offset}`);
    if (before === ACT.fetch) throw new Fault('pickleMemo', `stored again at byte ${offset}`);
    const level = kind === K.tuple || kind === K.exception ? this.opens.level(start) : 0;
    const index = opcode === OP.MEMOIZE ? memo.count : memo.indexAt(opcode, offset);
    memo.store(index, kind + level, start);
  }

  private fetch(opcode: number, offset: number): void {
    const index = this.memo.indexAt(opcode, offset);
    const kind = plainKind(this.memo.kind(index));
    const recorded = (kind > K.emptyTuple && kind < K.mark) || kind >= K.builtinClass;
    if (recorded && !isDtypeOf(K.dtype, kind)) {
      const start = this.memo.start(index);
      // What went into a call has no record of its own any more.
      if (!this.opens.isAt(this.opens.find(start), start))
        throw new Fault('pickleMemo', `entry ${index}, an argument of a call, at byte ${offset}`);
    }
    this.stack.push(kind, offset);
  }

  private closeTuple(opcode: number, offset: number): void {
    const stack = this.stack;
    const marked = opcode === OP.TUPLE;
    const slot = marked ? stack.topMark(offset) : stack.fromTop(opcode - OP.TUPLE1 + 1, offset);
    const base = marked ? slot + 1 : slot;
    const count = stack.depth - base;
    const first = stack.kinds[base] as number;
    if (count === 2 && first >= K.mark && isDtypeOf(K.dtype, first)) {
      stack.closeTuple(slot, base, this.calls.scalarArguments(base, offset));
      return;
    }
    stack.requirePlain(base, offset);
    this.opens.insert(stack.starts[slot] as number, K.tuple, count);
    stack.closeTuple(slot, base, K.tuple);
  }

  private append(opcode: number, offset: number): void {
    const stack = this.stack;
    const base = opcode === OP.APPEND ? stack.fromTop(1, offset) : stack.topMark(offset) + 1;
    const list = opcode === OP.APPEND ? base - 1 : base - 2;
    stack.requirePlain(base, offset);
    this.grow(list, K.list, OP.EMPTY_LIST, stack.depth - base, offset);
  }

  private setItem(opcode: number, offset: number): void {
    const stack = this.stack;
    const base = opcode === OP.SETITEM ? stack.fromTop(2, offset) : stack.topMark(offset) + 1;
    const map = opcode === OP.SETITEM ? base - 1 : base - 2;
    const count = stack.depth - base;
    stack.requirePlain(base, offset);
    for (let key = base; key < stack.depth; key += 2)
      if (count % 2 !== 0 || !isKey(stack.kinds[key] as number))
        throw new Fault('pickleStack', `no key of a dict at byte ${offset}`);
    this.grow(map, K.map, OP.EMPTY_DICT, count / 2, offset);
  }

  /** Takes everything above the container at `at` into it. Only the code that made a container may fill it. */
  private grow(at: number, kind: number, maker: number, count: number, offset: number): void {
    const stack = this.stack;
    const start = at < 0 ? 0 : (stack.starts[at] as number);
    if (at < 0 || stack.kinds[at] !== kind || this.ring.uint8(start) !== maker)
      throw new Fault('pickleStack', `no list or dict to fill at byte ${offset}`);
    const record = this.opens.find(start);
    this.opens.recount(record, this.opens.counted(record) + count);
    stack.depth = at + 1;
  }

  private countNamed(): void {
    this.named += 1;
    if (this.named > this.namedMax)
      throw new Fault('tooManyValues', `more than ${this.namedMax} names of classes`);
  }

  private stackGlobal(offset: number): void {
    this.countNamed();
    const ring = this.ring;
    const stack = this.stack;
    const at = stack.fromTop(2, offset);
    if (stack.kinds[at] !== K.text || stack.kinds[at + 1] !== K.text)
      throw new Fault('pickleStack', `a class without a name at byte ${offset}`);
    const start = stack.starts[at] as number;
    const name = stack.starts[at + 1] as number;
    const moduleCode = this.memo.resolve(start);
    const nameCode = this.memo.resolve(name);
    stack.depth = at;
    this.pushGlobal(
      globalKind(
        ring,
        dataStart(ring, moduleCode),
        dataLength(ring, moduleCode),
        dataStart(ring, nameCode),
        dataLength(ring, nameCode),
        this.exceptions,
      ),
      start,
      name,
    );
  }

  private global(offset: number, next: number): void {
    this.countNamed();
    const module = offset + 1;
    const moduleEnd = lineEnd(this.ring, module, next);
    const name = moduleEnd + 1;
    const kind = globalKind(this.ring, module, moduleEnd - module, name, next - 1 - name, this.exceptions);
    this.pushGlobal(kind, offset, offset);
  }

  private pushGlobal(kind: number, start: number, name: number): void {
    this.stack.push(kind, start);
    if (kind === K.builtinClass || kind === K.foreignClass) this.opens.insert(start, kind, name);
  }

  private stop(next: number, length: number): void {
    this.stack.requirePlain(0, next - 1);
    if (this.stack.depth !== 1) throw new Fault('pickleStack', `${this.stack.depth} values at the end`);
    if (next !== length) throw new Fault('payloadTrailing', `${length - next} at byte ${next}`);
  }
}
