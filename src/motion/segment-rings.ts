// The segments that axes have still to play: a fixed ring for each on typed arrays, and what a segment must keep to.

import { Fault } from '../kernel/faults.js';
import { FRACTION_BITS, INTERVAL_TICKS_END, RING_SEGMENTS } from './step-engine.js';
import type { StepSettings } from './step-settings.js';

const TICK = 2 ** FRACTION_BITS;

export class SegmentRings {
  /** Of each segment, by its place. */
  readonly counts: Uint32Array;
  readonly intervals: Float64Array;
  readonly adds: Float64Array;
  readonly directions: Uint8Array;
  readonly lasts: Uint8Array;
  private readonly settings: StepSettings;
  /** Of each axis: where its oldest segment is, how many there are, the direction of the newest. */
  private readonly oldest: Uint8Array;
  private readonly usedOf: Uint8Array;
  private readonly newest: Uint8Array;

  constructor(settings: StepSettings) {
    const axes = settings.axes.length;
    this.settings = settings;
    this.counts = new Uint32Array(axes * RING_SEGMENTS);
    this.intervals = new Float64Array(axes * RING_SEGMENTS);
    this.adds = new Float64Array(axes * RING_SEGMENTS);
    this.directions = new Uint8Array(axes * RING_SEGMENTS);
    this.lasts = new Uint8Array(axes * RING_SEGMENTS);
    this.oldest = new Uint8Array(axes);
    this.usedOf = new Uint8Array(axes);
    this.newest = new Uint8Array(axes);
  }

  room(axis: number): number {
    return RING_SEGMENTS - (this.usedOf[axis] as number);
  }

  push(axis: number, direction: number, count: number, interval: number, add: number, last: boolean): void {
    const { intervalTicks, turnTicks } = this.settings;
    const shortest = direction === this.newest[axis] ? intervalTicks : turnTicks;
    const final = interval + add * (count > 1 ? count - 1 : 0);
    const end = INTERVAL_TICKS_END * TICK;
    if (interval < shortest * TICK || interval >= end || final < intervalTicks * TICK || final >= end)
      throw new Fault(
        'segmentRefused',
        `intervals of axis ${axis} from ${interval / TICK} to ${final / TICK} ticks, ${shortest} is the shortest`,
      );
    const used = this.usedOf[axis] as number;
    if (used === RING_SEGMENTS) throw new Fault('segmentRefused', `the ring of axis ${axis} is full`);
    const place = this.place(axis, used);
    this.counts[place] = count;
    this.intervals[place] = interval;
    this.adds[place] = add;
    this.directions[place] = direction;
    this.lasts[place] = last ? 1 : 0;
    this.usedOf[axis] = used + 1;
    this.newest[axis] = direction;
  }

  /** Segments of an axis. */
  used(axis: number): number {
    return this.usedOf[axis] as number;
  }

  /** Place of segment `number` of an axis, the oldest being 0. */
  place(axis: number, number: number): number {
    return axis * RING_SEGMENTS + (((this.oldest[axis] as number) + number) % RING_SEGMENTS);
  }

  /** Takes the oldest segment out and returns its place. There is one. */
  take(axis: number): number {
    const place = this.place(axis, 0);
    this.oldest[axis] = ((this.oldest[axis] as number) + 1) % RING_SEGMENTS;
    this.usedOf[axis] = (this.usedOf[axis] as number) - 1;
    return place;
  }

  /** Drops all segments of an axis whose pin says `direction`. */
  clear(axis: number, direction: number): void {
    this.usedOf[axis] = 0;
    this.newest[axis] = direction;
  }
}
