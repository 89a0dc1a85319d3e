// How a halt slows the time of all axes down to nothing, so that they stay on their ways: integers as in step-halt.h.

import { type AxisMotion, HALT_TICKS_MAX } from './axis-motion.js';
import { SAMPLE_TICKS } from './step-engine.js';
import { brakeOf, type StepAxisSettings, type StepSettings } from './step-settings.js';

const FULL_SPEED = 2 ** 31;
const FULL_RATE = 2 ** 16;

/** Longest halt, 256 ticks: 214 s. */
const DURATION_MAX = 2 ** 23 - 1;

/**
 * The speed that an axis may have falls evenly from what it was to nothing, in the time that the axis that needs longest
 * takes to stop. Time passes so slowly that no axis is faster than that. An axis that its way slows down by itself may
 * be behind already, so it does not slow down for its way and for the halt at once.
 */
export class Halt {
  /** The slowed time, whole ticks. */
  path = 0;
  /** And 2^-16 ticks. */
  private fraction = 0;
  /** Real time of `path`. */
  private tick = 0;
  /** What is left of the speed, in 2^-31, and how much of that goes with each tick. */
  private speed = 0;
  private slope = 0;
  /** Of the slowed time, in 2^-16. */
  private rate = FULL_RATE;
  private readonly motion: AxisMotion;
  private readonly settings: StepSettings;
  /** Interval of each axis when the halt began, ticks; 0 when it just follows. */
  private readonly ticksThen: Float64Array;

  constructor(settings: StepSettings, motion: AxisMotion) {
    this.motion = motion;
    this.settings = settings;
    this.ticksThen = new Float64Array(settings.axes.length);
  }

  /**
   * Axes that make less than an eighth of the steps of the fastest just follow: their intervals say too late how their
   * speed changes.
   */
  begin(tick: number): void {
    const then = this.ticksThen;
    let duration = SAMPLE_TICKS;
    let shortest = HALT_TICKS_MAX;
    for (let axis = 0; axis < then.length; axis++) {
      const ticks = this.motion.isMoving(axis) ? this.motion.intervalTicks(axis) : 0;
      then[axis] = ticks;
      if (ticks === 0) continue;
      const brake = brakeOf(this.settings.axes[axis] as StepAxisSettings);
      duration = Math.max(duration, Math.min(Math.floor(brake / ticks) + 1, DURATION_MAX) * 256);
      shortest = Math.min(shortest, ticks);
    }
    for (let axis = 0; axis < then.length; axis++)
      if (Math.floor((then[axis] as number) / 8) > shortest) then[axis] = 0;
    this.path = tick;
    this.fraction = 0;
    this.tick = tick;
    this.speed = FULL_SPEED;
    this.slope = Math.floor(FULL_SPEED / duration);
    this.rate = FULL_RATE;
  }

  /** Brings the slowed time up to a tick and takes from the speed; false when none is left. */
  advance(tick: number): boolean {
    const ticks = tick - this.tick;
    const passed = this.fraction + ticks * this.rate;
    this.tick = tick;
    this.path += Math.floor(passed / FULL_RATE);
    this.fraction = passed % FULL_RATE;
    this.speed -= ticks * this.slope;
    return this.speed > 0;
  }

  /** Ticks until the slowed time comes to `due`, which is after it, but no more than `SAMPLE_TICKS`. */
  ticksUntil(due: number): number {
    this.rate = this.nextRate();
    const left = (due - this.path) * FULL_RATE - this.fraction;
    return Math.min(Math.ceil(left / this.rate), SAMPLE_TICKS);
  }

  /** Where no axis is to go by the time slows down as the speed would. */
  private nextRate(): number {
    const speed = Math.floor(this.speed / FULL_RATE);
    let half = Number.POSITIVE_INFINITY;
    for (let axis = 0; axis < this.ticksThen.length; axis++) {
      const then = this.ticksThen[axis] as number;
      if (then !== 0 && this.motion.isMoving(axis))
        half = Math.min(half, Math.floor((speed * this.motion.intervalTicks(axis)) / then));
    }
    if (half === Number.POSITIVE_INFINITY) half = speed;
    return half < FULL_RATE / 2 ? 2 * half + 1 : FULL_RATE;
  }
}
