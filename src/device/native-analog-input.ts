// The analog input of an ESP32 at which the temperature sensor is (analog-esp32.c).

import type { AnalogInput } from '../motion/analog-input.js';

/** There is one. */
export class NativeAnalogInput implements AnalogInput {
  /** Throws an Error for a pin of which the first analog converter has no input: the second does not work beside Wi-Fi. */
  constructor(pin: number) {
    this.open(pin);
  }

  read(): number {
    return native('xs_analog_read').call(this);
  }

  private open(pin: number): void {
    native('xs_analog_open').call(this, pin);
  }
}
