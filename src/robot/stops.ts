// What brings a machine to a stop, and what lets it go on: emergency stop, switches at the ends of axes, local button.

import { AXIS_NAMES } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import { STOPPED, type StepControl } from '../motion/step-engine.js';
import { NO_INPUT, type Wiring } from '../motion/wiring.js';

const NO_AXES = 0;
const ALL_AXES = 2 ** AXIS_NAMES.length - 1;

/**
 * The engine itself remembers that it was stopped until it is released. What is kept here is what was seen of that, so
 * that nothing is released that has happened since `look`.
 */
export class Stops {
  private readonly engine: StepControl;
  private readonly wiring: Wiring;
  private fired = 0;
  private reasons = 0;

  /** The emergency stop counts from now on. */
  constructor(engine: StepControl, wiring: Wiring) {
    this.engine = engine;
    this.wiring = wiring;
    const { emergencyStop } = wiring;
    if (emergencyStop !== NO_INPUT)
      engine.arm(emergencyStop, wiring.activeLevel(emergencyStop), ALL_AXES, true);
  }

  /**
   * Sees what has stopped the engine: `release` and `letGo` go by that.
   * @returns axes were stopped without slowing down, so they may have lost steps
   */
  look(): boolean {
    // First: a trigger that fires in between is not seen, and so not forgotten.
    this.fired = this.engine.fired();
    this.reasons = this.engine.reasons();
    return (this.reasons & ~STOPPED.halted) !== 0;
  }

  /** The emergency stop was read; a person has to see to the machine before anything moves. */
  get isEmergency(): boolean {
    return this.hasFired(this.wiring.emergencyStop);
  }

  /** For what has stopped the engine; null when nothing has. @param isHoming home switches are waited for */
  fault(isHoming: boolean): Fault | null {
    const reasons = this.engine.reasons();
    if (reasons === 0) return null;
    if (this.isEmergency) return new Fault('emergencyStop');
    if (reasons & (STOPPED.underrun | STOPPED.late)) return new Fault('stepsLate');
    if (reasons & STOPPED.halted) return new Fault('halted');
    return isHoming ? null : new Fault('limitReached');
  }

  /** Switches stop everything while axes know where they are. */
  guard(isOn: boolean): void {
    const { homeSwitches, limitSwitches } = this.wiring;
    for (let axis = 0; axis < AXIS_NAMES.length; axis++) {
      this.guardBy(homeSwitches[axis] as number, isOn);
      this.guardBy(limitSwitches[axis] as number, isOn);
    }
  }

  /**
   * Has the engine forget what was seen, unless that was an emergency stop: after that the local button counts, too, as
   * soon as the stop is released.
   */
  letGo(): void {
    const { emergencyStop, localButton } = this.wiring;
    if (!this.isEmergency) this.engine.acknowledge(this.fired, this.reasons);
    else if (localButton !== NO_INPUT)
      this.engine.arm(localButton, this.wiring.activeLevel(localButton), NO_AXES, false, 1 << emergencyStop);
  }

  /** After an emergency stop a person has released it, and then pressed the local button. */
  get isCleared(): boolean {
    const { emergencyStop, localButton } = this.wiring;
    return this.isEmergency && this.hasFired(localButton) && !this.isActive(emergencyStop);
  }

  /** Has the engine forget what was seen, whatever that was. Fault `emergencyStop` while that is pressed. */
  release(): void {
    const { emergencyStop, localButton } = this.wiring;
    if (emergencyStop !== NO_INPUT && this.isActive(emergencyStop)) throw new Fault('emergencyStop');
    if (localButton !== NO_INPUT) this.engine.disarm(localButton);
    this.engine.acknowledge(this.fired, this.reasons);
  }

  private guardBy(input: number, isOn: boolean): void {
    if (input === NO_INPUT) return;
    if (isOn) this.engine.arm(input, this.wiring.activeLevel(input), ALL_AXES, false);
    else this.engine.disarm(input);
  }

  private hasFired(input: number): boolean {
    return input !== NO_INPUT && ((this.engine.fired() >> input) & 1) === 1;
  }

  private isActive(input: number): boolean {
    return ((this.engine.inputs() >> input) & 1) === this.wiring.activeLevel(input);
  }
}
