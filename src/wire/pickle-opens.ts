// The containers and calls of a pickle in the order in which a reader meets them: start, kind and count of each.

import { Fault } from '../kernel/faults.js';
import { DEPTH_MAX } from '../kernel/limits.js';
import type { Offsets, Workspace } from './workspace.js';

/**
 * Records are sorted by where they start; of those that start at the same byte the outermost comes first. Each has two
 * cells of the workspace, from the beginning on: its start, and its count of items, of a map of pairs. In place of the
 * count a call that gives one value, and a class, has the offset of the code that says which.
 */
export class PickleOpens {
  count = 0;
  /** Of record r words 2r and 2r + 1 are start and count; kind 2r is its kind. */
  readonly words: Offsets;
  readonly kinds: Uint8Array;
  private readonly capacity: number;
  private readonly space: Workspace;

  constructor(space: Workspace, capacity: number) {
    this.words = space.cells;
    this.kinds = space.cellKinds;
    this.capacity = capacity;
    this.space = space;
  }

  clear(): void {
    this.count = 0;
    this.space.recordCells = 0;
  }

  counted(record: number): number {
    return this.words[2 * record + 1] as number;
  }

  recount(record: number, count: number): void {
    this.words[2 * record + 1] = count;
  }

  /** Adds a record in front of all that start at `start` or later: it contains them. */
  insert(start: number, kind: number, count: number): void {
    const records = this.count;
    const end = 2 * records;
    if (records === this.capacity || end + 2 + this.space.memoCells > this.words.length)
      throw new Fault('tooManyValues', `more than ${records} lists, tuples and dicts`);
    const at = 2 * this.find(start);
    if (at < end) {
      this.words.copyWithin(at + 2, at, end);
      this.kinds.copyWithin(at + 2, at, end);
    }
    this.words[at] = start;
    this.words[at + 1] = count;
    this.kinds[at] = kind;
    this.count = records + 1;
    this.space.recordCells = end + 2;
  }

  /** The first record that starts at `start` or later. */
  find(start: number): number {
    const words = this.words;
    let high = this.count;
    // Most are looked for at the end.
    const last = 2 * high - 2;
    if (last < 0 || (words[last] as number) < start) return high;
    if (last === 0 || (words[last - 2] as number) < start) return high - 1;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((words[2 * middle] as number) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether record `at` exists and starts at `start`. */
  isAt(at: number, start: number): boolean {
    return at < this.count && this.words[2 * at] === start;
  }

  /** How many records start at `start`. Fault `tooDeep` above `DEPTH_MAX`: no reader would get through. */
  level(start: number): number {
    const end = 2 * this.count;
    let level = 0;
    for (let at = 2 * this.find(start); at < end && this.words[at] === start; at += 2) level += 1;
    if (level > DEPTH_MAX) throw new Fault('tooDeep', `at byte ${start}`);
    return level;
  }

  /** Drops every record that starts at `start` or later: a call took them in. */
  cut(start: number): void {
    this.count = this.find(start);
    this.space.recordCells = 2 * this.count;
  }
}
