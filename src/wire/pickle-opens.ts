// The containers and calls of a pickle in the order in which a reader meets them: start, kind and count of each.

import { Fault } from '../kernel/faults.js';
import { DEPTH_MAX } from '../kernel/limits.js';

/** Offsets in a payload. */
export type Offsets = Uint16Array | Uint32Array;

/** As small as payloads of up to `payloadBytes` allow; the largest value is never a place. */
export const offsets = (count: number, payloadBytes: number): Offsets =>
  payloadBytes <= 0xffff ? new Uint16Array(count) : new Uint32Array(count);

/** Records are sorted by where they start; of those that start at the same byte the outermost comes first. */
export class PickleOpens {
  count = 0;
  readonly #capacity: number;
  readonly starts: Offsets;
  readonly kinds: Uint8Array;
  /**
   * Items of a list, tuple or exception, pairs of a map. Of a call that gives one value and of a class: the offset of
   * the code that says which.
   */
  readonly counts: Offsets;

  constructor(capacity: number, payloadBytes: number) {
    this.#capacity = capacity;
    // One more than fit, for the mark behind the last.
    this.starts = offsets(capacity + 1, payloadBytes);
    this.kinds = new Uint8Array(capacity);
    this.counts = offsets(capacity, payloadBytes);
  }

  clear(): void {
    this.count = 0;
  }

  /** Adds a record in front of all that start at `start` or later: it contains them. */
  insert(start: number, kind: number, count: number): void {
    const { starts, kinds, counts } = this;
    const end = this.count;
    if (end === this.#capacity) throw new Fault('tooManyValues', `more than ${end} lists, tuples and dicts`);
    const at = this.find(start);
    if (at < end) {
      starts.copyWithin(at + 1, at, end);
      kinds.copyWithin(at + 1, at, end);
      counts.copyWithin(at + 1, at, end);
    }
    starts[at] = start;
    kinds[at] = kind;
    counts[at] = count;
    this.count = end + 1;
  }

  /** The first record that starts at `start` or later. */
  find(start: number): number {
    const { starts } = this;
    let high = this.count;
    if (high === 0 || (starts[high - 1] as number) < start) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as number) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether record `at` exists and starts at `start`. */
  isAt(at: number, start: number): boolean {
    return at < this.count && this.starts[at] === start;
  }

  /** How many records start at `start`. Fault `tooDeep` above `DEPTH_MAX`: no reader would get through. */
  level(start: number): number {
    const first = this.find(start);
    let level = 0;
    while (this.isAt(first + level, start)) level += 1;
    if (level > DEPTH_MAX) throw new Fault('tooDeep', `at byte ${start}`);
    return level;
  }

  /** Drops every record that starts at `start` or later: a call took them in. */
  cut(start: number): void {
    this.count = this.find(start);
  }

  /** Marks the end, so that a reader may compare without asking whether there is a next record. */
  seal(): void {
    this.starts[this.count] = 0xffff_ffff;
  }
}
