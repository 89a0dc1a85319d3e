// One portion: aspirated at one place, dispensed at another (ROBOT.md section 5).

import { NONE } from '../lab/numbers.js';
import type { Action } from './action.js';
import type { PortionActions, Run } from './script.js';
import { isOneWay } from './tubes.js';

/** Blow-outs after a dispense and after mixing. */
export const BLOW_OUTS = 4;

/** Number of the last action, counted from 1: the touch at the destination. */
const LAST = 7;

/** Gives a script the actions of one portion after the other; made once, where a script of its own would be garbage. */
export class Portion implements PortionActions {
  private arm = 0;
  private source = NONE;
  private history = NONE;
  private volume = 0;
  /** Containers. */
  private from = NONE;
  private to = NONE;
  /** Of the dispense, mm. */
  private height = 0;
  /** Number of the action that was given last. */
  private step = 0;

  /**
   * Moves at most what the instrument of `arm` takes, µL. Faults: `emptyReagent`, `commandFailed`.
   * @param history chemical that the destination's history names
   */
  begin(
    { ledger }: Run,
    arm: number,
    source: number,
    destination: number,
    volume: number,
    history = source,
  ): void {
    this.to = ledger.destination(destination);
    this.from = ledger.source(source, volume);
    this.arm = arm;
    this.source = source;
    this.history = history;
    this.volume = volume;
    this.step = 0;
  }

  /** The next action when the one before is booked; null behind the last. */
  next(run: Run): Action | null {
    const action = run.action;
    const step = this.step + 1;
    this.step = step;
    switch (step) {
      case 1:
        return action.headTransfer(this.source, this.to);
      case 2:
        return this.first(run);
      case 3:
        return action.touchTip(this.arm, this.from);
      case 4:
        return action.moveToTop(this.arm, this.from);
      case 5:
        if (run.lab.instruments.isPump(this.arm)) this.step = LAST - 1;
        return action.dispense(this.arm, this.to, this.history, this.volume, this.height);
      case 6:
        return action.blowOut(this.arm, this.to, this.height, BLOW_OUTS);
      case LAST:
        return action.touchTip(this.arm, this.to);
      default:
        return null;
    }
  }

  /** What moves the first of the volume. */
  private first(run: Run): Action {
    const { ledger, action } = run;
    const { arm, from, to, volume } = this;
    this.height = ledger.dispenseHeight(to);
    if (!isOneWay(run, arm))
      return action.aspirate(arm, from, this.source, volume, ledger.aspirateHeight(from));
    this.step = LAST - 1;
    return action.deliver(arm, from, to, this.history, volume, this.height);
  }
}
