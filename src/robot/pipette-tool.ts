// An arm with a pipette: volumes as ways of its plunger.

import { type Arm, AXIS_NAMES, type Board, type Pipette } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import { commandedFor, deliveredBy } from '../motion/calibration.js';
import { ACTION, type Action, movesLiquid } from './action.js';
import { Tool } from './tool.js';

export class PipetteTool extends Tool {
  readonly plunger: number;
  readonly pipette: Pipette;
  /** µL/s that the plunger can do. */
  readonly rateMax: number;

  constructor(board: Board, arm: Arm, pipette: Pipette) {
    super(board, arm, pipette);
    const plunger = arm.plunger === undefined ? undefined : board.axes[arm.plunger];
    if (plunger === undefined || arm.plunger === undefined)
      throw new Fault('axisMissing', `a plunger for the arm of ${arm.head}`);
    this.plunger = AXIS_NAMES.indexOf(arm.plunger);
    this.pipette = pipette;
    this.rateMax = plunger.maxSpeed * pipette.microlitersPerMillimeter;
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

  /**
   * Part of an action's volume that was moved when the plunger stopped at `millimeters`. The stroke is the last move; of
   * a mixing stroke, up and down, the part counts that is in the tip.
   * @param before µL in the tip before the action
   * @param movesLeft moves of the action that were not over
   */
  partMoved(action: Action, millimeters: number, before: number, movesLeft: number): number {
    const { kind, volume } = action;
    const strokes = kind === ACTION.mixStroke ? 2 : 1;
    if (!(movesLiquid(action) || kind === ACTION.mixStroke) || movesLeft > strokes) return 0;
    const draws = kind === ACTION.aspirate || movesLeft === 2;
    const held = this.heldAt(draws ? millimeters - this.pipette.backlash : millimeters);
    const moved = kind === ACTION.dispense ? before - held : held - before;
    return Math.min(Math.max(moved / volume, 0), 1);
  }

  /** mm/s of the plunger for µL/s. */
  plungerSpeed(rate: number): number {
    return rate / this.pipette.microlitersPerMillimeter;
  }
}
