// Second pass over a pickle: gives its values one by one in place, guided by what the first pass noted.

import type { ByteRing } from '../kernel/byte-ring.js';
import { Fault } from '../kernel/faults.js';
import { DEPTH_MAX, PICKLE_CODES_MAX, PICKLE_VALUES_MAX, type WireLimits } from '../kernel/limits.js';
import { K } from './pickle-kinds.js';
import { ACT, ACTS, HEADS, lineEnd, OP } from './pickle-opcodes.js';
import { PickleScalars } from './pickle-scalars.js';
import { PickleScan } from './pickle-scan.js';
import { KIND, type Kind, type ValueReader } from './value-reader.js';

/** Codes that may be passed over while values are read: CPython writes about one a value. */
const NOISE_MAX = PICKLE_CODES_MAX;

/** What following a reference to a container or call costs more than a value, in values. */
const FETCH_COST = 3;

/** What stands for the return address of a container that was not fetched from the memo. */
const NO_RETURN = -1;

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

  readonly #scan: PickleScan;
  /** Place in the payload and next record. */
  #offset = 0;
  #open = 0;
  #visited = 0;
  #noise = 0;
  /** Of each container on the way to the current value: what is left of it, and where reading goes on behind it. */
  #depth = 0;
  readonly #left = new Int32Array(DEPTH_MAX);
  readonly #returnOffsets = new Int32Array(DEPTH_MAX);
  readonly #returnOpens = new Int32Array(DEPTH_MAX);

  constructor(ring: ByteRing, limits: WireLimits) {
    super(ring);
    this.#scan = new PickleScan(ring, limits);
  }

  /** @param exceptions whether exceptions are read, of any class: in `error` packets, not elsewhere */
  open(length: number, exceptions = false): void {
    this.#scan.run(length, exceptions);
    this.rewind();
  }

  rewind(): void {
    this.#depth = 0;
    this.#visited = 0;
    this.#noise = 0;
    this.#open = 0;
    this.#offset = HEADS[OP.PROTO] as number;
  }

  next(): Kind {
    const depth = this.#depth;
    if (depth === 0) return this.#first();
    const left = this.#left[depth - 1] as number;
    if (left === 0) return this.#leaveContainer(depth - 1);
    this.#left[depth - 1] = left - 1;
    this.#visit(1);
    this.kind = this.#value();
    return this.kind;
  }

  #visit(values: number): void {
    this.#visited += values;
    if (this.#visited > PICKLE_VALUES_MAX) throw new Fault('tooManyValues', `more than ${PICKLE_VALUES_MAX}`);
  }

  leave(): void {
    const outside = this.#depth - 1;
    while (this.#depth > outside && outside >= 0) this.next();
  }

  /** The arguments. */
  #first(): Kind {
    if (this.#visited !== 0) throw new Fault('argumentCount', 'nothing follows the arguments');
    this.#visited = 1;
    this.kind = this.#value();
    if (this.kind !== KIND.tuple) throw new Fault('argumentCount', 'the payload is not a tuple of arguments');
    return this.kind;
  }

  #leaveContainer(depth: number): Kind {
    this.#depth = depth;
    const offset = this.#returnOffsets[depth] as number;
    if (offset !== NO_RETURN) {
      this.#offset = offset;
      this.#open = this.#returnOpens[depth] as number;
    }
    this.kind = KIND.end;
    return KIND.end;
  }

  /** The next value from the current place on. */
  #value(): Kind {
    const { ring } = this;
    const { starts } = this.#scan.opens;
    for (;;) {
      const offset = this.#offset;
      if (starts[this.#open] === offset) return this.#enter();
      const opcode = ring.uint8(offset);
      const act = ACTS[opcode] as number;
      if (act <= K.emptyTuple) return this.#readScalar(act, opcode, offset);
      if (act === ACT.fetch) return this.#fetch(opcode, offset);
      this.#offset = offset + (HEADS[opcode] as number);
      this.#noise += 1;
      if (this.#noise > NOISE_MAX) throw new Fault('tooManyValues', `more than ${NOISE_MAX} opcodes`);
    }
  }

  /** Reads the value of one code and goes behind it. */
  #readScalar(kind: number, opcode: number, offset: number): Kind {
    this.#offset = this.readCode(kind, opcode, offset);
    if (kind !== K.emptyTuple) return kind as Kind;
    this.#push(0);
    this.count = 0;
    return KIND.tuple;
  }

  /** Reads what an entry of the memo refers to. */
  #fetch(opcode: number, offset: number): Kind {
    const { memo, opens } = this.#scan;
    const next = offset + (HEADS[opcode] as number);
    const index = memo.indexAt(opcode, offset);
    const kind = memo.kind(index);
    const start = memo.start(index);
    let found: Kind;
    if (kind <= K.emptyTuple) {
      found = this.#readScalar(kind, this.ring.uint8(start), start);
      this.#offset = next;
      return found;
    }
    this.#visit(FETCH_COST);
    const open = this.#open;
    const depth = this.#depth;
    this.#offset = start;
    this.#open = opens.find(start) + opens.level(start) - memo.level(index);
    found = this.#enter();
    if (this.#depth > depth) {
      this.#returnOffsets[depth] = next;
      this.#returnOpens[depth] = open;
    } else {
      this.#offset = next;
      this.#open = open;
    }
    return found;
  }

  /** Begins the container, or reads the value of the call, whose record is next. */
  #enter(): Kind {
    const { opens } = this.#scan;
    const record = this.#open;
    const kind = opens.kinds[record] as number;
    const count = opens.counts[record] as number;
    this.#open = record + 1;
    this.count = count;
    switch (kind) {
      case K.tuple:
        this.#push(count);
        return KIND.tuple;
      case K.list:
        this.#push(count);
        return KIND.list;
      case K.map:
        this.#push(2 * count);
        return KIND.map;
      case K.exception:
        return this.#enterException(count);
      case K.builtinClass:
      case K.foreignClass:
        return this.#readClass(kind, opens.starts[record] as number, count);
      case K.calledBytes:
        return this.#readCalledBytes(count);
      default:
        return this.#readNumpy(kind, count);
    }
  }

  #push(count: number): void {
    const depth = this.#depth;
    if (depth === DEPTH_MAX) throw new Fault('tooDeep', `more than ${DEPTH_MAX} levels`);
    this.#left[depth] = count;
    this.#returnOffsets[depth] = NO_RETURN;
    this.#depth = depth + 1;
  }

  /** Looks at the class, which is read once more as the first item, so that the module is known from now on. */
  #enterException(count: number): Kind {
    this.#push(count);
    const offset = this.#offset;
    const open = this.#open;
    this.#value();
    this.#offset = offset;
    this.#open = open;
    return KIND.exception;
  }

  /** Reads the name of the class whose code starts at `start`; `name` is the code of its name, or that of GLOBAL. */
  #readClass(kind: number, start: number, name: number): Kind {
    const { ring } = this;
    let module = start + 1;
    let moduleEnd = module;
    if (ring.uint8(name) === OP.GLOBAL) {
      moduleEnd = lineEnd(ring, module, ring.length);
      this.start = moduleEnd + 1;
      this.length = lineEnd(ring, this.start, ring.length) - this.start;
      this.#offset = this.start + this.length + 1;
    } else {
      if (kind === K.foreignClass) {
        this.#offset = start;
        this.#value();
        module = this.start;
        moduleEnd = module + this.length;
      }
      this.#offset = name;
      this.#value();
    }
    this.moduleStart = module;
    this.moduleLength = kind === K.foreignClass ? moduleEnd - module : 0;
    return KIND.text;
  }

  /** Reads `_codecs.encode(text, 'latin1')`, whose text has its code at `text`, or `bytes()`. */
  #readCalledBytes(text: number): Kind {
    this.#offset = text;
    if (this.ring.uint8(text) === OP.EMPTY_TUPLE) {
      this.#offset = text + 1;
      this.length = 0;
      this.latin1 = false;
      return KIND.bytes;
    }
    this.#value();
    const { start, length } = this;
    this.#value();
    this.start = start;
    this.length = length;
    this.latin1 = true;
    return KIND.bytes;
  }

  /** Reads a scalar of the dtype that `kind` holds; `bytes` is where the code of its bytes starts. */
  #readNumpy(kind: number, bytes: number): Kind {
    this.#offset = bytes;
    this.#value();
    return this.convertNumpy(kind);
  }
}
