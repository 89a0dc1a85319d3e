// The memo of a pickle: where in the payload a stored value starts and what it is.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { K } from './pickle-kinds.js';
import { HEADS, OP, uint32LittleEndian } from './pickle-opcodes.js';
import type { Offsets, Workspace } from './workspace.js';

/** Entries of tuples and exceptions hold their level in the lower bits of the kind. */
const LEVEL_MASK = 0x1f;

const hasLevel = (kind: number): boolean => kind > K.tuple && kind < K.mark;

/** The kind of a memo entry without its level. */
export const plainKind = (kind: number): number => (hasLevel(kind) ? kind & ~LEVEL_MASK : kind);

/** How many records that start where the memo entry does belong to it, itself included. */
export const levelOf = (kind: number): number => (hasLevel(kind) ? kind & LEVEL_MASK : 1);

/** Entry 0 has the last cell of the workspace, entry 1 the one before it, and so on. */
export class PickleMemo {
  private readonly ring: ByteSource;
  private readonly space: Workspace;
  private readonly capacity: number;
  private readonly kinds: Uint8Array;
  private readonly starts: Offsets;
  private readonly last: number;
  /** Entries stored; `memoCells` of the workspace is one more than the highest index among them. */
  count = 0;

  constructor(ring: ByteSource, space: Workspace, capacity: number) {
    this.ring = ring;
    this.space = space;
    this.capacity = capacity;
    this.kinds = space.cellKinds;
    this.starts = space.cells;
    this.last = space.cells.length - 1;
  }

  clear(): void {
    this.space.memoCells = 0;
    this.count = 0;
  }

  /** The index in the memo code at `offset`. MEMOIZE has none: it takes `count`. */
  indexAt(opcode: number, offset: number): number {
    if (HEADS[opcode] === 2) return this.ring.uint8(offset + 1);
    return uint32LittleEndian(this.ring, offset + 1);
  }

  /** @param kind of a tuple or exception with the level, as `PickleOpens.level` says it, added */
  store(index: number, kind: number, start: number): void {
    const space = this.space;
    const kinds = this.kinds;
    const cell = this.last - index;
    const cells = space.memoCells;
    if (index < cells) {
      if (kinds[cell] !== 0) throw new Fault('pickleMemo', `entry ${index} is stored twice`);
    } else {
      if (index >= this.capacity || index + space.recordCells > this.last)
        throw new Fault('tooManyValues', `memo entry ${index}`);
      // The entries between are empty.
      if (index > cells) kinds.fill(0, cell, this.last - cells + 1);
      space.memoCells = index + 1;
    }
    kinds[cell] = kind;
    this.starts[cell] = start;
    this.count += 1;
  }

  /** Kind of an entry, with the level where it has one. Fault `pickleMemo` when nothing was stored there. */
  kind(index: number): number {
    const kind = index < this.space.memoCells ? (this.kinds[this.last - index] as number) : 0;
    if (kind === 0) throw new Fault('pickleMemo', `entry ${index} was never stored`);
    return kind;
  }

  start(index: number): number {
    return this.starts[this.last - index] as number;
  }

  /** Where the scalar stands whose code is at `offset`: there, or where the reference there leads. */
  resolve(offset: number): number {
    const opcode = this.ring.uint8(offset);
    if (opcode !== OP.BINGET && opcode !== OP.LONG_BINGET) return offset;
    return this.start(this.indexAt(opcode, offset));
  }
}
