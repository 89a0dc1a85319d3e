// Where a machine stands: its axes, on which arms there is a tip, and what is in it.

import { AXIS_NAMES } from '../kernel/board.js';
import { ARM_NAMES } from '../lab/numbers.js';
import type { Way } from '../motion/pump-drive.js';

/** Of two arms. */
const UNKNOWN_WAYS = 0b0101;

export class Pose {
  /** mm, in machine coordinates. */
  readonly axes = new Float64Array(AXIS_NAMES.length);
  /** Bit mask of the arms that carry a tip, or a tube that was in a chemical and has not been flushed. */
  tips = 0;
  /** By arm, µL above the plunger's bottom, or in a pump. */
  readonly held = new Float64Array(ARM_NAMES.length);
  /** By arm, two bits each: how a pump moved last, plus 1. */
  private ways = UNKNOWN_WAYS;

  copyFrom(other: Pose): void {
    this.axes.set(other.axes);
    this.tips = other.tips;
    this.held.set(other.held);
    this.ways = other.ways;
  }

  hasTip(arm: number): boolean {
    return ((this.tips >> arm) & 1) === 1;
  }

  /** How the pump of an arm moved last. */
  way(arm: number): Way {
    return (((this.ways >> (2 * arm)) & 3) - 1) as Way;
  }

  /** A pump was stopped on its way. */
  forgetWays(): void {
    this.ways = UNKNOWN_WAYS;
  }

  setWay(arm: number, way: Way): void {
    this.ways = (this.ways & ~(3 << (2 * arm))) | ((way + 1) << (2 * arm));
  }
}
