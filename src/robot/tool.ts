// An arm and the instrument on it, as motion sees them: axes by their numbers, heights of its end.

import { type Arm, AXIS_NAMES, type Axis, type Board, type Point } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';

/** What pipettes and pumps have in common. */
export interface Instrument {
  readonly nozzleHeight: number;
  readonly tipLength: number;
  readonly minimumVolume: number;
}

export class Tool {
  /** Number of the axis that lifts the arm. */
  readonly head: number;
  readonly offset: Point;
  /** Where the head stands after homing, mm: the highest place that moves use. */
  readonly top: number;
  /** µL that it meters at least. */
  readonly minimumVolume: number;
  private readonly base: number;
  private readonly tipLength: number;

  constructor(board: Board, arm: Arm, { nozzleHeight, tipLength, minimumVolume }: Instrument) {
    const head = board.axes[arm.head];
    if (head === undefined) throw new Fault('axisMissing', `${arm.head}, the head of an arm`);
    this.head = AXIS_NAMES.indexOf(arm.head);
    this.offset = arm.offset;
    this.top = homedAt(head);
    this.minimumVolume = minimumVolume;
    this.base = arm.offset.z + nozzleHeight - board.deck.origin.z;
    this.tipLength = tipLength;
  }

  /** Height of the nozzle, or of the end of its tip, over the deck. */
  endHeight(head: number, hasTip: boolean): number {
    return this.base + head - (hasTip ? this.tipLength : 0);
  }

  /** Where the head has to be for that. */
  headFor(endHeight: number, hasTip: boolean): number {
    return endHeight - this.base + (hasTip ? this.tipLength : 0);
  }
}

/** Where an axis stands after homing: off its switch. */
export function homedAt({ home, travel }: Axis): number {
  if (home === undefined) return 0;
  return home.end === 'max' ? travel - home.pullOff : home.pullOff;
}
