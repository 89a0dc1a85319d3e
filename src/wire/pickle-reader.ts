// Second pass over a pickle: gives its values one by one in place, guided by what the first pass noted.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { DEPTH_MAX, PICKLE_CODES_MAX, PICKLE_VALUES_MAX, type WireLimits } from '../kernel/limits.js';
import { K } from './pickle-kinds.js';
import { levelOf } from './pickle-memo.js';
import { ACT, ACTS, HEADS, lineEnd, OP } from './pickle-opcodes.js';
import { PickleScalars } from './pickle-scalars.js';
import { PickleScan } from './pickle-scan.js';
import { KIND, type Kind, type ValueReader } from './value-reader.js';
import { LEVEL_FIELDS, Workspace } from './workspace.js';

/** Codes that may be passed over while values are read: CPython writes about one a value. */
const NOISE_MAX = PICKLE_CODES_MAX;

/** What following a reference to a container or call costs more than a value, in values. */
const FETCH_COST = 3;

/** What stands for the return address of a container that was not fetched from the memo. */
const NO_RETURN = -1;

/** Where no record starts. */
const NOWHERE = -1;

/** What is left to read before the first value and behind the last. */
const OUTSIDE = -1;

/**
 * Marks, closing opcodes, stores in the memo and frames are noise here: the structure comes from the records of
 * `PickleOpens` and their counts. A value that is fetched from the memo is read again where it stands; `DEPTH_MAX`,
 * `PICKLE_VALUES_MAX` and `NOISE_MAX` end what never would.
 */
export class PickleReader extends PickleScalars implements ValueReader {
  readonly mapKeysDiffer = false;
  kind: Kind = KIND.end;
  count = 0;
  /** Module of the class of the exception in hand; of a builtin class the length is 0. */
  moduleStart = 0;
  moduleLength = 0;

  private readonly scan: PickleScan;
  /** Place in the payload, next record and where that starts. */
  private offset = 0;
  private openIndex = 0;
  private openStart = NOWHERE;
  private visited = 0;
  private noise = 0;
  /** What is left of the container in hand. */
  private left = OUTSIDE;
  /** Of each container on the way to it what is left of the one around, and where reading goes on behind it. */
  private readonly levels: Int32Array;
  private top = 0;

  constructor(ring: ByteSource, limits: WireLimits, space = new Workspace(limits)) {
    super(ring, space);
    this.scan = new PickleScan(ring, limits, space);
    this.levels = space.levels;
  }

  /** @param exceptions whether exceptions are read, of any class: in `error` packets, not elsewhere */
  open(length: number, exceptions = false): void {
    this.base = this.scan.run(length, exceptions);
    this.bytes = this.ring.bytes;
    this.rewind();
  }

  rewind(): void {
    this.top = 0;
    this.left = OUTSIDE;
    this.visited = 0;
    this.noise = 0;
    this.go(HEADS[OP.PROTO] as number, 0);
  }

  next(): Kind {
    const left = this.left;
    if (left <= 0) return left === 0 ? this.leaveContainer() : this.first();
    this.left = left - 1;
    this.visited += 1;
    if (this.visited > PICKLE_VALUES_MAX) throw new Fault('tooManyValues', `more than ${PICKLE_VALUES_MAX}`);
    this.kind = this.value();
    return this.kind;
  }

  leave(): void {
    const outside = this.top - LEVEL_FIELDS;
    while (this.top > outside && outside >= 0) this.next();
  }

  /** The arguments. */
  private first(): Kind {
    if (this.visited !== 0) throw new Fault('argumentCount', 'nothing follows the arguments');
    this.visited = 1;
    this.kind = this.value();
    if (this.kind !== KIND.tuple) throw new Fault('argumentCount', 'the payload is not a tuple of arguments');
    return this.kind;
  }

  private leaveContainer(): Kind {
    const levels = this.levels;
    const top = this.top - LEVEL_FIELDS;
    const offset = levels[top + 1] as number;
    if (offset !== NO_RETURN) this.go(offset, levels[top + 2] as number);
    this.left = levels[top] as number;
    this.top = top;
    this.kind = KIND.end;
    return KIND.end;
  }

  /** Goes to a place and the record that comes next there. */
  private go(offset: number, open: number): void {
    const opens = this.scan.opens;
    this.offset = offset;
    this.openIndex = open;
    this.openStart = open < opens.count ? (opens.words[2 * open] as number) : NOWHERE;
  }

