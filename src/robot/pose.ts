// Where a machine stands: its axes, on which arms there is a tip, and what is in it.

import { AXIS_NAMES } from '../kernel/board.js';
import { ARM_NAMES } from '../lab/numbers.js';

export class Pose {
  /** mm, in machine coordinates. */
  readonly axes = new Float64Array(AXIS_NAMES.length);
  /** Bit mask of the arms that carry a tip. */
  tips = 0;
  /** By arm, µL above the plunger's bottom. */
  readonly held = new Float64Array(ARM_NAMES.length);

  copyFrom(other: Pose): void {
    this.axes.set(other.axes);
    this.tips = other.tips;
    this.held.set(other.held);
  }

  hasTip(arm: number): boolean {
    return ((this.tips >> arm) & 1) === 1;
  }
}
