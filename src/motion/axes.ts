// The axes of a machine: their figures in steps, where each stands, and whether that is known.

import { AXIS_NAMES, type AxisName } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';

export const AXIS_COUNT = AXIS_NAMES.length;

/** What motion needs of an axis of a board: steps/mm, mm, mm/s, mm/s². */
export interface AxisFigures {
  readonly stepsPerMillimeter: number;
  readonly travel: number;
  /** What the motor can do. */
  readonly maxSpeed: number;
  /** What moves use that name no speed. */
  readonly travelSpeed: number;
  readonly acceleration: number;
}

/** For texts: to a thousandth. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Axes go by their number in `AXIS_NAMES`. What a board does not have cannot be asked for. */
export class Axes {
  private readonly figuresOf: readonly (AxisFigures | undefined)[];
  /** What the engine counts at 0 mm; NaN while an axis is not homed. */
  private readonly zeros = new Float64Array(AXIS_COUNT).fill(Number.NaN);

  constructor(figures: Readonly<Partial<Record<AxisName, AxisFigures>>>) {
    this.figuresOf = AXIS_NAMES.map((name) => figures[name]);
  }

  /** Fails where the board has no such axis. */
  figures(axis: number): AxisFigures {
    const figures = this.figuresOf[axis];
    if (figures === undefined) throw new Fault('axisMissing', AXIS_NAMES[axis]);
    return figures;
  }

  isHomed(axis: number): boolean {
    return !Number.isNaN(this.zeros[axis]);
  }

  /** From now on the axis is known to stand at `millimeters` while the engine counts `count` steps. */
  setHomed(axis: number, millimeters: number, count: number): void {
    this.zeros[axis] = count - Math.round(millimeters * this.figures(axis).stepsPerMillimeter);
  }

  /** The axes of a bit mask do not know any more where they are: they may have been moved without steps. */
  forget(axes: number): void {
    for (let axis = 0; axis < AXIS_COUNT; axis++) if ((axes >> axis) & 1) this.zeros[axis] = Number.NaN;
  }

  /** Where an axis stands while the engine counts `count` steps, mm; NaN while it is not homed. */
  millimeters(axis: number, count: number): number {
    return (count - (this.zeros[axis] as number)) / this.figures(axis).stepsPerMillimeter;
  }

  /** What the engine counts at `millimeters`. Fails where the axis is not homed or does not reach so far. */
  count(axis: number, millimeters: number): number {
    const { stepsPerMillimeter, travel } = this.figures(axis);
    const zero = this.zeros[axis] as number;
    if (Number.isNaN(zero)) throw new Fault('axisNotHomed', AXIS_NAMES[axis]);
    const steps = Math.round(millimeters * stepsPerMillimeter);
    if (steps >= 0 && steps <= Math.round(travel * stepsPerMillimeter)) return zero + steps;
    throw new Fault('outOfTravel', `${AXIS_NAMES[axis]} to ${rounded(millimeters)} mm of 0 to ${travel} mm`);
  }

  /** Checks a speed, mm/s. Fails where the axis cannot move so fast. */
  speed(axis: number, speed: number): number {
    const { maxSpeed } = this.figures(axis);
    if (speed > 0 && speed <= maxSpeed) return speed;
    throw new Fault(
      'speedOutOfRange',
      `${AXIS_NAMES[axis]} at ${rounded(speed)} mm/s of at most ${maxSpeed} mm/s`,
    );
  }
}
