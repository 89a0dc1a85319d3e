// One axis's share of a straight move as segments for the step engine, made as the engine has room for them.

import { PIECE_BENDS, PIECE_ROOTS, PIECE_STARTS } from './root-pieces.js';
import { FRACTION_BITS, type StepEngine, TICKS_PER_SECOND } from './step-engine.js';
import type { Trapezoid } from './trapezoid.js';

/** What planning needs of a step engine. */
export type SegmentPlayer = Pick<StepEngine, 'room' | 'push' | 'start' | 'position'>;

/** Units of an interval in a tick. */
const TICK = 2 ** FRACTION_BITS;

/** Steps of one segment of the cruise: after so many its interval, rounded to 1/65,536 tick, is half a tick off. */
const CRUISE_STEPS_MAX = 65_535;

/**
 * A step at share p of the way is due at the profile's time of p, so that all axes end together. Every segment ends
 * where the ideal step does, whatever the segments before it were rounded to.
 *
 * Times count in 1/65,536 tick from half a tick after the start: the engine, which cuts off fractions of a tick,
 * then makes each edge at the nearest one.
 *
 * Three phases: the ramp up, piece by piece of the root's table; the cruise, of at least one step, of which the first
 * and the last are partly in a ramp and have segments of their own; the ramp down, which is the ramp up mirrored.
 */
export class AxisSegments {
  private readonly axis: number;
  private direction: 0 | 1 = 0;
  /** Of the whole move, of either ramp, and pushed so far. */
  private steps = 0;
  private rampSteps = 0;
  private done = 0;
  /** Place in the root's table. */
  private piece = 0;
  /** When step 1 of the ramp is due; step k at the root of k times that. */
  private rootTime = 0;
  private cruiseInterval = 0;
  /** When the pushed segments end, the ramp up ends, the move ends. */
  private time = 0;
  private rampTime = 0;
  private endTime = 0;

  /** @param axis number of the axis in the engine */
  constructor(axis: number) {
    this.axis = axis;
  }

  /**
   * Prepares a move from rest.
   * @param steps with sign, not 0; of either ramp at most `RAMP_STEPS_MAX`
   * @param profile of the whole way as 1; shorter than 13,000 s, so that times are exact integers
   */
  begin(steps: number, profile: Trapezoid): void {
    const count = Math.abs(steps);
    const unit = TICKS_PER_SECOND * TICK;
    this.direction = steps > 0 ? 1 : 0;
    this.steps = count;
    this.rampSteps = Math.floor(Math.min(count * profile.rampDistance, (count - 1) / 2));
    this.rootTime = (profile.rampSeconds / Math.sqrt(count * profile.rampDistance)) * unit;
    this.cruiseInterval = unit / (count * profile.peakSpeed);
    this.endTime = Math.round(profile.duration * TICKS_PER_SECOND) * TICK;
    this.time = -TICK / 2;
    this.rampTime = 0;
    this.done = 0;
    this.piece = 0;
  }

  /** Ticks from the start of the move until which it is pushed. */
  get fedTicks(): number {
    return this.time / TICK;
  }

  /** Pushes what the engine has room for; true when the whole move is pushed. Allocates nothing. */
  feed(engine: SegmentPlayer): boolean {
    const cruiseEnd = this.steps - this.rampSteps;
    let room = engine.room(this.axis);
    if (this.done < this.rampSteps) room = this.rampUp(engine, room);
    for (; room > 0 && this.done >= this.rampSteps && this.done < cruiseEnd; room--)
      this.cruise(engine, cruiseEnd);
    if (this.done >= cruiseEnd) this.rampDown(engine, room);
    return this.done === this.steps;
  }

  /** Returns the room that is left, segments. */
  private rampUp(engine: SegmentPlayer, room: number): number {
    const axis = this.axis;
    const direction = this.direction;
    const rootTime = this.rootTime;
    const end = this.rampSteps;
    let done = this.done;
    let piece = this.piece;
    let time = this.time;
    for (; room > 0 && done < end; room--) {
      // The last piece is cut off where the ramp ends.
      const steps = (PIECE_STARTS[piece + 1] as number) - done;
      const count = done + steps < end ? steps : end - done;
      const add = Math.round(rootTime * (PIECE_BENDS[piece] as number));
      piece += 1;
      const mean = (rootTime * (PIECE_ROOTS[piece] as number) - time) / steps;
      const interval = Math.round(mean - (add * (steps - 1)) / 2);
      engine.push(axis, direction, count, interval, add, false);
      time += count * (interval + (add * (count - 1)) / 2);
      done += count;
    }
    this.done = done;
    this.piece = piece;
    this.time = time;
    this.rampTime = time;
    return room;
  }

  private cruise(engine: SegmentPlayer, cruiseEnd: number): void {
    const inside = cruiseEnd - 1 - this.done;
    const isEdge = this.done === this.rampSteps || inside === 0;
    const count = isEdge ? 1 : Math.min(inside, CRUISE_STEPS_MAX);
    const done = this.done + count;
    const due =
      done === cruiseEnd
        ? this.endTime - this.rampTime
        : this.endTime / 2 + (done - this.steps / 2) * this.cruiseInterval;
    const interval = Math.round((due - this.time) / count);
    engine.push(this.axis, this.direction, count, interval, 0, done === this.steps);
    this.time += count * interval;
    this.done = done;
  }

  private rampDown(engine: SegmentPlayer, room: number): void {
    const axis = this.axis;
    const direction = this.direction;
    const endTime = this.endTime;
    const rootTime = this.rootTime;
    let left = this.steps - this.done;
    let piece = this.piece;
    let time = this.time;
    for (; room > 0 && left > 0; room--) {
      piece -= 1;
      const after = PIECE_STARTS[piece] as number;
      const count = left - after;
      const add = Math.round(-rootTime * (PIECE_BENDS[piece] as number));
      const mean = (endTime - rootTime * (PIECE_ROOTS[piece] as number) - time) / count;
      const interval = Math.round(mean - (add * (count - 1)) / 2);
      engine.push(axis, direction, count, interval, add, after === 0);
      time += count * (interval + (add * (count - 1)) / 2);
      left = after;
    }
    this.done = this.steps - left;
    this.piece = piece;
    this.time = time;
  }
}
