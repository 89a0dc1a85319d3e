// An arm and the pipette on it, as motion sees them: axes by their numbers, volumes as ways of the plunger.

import { type Arm, AXIS_NAMES, type Axis, type Board, type Pipette, type Point } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import { commandedFor, deliveredBy } from '../motion/calibration.js';

export class Tool {
  /** Number of the axis that lifts the arm. */
  readonly head: number;
  readonly plunger: number;
  readonly pipette: Pipette;
  readonly offset: Point;
  /** Where the head stands after homing, mm: the highest place that moves use. */
  readonly top: number;
  /** µL/s that the plunger can do. */
  readonly rateMax: number;
  private readonly base: number;

  constructor(board: Board, arm: Arm, pipette: Pipette) {
    const head = board.axes[arm.head];
    const plunger = arm.plunger === undefined ? undefined : board.axes[arm.plunger];
    if (head === undefined || plunger === undefined || arm.plunger === undefined)
      throw new Fault('axisMissing', `a head and a plunger for the arm of ${arm.head}`);
    this.head = AXIS_NAMES.indexOf(arm.head);
    this.plunger = AXIS_NAMES.indexOf(arm.plunger);
    this.pipette = pipette;
    this.offset = arm.offset;
    this.top = homedAt(head);
    this.rateMax = plunger.maxSpeed * pipette.microlitersPerMillimeter;
    this.base = arm.offset.z + pipette.nozzleHeight - board.deck.origin.z;
  }

  /** Height of the nozzle, or of the end of its tip, over the deck. */
  endHeight(head: number, hasTip: boolean): number {
    return this.base + head - (hasTip ? this.pipette.tipLength : 0);
  }

  /** Where the head has to be for that. */
  headFor(endHeight: number, hasTip: boolean): number {
    return endHeight - this.base + (hasTip ? this.pipette.tipLength : 0);
  }

  /** Where the plunger has to be for `held` µL above its bottom, before backlash. */
  plungerFor(held: number): number {
    const { plunger, calibration, microlitersPerMillimeter } = this.pipette;
    return plunger.bottom + commandedFor(calibration, held) / microlitersPerMillimeter;
  }

  /** µL above the bottom with the plunger at `millimeters`. */
  heldAt(millimeters: number): number {
    const { plunger, calibration, microlitersPerMillimeter } = this.pipette;
    return deliveredBy(calibration, (millimeters - plunger.bottom) * microlitersPerMillimeter);
  }

  /** mm/s of the plunger for µL/s. */
  plungerSpeed(rate: number): number {
    return rate / this.pipette.microlitersPerMillimeter;
  }
}

/** Where an axis stands after homing: off its switch. */
export function homedAt({ home, travel }: Axis): number {
  if (home === undefined) return 0;
  return home.end === 'max' ? travel - home.pullOff : home.pullOff;
}
