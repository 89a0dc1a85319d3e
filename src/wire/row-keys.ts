// The names that key the rows of a table while it is read: told apart, and found again in the next column.

import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { KEY_STEPS_MAX } from '../kernel/limits.js';
import { hashBytes } from '../kernel/name-arena.js';
import type { ValueReader } from './value-reader.js';
import type { Offsets, Workspace } from './workspace.js';

/** Remembers for each row where its key stands and how long it is, 255 bytes at most; no copy of the text. */
export class RowKeys {
  private readonly ring: ByteSource;
  private readonly space: Workspace;
  private readonly starts: Offsets;
  private readonly lengths: Uint8Array;
  /** Number of a row plus 1, or 0. The hash table is probed linearly. */
  private readonly slots: Uint16Array;
  private readonly shift: number;
  /** Slots passed and words compared, as in `MapKeys`. */
  private steps = 0;

  constructor(ring: ByteSource, space: Workspace) {
    this.ring = ring;
    this.space = space;
    this.starts = space.rowStarts;
    this.lengths = space.rowLengths;
    this.slots = space.slots;
    this.shift = Math.clz32(space.slots.length) + 1;
  }

  /** Begins a table whose keys `add` has to tell apart. No map is open at that time. */
  begin(): void {
    this.space.hasKeySlots = false;
    this.slots.fill(0);
    this.steps = 0;
  }

  /** Takes the text just read as the key of `row`, which is known to be new. */
  put(row: number, value: ValueReader): void {
    this.starts[row] = value.start;
    this.lengths[row] = value.length;
  }

  /**
   * Takes the text just read as the key of `row`; rows come in order from 0. False when an earlier row has it. Fault
   * `tooManyValues` for keys that were made to collide.
   */
  add(row: number, value: ValueReader): boolean {
    const slots = this.slots;
    const mask = slots.length - 1;
    const { start, length } = value;
    let slot = Math.imul(hashBytes(this.ring, start, length), 0x9e37_79b1) >>> this.shift;
    for (let key = slots[slot] as number; key !== 0; key = slots[slot] as number) {
      if (this.lengths[key - 1] === length && this.isLike(key - 1, start, length)) return false;
      slot = (slot + 1) & mask;
      this.count(1);
    }
    slots[slot] = row + 1;
    this.put(row, value);
    return true;
  }

  /** Whether the text just read is the key of `row`. */
  matches(row: number, { start, length }: ValueReader): boolean {
    const known = this.starts[row] as number;
    if (known === start) return true;
    return this.lengths[row] === length && this.ring.sameBytes(known, start, length);
  }

  /** Whether the key of `row`, of the same length, is the text at `start`. */
  private isLike(row: number, start: number, length: number): boolean {
    const ring = this.ring;
    const known = this.starts[row] as number;
    this.count(2);
    if (known === start) return true;
    // Names of a series are alike at the beginning.
    if (ring.uint8(known + length - 1) !== ring.uint8(start + length - 1)) return false;
    this.count(2 + (length >> 2));
    return ring.sameBytes(known, start, length);
  }

  private count(steps: number): void {
    this.steps += steps;
    if (this.steps > KEY_STEPS_MAX) throw new Fault('tooManyValues', 'keys that collide');
  }
}
