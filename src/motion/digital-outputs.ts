// Outputs of a board that are on, off or something between: pumps, heater and cooler.

import type { Output } from '../kernel/board.js';

/** The port: output pins by their numbers. */
export interface DigitalOutputs {
  set(pin: number, level: 0 | 1): void;
  /**
   * Pulse-width modulation until the next `set` or `modulate` of this pin; absent where there is none.
   * @param duty part of the time high, 0 to 1
   */
  modulate?(pin: number, hertz: number, duty: number): void;
}

/** One output of the board, driven by duties. It is off from the start. */
export class DutyOutput {
  private readonly outputs: DigitalOutputs;
  private readonly output: Output;
  /** On-time that an output without modulation has not made yet, calls of `drive`. */
  private owed = 0;

  constructor(outputs: DigitalOutputs, output: Output) {
    this.outputs = outputs;
    this.output = output;
    this.off();
  }

  /**
   * Sets the part of the time that the output is on, 0 to 1; what is no number is off. An output without modulation is
   * on or off from one call to the next, so that over equal times between calls the duty is right on average: good
   * for a transistor, not for the contacts of a relay.
   */
  drive(duty: number): void {
    const { pin, activeLow, pwmHertz } = this.output;
    const outputs = this.outputs;
    if (!(duty > 0)) this.off();
    else if (pwmHertz === undefined || outputs.modulate === undefined) this.proportion(duty);
    else if (duty >= 1) this.switch(true);
    else outputs.modulate(pin, pwmHertz, activeLow ? 1 - duty : duty);
  }

  off(): void {
    this.owed = 0;
    this.switch(false);
  }

  /** First-order delta-sigma modulation: on as soon as half a call is owed. */
  private proportion(duty: number): void {
    this.owed += Math.min(duty, 1);
    const isOn = this.owed >= 0.5;
    if (isOn) this.owed -= 1;
    this.switch(isOn);
  }

  private switch(isOn: boolean): void {
    this.outputs.set(this.output.pin, isOn === this.output.activeLow ? 0 : 1);
  }
}
