// What the scripts' actions are carried out by.

import type { Fault } from '../kernel/faults.js';
import type { Action } from './action.js';
import type { Pose } from './pose.js';

/** How a machine says that an action is over. Exactly one of the two, once, never before `perform` has returned. */
export interface Outcome {
  done(): void;
  /** @param part of a volume that was moved before, from 0 to 1 */
  failed(fault: Fault, part: number): void;
}

export interface Machine {
  /** Where it stands between two actions. */
  readonly pose: Pose;
  /** Whether it knows where it is and no person has to see to it first. */
  readonly mayMove: boolean;
  /**
   * Takes what `init` has put on the arms and the deck. Fault `emergencyStop` while that is pressed.
   * @param simulate everything but the motors, in no time
   */
  prepare(simulate: boolean): void;
  /** Faults for an action that would be refused now, whatever it is in detail: after a stop, or before homing. */
  admit(action: Action): void;
  /** Begins an action. Never called before the outcome of the last one. Faults of `admit`, and of moves that cannot be. */
  perform(action: Action, outcome: Outcome): void;
  /** The action in hand is not wanted any more: a wait ends at once, a move comes to its end. */
  hurry(): void;
  /** The action in hand is to end now: its moves slow down and it fails with `halted`. */
  halt(): void;
  /** Pumps and heater off. */
  off(): void;
}
