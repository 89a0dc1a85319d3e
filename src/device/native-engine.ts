// The step engine of the ESP32 for TypeScript: what counts and times steps is C (step-binding.c, step-engine-esp32.c).

import { Fault } from '../kernel/faults.js';
import type { StepControl } from '../motion/step-engine.js';

/** There is one: its state is that of the hardware. */
export class NativeEngine implements StepControl {
  /**
   * Drives all outputs to off before they become outputs. Throws an Error when the board has more axes, outputs or inputs
   * than the engine, a pin that the chip does not have, or when there is no timer for it.
   * @param words of `stepWords`
   */
  constructor(words: Int32Array) {
    this.reset(words.buffer);
  }

  push(axis: number, direction: 0 | 1, count: number, interval: number, add: number, last: boolean): void {
    if (this.pushNative(axis, direction, count, interval, add, last) === 0)
      throw new Fault(
        'segmentRefused',
        `${count} steps of axis ${axis}, ${interval} / 65536 ticks and ${add}`,
      );
  }

  room(axis: number): number {
    return native('xs_step_room').call(this, axis);
  }

  start(axes: number): void {
    native('xs_step_start').call(this, axes);
  }

  position(axis: number): number {
    return native('xs_step_position').call(this, axis);
  }

  setPosition(axis: number, steps: number): void {
    native('xs_step_set_position').call(this, axis, steps);
  }

  running(): number {
    return native('xs_step_running').call(this);
  }

  held(): number {
    return native('xs_step_held').call(this);
  }

  reasons(): number {
    return native('xs_step_reasons').call(this);
  }

  fired(): number {
    return native('xs_step_fired').call(this);
  }

  latched(axis: number): number {
    return native('xs_step_latched').call(this, axis);
  }

  acknowledge(fired: number, reasons: number): boolean {
    return native('xs_step_acknowledge').call(this, fired, reasons);
  }

  halt(): void {
    native('xs_step_halt').call(this);
  }

  arm(input: number, level: 0 | 1, axes: number, cut: boolean, unless?: number): void {
    native('xs_step_arm').call(this, input, level, axes, cut, unless);
  }

  disarm(input: number): void {
    native('xs_step_disarm').call(this, input);
  }

  inputs(): number {
    return native('xs_step_inputs').call(this);
  }

  enable(axes: number): void {
    native('xs_step_enable').call(this, axes);
  }

  switch(outputs: number, on: boolean): void {
    native('xs_step_switch').call(this, outputs, on);
  }

  private reset(words: ArrayBufferLike): void {
    native('xs_step_reset').call(this, words);
  }

  private pushNative(
    axis: number,
    direction: number,
    count: number,
    interval: number,
    add: number,
    last: boolean,
  ): number {
    return native('xs_step_push').call(this, axis, direction, count, interval, add, last);
  }
}
