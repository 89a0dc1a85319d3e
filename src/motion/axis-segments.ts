// One axis's share of a straight move as segments for the step engine, made as the engine has room for them.

import { ROOT_PIECES, type RootPiece } from './root-pieces.js';
import { FRACTION_BITS, type StepEngine, TICKS_PER_SECOND } from './step-engine.js';
import type { Trapezoid } from './trapezoid.js';

/** What planning needs of a step engine. */
export type SegmentPlayer = Pick<StepEngine, 'room' | 'push' | 'start' | 'position'>;

/** Units of an interval in a tick. */
const TICK = 2 ** FRACTION_BITS;

/** Added and taken away again, it leaves the nearest integer below 2^51: on a chip for a third of a `Math.round`. */
const ROUND = 1.5 * 2 ** 52;

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
  /** Of the whole move and of either ramp. */
  private steps = 0;
  private rampSteps = 0;
  /** Pushed so far; none until the ramp up is pushed whole. */
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

  /** Pushes what the engine has room for; true when that was the last of the move. Allocates nothing. */
  feed(engine: SegmentPlayer): boolean {
    let room = engine.room(this.axis);
    const rampSteps = this.rampSteps;
    if (room > 0 && this.done < rampSteps) {
      const rootTime = this.rootTime;
      let number = this.piece;
      let time = this.time;
      let left = 0;
      do {
        const piece = ROOT_PIECES[number] as RootPiece;
        const steps = piece.steps;
        left = rampSteps - piece.start;
        const isCut = steps > left;
        const count = isCut ? left : steps;
        const add = rootTime * piece.bend + ROUND - ROUND;
        const growth = add * piece.meanAdds;
        const interval = (rootTime * piece.endRoot - time) / steps - growth + ROUND - ROUND;
        engine.push(this.axis, this.direction, count, interval, add, false);
        time += count * (interval + (isCut ? (add * (count - 1)) / 2 : growth));
        left -= count;
        number += 1;
        room -= 1;
      } while (room > 0 && left > 0);
      this.piece = number;
      this.time = time;
      if (left === 0) {
        this.done = rampSteps;
        this.rampTime = time;
      }
    }
    return room > 0 && this.feedOn(engine, room);
  }

  /** What comes behind the ramp up. */
  private feedOn(engine: SegmentPlayer, free: number): boolean {
    const cruiseEnd = this.steps - this.rampSteps;
    let room = free;
    for (; room > 0 && this.done < cruiseEnd; room--) this.cruise(engine, cruiseEnd);
    if (this.done >= cruiseEnd) this.rampDown(engine, room);
    return this.done === this.steps;
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
    let number = this.piece;
    let time = this.time;
    for (; room > 0 && left > 0; room--) {
      number -= 1;
      const piece = ROOT_PIECES[number] as RootPiece;
      const after = piece.start;
      const count = left - after;
      const add = ROUND - rootTime * piece.bend - ROUND;
      const mean = (endTime - rootTime * piece.startRoot - time) / count;
      const growth = (add * (count - 1)) / 2;
      const interval = mean - growth + ROUND - ROUND;
      engine.push(axis, direction, count, interval, add, after === 0);
      time += count * (interval + growth);
      left = after;
    }
    this.done = this.steps - left;
    this.piece = number;
    this.time = time;
  }
}
