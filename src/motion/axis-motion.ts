// Where axes are in their segments: step by step, or over whole segments in closed form.

import { SegmentRings } from './segment-rings.js';
import type { SimulatedInputs } from './simulated-inputs.js';
import { FRACTION_BITS } from './step-engine.js';
import type { StepSettings } from './step-settings.js';

const TICK = 2 ** FRACTION_BITS;

/** Sums of more steps or time than this might not be exact in a double. */
const STEPS_MAX = 2 ** 26;
const TIME_MAX = 2 ** 52;

/** Longest interval that a halt tells from longer ones, ticks. */
export const HALT_TICKS_MAX = 65_535;

/** What became of an axis whose segment ended. */
export const NEXT = Object.freeze({ rest: 0, underrun: 1, segment: 2, turn: 3 });

/** Times are exact integers in 1/65,536 tick, counted from the begin of the segment. */
export class AxisMotion {
  readonly rings: SegmentRings;
  /** Tick of the next step of an axis that runs. */
  readonly due: Float64Array;
  /** Tick of the last step or end of a wait. */
  readonly done: Float64Array;
  /** Steps since power-up. */
  readonly shaft: Float64Array;
  /** As the direction pin says it. */
  readonly direction: Uint8Array;
  /** Tick that times are counted from, and the time of the last step. */
  private readonly origin: Float64Array;
  private readonly time: Float64Array;
  private readonly interval: Float64Array;
  private readonly add: Float64Array;
  /** Steps of the segment still to be made; a wait is one that goes nowhere. */
  private readonly left: Float64Array;
  private readonly delta: Int8Array;
  private readonly isLast: Uint8Array;
  /** Up to this tick the way is walked step by step: `horizon` found that it cannot be jumped. */
  walkEnd = 0;

  constructor(settings: StepSettings) {
    const axes = settings.axes.length;
    this.rings = new SegmentRings(settings);
    this.due = new Float64Array(axes);
    this.done = new Float64Array(axes);
    this.shaft = new Float64Array(axes);
    this.direction = new Uint8Array(axes);
    this.origin = new Float64Array(axes);
    this.time = new Float64Array(axes);
    this.interval = new Float64Array(axes);
    this.add = new Float64Array(axes);
    this.left = new Float64Array(axes);
    this.delta = new Int8Array(axes);
    this.isLast = new Uint8Array(axes);
    settings.axes.forEach(({ isReversed }, axis) => {
      this.direction[axis] = isReversed ? 1 : 0;
      this.stop(axis);
    });
  }

  /** Loads the first segment of an axis at rest; its intervals count from `tick`. Returns `segment` or `turn`. */
  start(axis: number, tick: number): number {
    this.origin[axis] = tick;
    this.time[axis] = 0;
    this.isLast[axis] = 0;
    return this.next(axis);
  }

  /** Makes the step that is due; true when the segment ends with it. */
  step(axis: number): boolean {
    this.goOn(axis, 1);
    return this.left[axis] === 0;
  }

  /** Goes on to the next segment, if there is one and the last one was not `last`. */
  next(axis: number): number {
    const { rings } = this;
    if (this.isLast[axis] === 1) return NEXT.rest;
    if (rings.used(axis) === 0) return NEXT.underrun;
    const place = rings.take(axis);
    const count = rings.counts[place] as number;
    const direction = rings.directions[place] as number;
    const isTurn = direction !== this.direction[axis];
    const ticks = Math.floor((this.time[axis] as number) / TICK);
    this.origin[axis] = (this.origin[axis] as number) + ticks;
    this.time[axis] = (this.time[axis] as number) - ticks * TICK;
    this.interval[axis] = rings.intervals[place] as number;
    this.add[axis] = rings.adds[place] as number;
    this.left[axis] = count === 0 ? 1 : count;
    this.delta[axis] = count === 0 ? 0 : 2 * direction - 1;
    this.isLast[axis] = rings.lasts[place] as number;
    this.direction[axis] = direction;
    this.setDue(axis);
    return isTurn ? NEXT.turn : NEXT.segment;
  }

  /** Drops all that an axis had to do. */
  stop(axis: number): void {
    this.walkEnd = 0;
    this.left[axis] = 0;
    this.rings.clear(axis, this.direction[axis] as number);
  }