  /** The next value from the current place on. */
  private value(): Kind {
    for (;;) {
      const offset = this.offset;
      if (offset === this.openStart) return this.enter();
      const opcode = this.bytes[this.base + offset] as number;
      const act = ACTS[opcode] as number;
      if (act <= K.emptyTuple) {
        this.offset = this.readCode(act, opcode, offset);
        return act === K.emptyTuple ? this.enterEmpty() : (act as Kind);
      }
      if (act === ACT.fetch) return this.fetch(opcode, offset);
      this.offset = offset + (HEADS[opcode] as number);
      this.noise += 1;
      if (this.noise > NOISE_MAX) throw new Fault('tooManyValues', `more than ${NOISE_MAX} opcodes`);
    }
  }

  private enterEmpty(): Kind {
    this.push(0);
    this.count = 0;
    return KIND.tuple;
  }

  /** Reads what an entry of the memo refers to. */
  private fetch(opcode: number, offset: number): Kind {
    const memo = this.scan.memo;
    const next = offset + (HEADS[opcode] as number);
    const index = memo.indexAt(opcode, offset);
    const kind = memo.kind(index);
    const start = memo.start(index);
    if (kind > K.emptyTuple) return this.fetchRecord(kind, start, next);
    this.readCode(kind, this.bytes[this.base + start] as number, start);
    this.offset = next;
    return kind === K.emptyTuple ? this.enterEmpty() : (kind as Kind);
  }

  /** Enters the container or call of a memo entry; reading goes on at `next` behind it. */
  private fetchRecord(kind: number, start: number, next: number): Kind {
    const opens = this.scan.opens;
    const open = this.openIndex;
    const top = this.top;
    this.visited += FETCH_COST;
    this.go(start, opens.find(start) + opens.level(start) - levelOf(kind));
    const found = this.enter();
    if (this.top > top) {
      this.levels[top + 1] = next;
      this.levels[top + 2] = open;
    } else this.go(next, open);
    return found;
  }

  /** Begins the container, or reads the value of the call, whose record is next. */
  private enter(): Kind {
    const opens = this.scan.opens;
    const record = this.openIndex;
    const start = this.openStart;
    const kind = opens.kinds[2 * record] as number;
    const count = opens.words[2 * record + 1] as number;
    this.go(start, record + 1);
    this.count = count;
    switch (kind) {
      case K.tuple:
        this.push(count);
        return KIND.tuple;
      case K.list:
        this.push(count);
        return KIND.list;
      case K.map:
        this.push(2 * count);
        return KIND.map;
      case K.exception:
        return this.enterException(count);
      case K.builtinClass:
      case K.foreignClass:
        return this.readClass(kind, start, count);
      case K.calledBytes:
        return this.readCalledBytes(count);
      default:
        return this.readNumpy(kind, count);
    }
  }

  private push(count: number): void {
    const levels = this.levels;
    const top = this.top;
    if (top === levels.length) throw new Fault('tooDeep', `more than ${DEPTH_MAX} levels`);
    levels[top] = this.left;
    levels[top + 1] = NO_RETURN;
    this.top = top + LEVEL_FIELDS;
    this.left = count;
  }

  /** Looks at the class, which is read once more as the first item, so that the module is known from now on. */
  private enterException(count: number): Kind {
    this.push(count);
    const offset = this.offset;
    const open = this.openIndex;
    this.value();
    this.go(offset, open);
    return KIND.exception;
  }

  /** Reads the name of the class whose code starts at `start`; `name` is the code of its name, or that of GLOBAL. */
  private readClass(kind: number, start: number, name: number): Kind {
    const { ring } = this;
    let module = start + 1;
    let moduleEnd = module;
    if (ring.uint8(name) === OP.GLOBAL) {
      moduleEnd = lineEnd(ring, module, ring.length);
      this.start = moduleEnd + 1;
      this.length = lineEnd(ring, this.start, ring.length) - this.start;
      this.offset = this.start + this.length + 1;
    } else {
      if (kind === K.foreignClass) {
        this.offset = start;
        this.value();
        module = this.start;
        moduleEnd = module + this.length;
      }
      this.offset = name;
      this.value();
    }
    this.moduleStart = module;
    this.moduleLength = kind === K.foreignClass ? moduleEnd - module : 0;
    return KIND.text;
  }

  /** Reads `_codecs.encode(text, 'latin1')`, whose text has its code at `text`, or `bytes()`. */
  private readCalledBytes(text: number): Kind {
    this.offset = text;
    if (this.ring.uint8(text) === OP.EMPTY_TUPLE) {
      this.offset = text + 1;
      this.length = 0;
      this.latin1 = false;
      return KIND.bytes;
    }
    this.value();
    const { start, length } = this;
    this.value();
    this.start = start;
    this.length = length;
    this.latin1 = true;
    return KIND.bytes;
  }

  /** Reads a scalar of the dtype that `kind` holds; `bytes` is where the code of its bytes starts. */
  private readNumpy(kind: number, bytes: number): Kind {
    this.offset = bytes;
    this.value();
    return this.convertNumpy(kind);
  }
}
