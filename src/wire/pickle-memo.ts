// The memo of a pickle: where in the payload a stored value starts and what it is.

import type { ByteRing } from '../kernel/byte-ring.js';
import { Fault } from '../kernel/faults.js';
import { K } from './pickle-kinds.js';
import { HEADS, OP, uint32LittleEndian } from './pickle-opcodes.js';
import { type Offsets, offsets } from './pickle-opens.js';

/** Entries of tuples and exceptions hold their level in the lower bits of the kind. */
const LEVEL_MASK = 0x1f;

export class PickleMemo {
  readonly #ring: ByteRing;
  readonly #kinds: Uint8Array;
  readonly #starts: Offsets;
  /** Entries stored, and one more than the highest index among them. */
  #count = 0;
  #top = 0;

  constructor(ring: ByteRing, capacity: number, payloadBytes: number) {
    this.#ring = ring;
    this.#kinds = new Uint8Array(capacity);
    this.#starts = offsets(capacity, payloadBytes);
  }

  clear(): void {
    this.#kinds.fill(0, 0, this.#top);
    this.#count = 0;
    this.#top = 0;
  }

  /** The index in the memo code at `offset`; `MEMOIZE` has none and counts. */
  indexAt(opcode: number, offset: number): number {
    if (opcode === OP.MEMOIZE) return this.#count;
    return HEADS[opcode] === 2 ? this.#ring.uint8(offset + 1) : uint32LittleEndian(this.#ring, offset + 1);
  }

  /** @param level as `PickleOpens.level` says, for tuples and exceptions */
  store(index: number, kind: number, start: number, level: number): void {
    if (index >= this.#kinds.length) throw new Fault('tooManyValues', `memo entry ${index}`);
    if (this.#kinds[index] !== 0) throw new Fault('pickleMemo', `entry ${index} is stored twice`);
    this.#kinds[index] = kind === K.tuple || kind === K.exception ? kind + level : kind;
    this.#starts[index] = start;
    this.#count += 1;
    if (index >= this.#top) this.#top = index + 1;
  }

  /** Kind of an entry. Fault `pickleMemo` when nothing was stored there. */
  kind(index: number): number {
    const kind = index < this.#top ? (this.#kinds[index] as number) : 0;
    if (kind === 0) throw new Fault('pickleMemo', `entry ${index} was never stored`);
    return kind > K.tuple && kind < K.mark ? kind & ~LEVEL_MASK : kind;
  }

  start(index: number): number {
    return this.#starts[index] as number;
  }

  /** How many records that start where the entry does belong to it, itself included. */
  level(index: number): number {
    const kind = this.#kinds[index] as number;
    return kind > K.tuple && kind < K.mark ? kind & LEVEL_MASK : 1;
  }

  /** Where the scalar stands whose code is at `offset`: there, or where the reference there leads. */
  resolve(offset: number): number {
    const opcode = this.#ring.uint8(offset);
    if (opcode !== OP.BINGET && opcode !== OP.LONG_BINGET) return offset;
    return this.start(this.indexAt(opcode, offset));
  }
}