  /** Whether an axis makes steps and does not wait. */
  isMoving(axis: number): boolean {
    return this.left[axis] !== 0 && this.delta[axis] !== 0;
  }

  /** Interval before the next step, whole ticks, as far as a halt tells them apart. */
  intervalTicks(axis: number): number {
    return Math.min(Math.floor((this.interval[axis] as number) / TICK), HALT_TICKS_MAX);
  }

  /**
   * Up to which tick, at most `end`, an axis that runs can jump: all that it meets are its own steps, and it changes
   * none of the `inputs`. Where that is not up to `end`, `walkEnd` says how far to walk then.
   */
  horizon(axis: number, end: number, inputs: number, plant: SimulatedInputs): number {
    const { rings } = this;
    let origin = this.origin[axis] as number;
    let time = this.time[axis] as number;
    let interval = this.interval[axis] as number;
    let add = this.add[axis] as number;
    let left = this.left[axis] as number;
    let delta = this.delta[axis] as number;
    let isLast = this.isLast[axis] === 1;
    let shaft = this.shaft[axis] as number;
    for (let number = 0; ; number++) {
      const final = interval + (left - 1) * add;
      const isExact = left <= STEPS_MAX && left * Math.max(interval, final) <= TIME_MAX;
      const start = origin + Math.floor(time / TICK);
      time += left * interval + add * ((left * (left - 1)) / 2);
      const tick = origin + Math.floor(time / TICK);
      if (!isExact || !plant.areSteady(inputs, axis, shaft, shaft + delta * left)) {
        this.walkEnd = Math.max(this.walkEnd, isExact ? tick : end);
        return start;
      }
      if (tick > end || isLast) return end;
      if (number === rings.used(axis)) {
        this.walkEnd = Math.max(this.walkEnd, tick);
        return tick - 1;
      }
      const place = rings.place(axis, number);
      const count = rings.counts[place] as number;
      origin = tick;
      time %= TICK;
      shaft += delta * left;
      interval = rings.intervals[place] as number;
      add = rings.adds[place] as number;
      left = count === 0 ? 1 : count;
      delta = count === 0 ? 0 : 2 * (rings.directions[place] as number) - 1;
      isLast = rings.lasts[place] === 1;
    }
  }

  /** Makes all steps up to a tick that is no later than the horizon; false when the axis comes to rest. */
  jump(axis: number, tick: number): boolean {
    if ((this.due[axis] as number) > tick) return true;
    while (this.tickAfter(axis, this.left[axis] as number) <= tick) {
      this.goOn(axis, this.left[axis] as number);
      if (this.next(axis) === NEXT.rest) return false;
    }
    let made = 0;
    for (let more = this.left[axis] as number; more - made > 1; ) {
      const middle = Math.floor((made + more) / 2);
      if (this.tickAfter(axis, middle) <= tick) made = middle;
      else more = middle;
    }
    if (made > 0) this.goOn(axis, made);
    return true;
  }

  /** Tick of the step that is `steps` away, within the segment. */
  private tickAfter(axis: number, steps: number): number {
    const bend = ((this.add[axis] as number) * (steps * (steps - 1))) / 2;
    const time = (this.time[axis] as number) + steps * (this.interval[axis] as number) + bend;
    return (this.origin[axis] as number) + Math.floor(time / TICK);
  }

  private goOn(axis: number, steps: number): void {
    const interval = this.interval[axis] as number;
    const add = this.add[axis] as number;
    this.time[axis] = (this.time[axis] as number) + steps * interval + add * ((steps * (steps - 1)) / 2);
    this.interval[axis] = interval + steps * add;
    this.left[axis] = (this.left[axis] as number) - steps;
    this.shaft[axis] = (this.shaft[axis] as number) + (this.delta[axis] as number) * steps;
    this.done[axis] = (this.origin[axis] as number) + Math.floor((this.time[axis] as number) / TICK);
    this.setDue(axis);
  }

  private setDue(axis: number): void {
    const time = (this.time[axis] as number) + (this.interval[axis] as number);
    this.due[axis] = (this.origin[axis] as number) + Math.floor(time / TICK);
  }
}
