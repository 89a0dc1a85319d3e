// A step engine that keeps the segments it is given and plays them by their definition alone.

import type { SegmentPlayer } from '../../src/motion/axis-segments.js';

export interface Segment {
  readonly direction: 0 | 1;
  readonly count: number;
  /** In 1/65,536 tick, as is `add`. */
  readonly interval: number;
  readonly add: number;
  readonly last: boolean;
}

export class SegmentRecorder implements SegmentPlayer {
  readonly #ringSize: number;
  readonly #axes = new Map<number, { segments: Segment[]; taken: number; position: number }>();
  /** Masks that were given to `start`, and how many segments had been pushed by then. */
  readonly starts: { axes: number; segments: number }[] = [];

  constructor(ringSize = 32) {
    this.#ringSize = ringSize;
  }

  room(axis: number): number {
    const { segments, taken } = this.#of(axis);
    return this.#ringSize - (segments.length - taken);
  }

  push(axis: number, direction: 0 | 1, count: number, interval: number, add: number, last: boolean): void {
    if (this.room(axis) === 0) throw new Error(`the ring of axis ${axis} is full`);
    this.#of(axis).segments.push({ direction, count, interval, add, last });
  }

  start(axes: number): void {
    const segments = [...this.#axes.values()].reduce((sum, axis) => sum + axis.segments.length, 0);
    this.starts.push({ axes, segments });
  }

  position(axis: number): number {
    return this.#of(axis).position;
  }

  /** All segments of an axis, played or not. */
  segments(axis: number): readonly Segment[] {
    return this.#of(axis).segments;
  }

  /** Takes up to `count` segments of an axis out of its ring, as if their steps were made. */
  play(axis: number, count: number): void {
    const of = this.#of(axis);
    for (; count > 0 && of.taken < of.segments.length; count--) {
      const segment = of.segments[of.taken++] as Segment;
      of.position += segment.direction === 1 ? segment.count : -segment.count;
    }
  }

  /** Ticks from the start at which the steps of an axis come, all its segments taken for one move. */
  edges(axis: number): number[] {
    const edges: number[] = [];
    let time = 0;
    for (const { count, interval, add } of this.segments(axis)) {
      let wait = interval;
      for (let step = 0; step < count; step++) {
        time += wait;
        wait += add;
        edges.push(Math.floor(time / 65_536));
      }
    }
    return edges;
  }

  /** Forgets the segments and keeps the positions. */
  clear(): void {
    for (const of of this.#axes.values()) {
      of.segments = [];
      of.taken = 0;
    }
    this.starts.length = 0;
  }

  #of(axis: number) {
    let of = this.#axes.get(axis);
    if (of === undefined) {
      of = { segments: [], taken: 0, position: 0 };
      this.#axes.set(axis, of);
    }
    return of;
  }
}
