// A straight move of several axes that start and end together: what each goes, and the one profile for all.

import { Fault } from '../kernel/faults.js';
import { AXIS_COUNT, type AxisFigures } from './axes.js';
import { RAMP_STEPS_MAX } from './root-pieces.js';
import { TICKS_PER_SECOND } from './step-engine.js';
import { Trapezoid } from './trapezoid.js';

/** Longest interval between two steps that an engine can wait, s: 2^31 ticks. */
export const INTERVAL_SECONDS_MAX = 2 ** 31 / TICKS_PER_SECOND;

/** Longest move, s: times in 1/65,536 tick stay exact integers below 2^53. */
const DURATION_SECONDS_MAX = 13_000;

/**
 * Made once, filled with `add` and `plan` for each move. The profile goes from 0 to 1, the whole way of each axis, at
 * the highest speed and acceleration with which no axis is over its own.
 */
export class StraightMove {
  readonly profile = new Trapezoid();
  /** Bit mask of the axes that move. */
  axes = 0;
  private readonly stepsOf = new Int32Array(AXIS_COUNT);
  private speed = 0;
  private acceleration = 0;
  private mostSteps = 0;
  private fewestSteps = 0;

  constructor() {
    this.clear();
  }

  /** Begins a new move. */
  clear(): void {
    this.axes = 0;
    this.speed = Number.POSITIVE_INFINITY;
    this.acceleration = Number.POSITIVE_INFINITY;
    this.mostSteps = 0;
    this.fewestSteps = Number.POSITIVE_INFINITY;
  }

  /**
   * Adds an axis; each at most once.
   * @param steps with sign; an axis without steps takes no part
   * @param speed highest of this axis, mm/s
   */
  add(axis: number, steps: number, figures: AxisFigures, speed: number): void {
    if (steps === 0) return;
    const count = Math.abs(steps);
    const waysPerMillimeter = figures.stepsPerMillimeter / count;
    this.axes |= 1 << axis;
    this.stepsOf[axis] = steps;
    this.speed = Math.min(this.speed, speed * waysPerMillimeter);
    this.acceleration = Math.min(this.acceleration, figures.acceleration * waysPerMillimeter);
    this.mostSteps = Math.max(this.mostSteps, count);
    this.fewestSteps = Math.min(this.fewestSteps, count);
  }

  /** Steps of an axis that moves, with sign. */
  steps(axis: number): number {
    return this.stepsOf[axis] as number;
  }

  /** Sets the profile and returns how long the move takes, s; 0 when no axis moves. */
  plan(): number {
    if (this.axes === 0) return 0;
    const { profile } = this;
    profile.set(1, this.speed, this.acceleration, RAMP_STEPS_MAX / this.mostSteps);
    // No interval is longer than the first.
    if (
      profile.duration > DURATION_SECONDS_MAX ||
      profile.timeAt(1 / this.fewestSteps) > INTERVAL_SECONDS_MAX
    )
      throw new Fault('moveTooLong', `${Math.round(profile.duration)} s`);
    return profile.duration;
  }
}
