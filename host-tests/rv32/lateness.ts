// How late the emulated chip makes its steps: each write to its pins against the tick that it was meant for.

import type { PinsWrite } from './pins-window.js';

/** Of a clock of 160 MHz, an instruction a cycle, in a tick of 10 MHz. */
const INSTRUCTIONS_PER_TICK = 16;

const INSTRUCTIONS_PER_MICROSECOND = 160;

/** Looks at rising edges of step pins, of which all others follow. */
export class Lateness {
  steps = 0;
  /** Instructions. */
  largest = Number.NEGATIVE_INFINITY;
  sum = 0;
  private readonly stepPins: ReadonlySet<number>;

  constructor(stepPins: readonly number[]) {
    this.stepPins = new Set(stepPins);
  }

  readonly take = ({ tick, instruction, pins, firstPin, level }: PinsWrite): void => {
    if (level === 0) return;
    for (let pin = 0; pin < 32 && pins >>> pin !== 0; pin++) {
      if (((pins >>> pin) & 1) === 0 || !this.stepPins.has(firstPin + pin)) continue;
      const late = (instruction - Math.imul(tick, INSTRUCTIONS_PER_TICK)) | 0;
      this.steps += 1;
      this.sum += late;
      this.largest = Math.max(this.largest, late);
    }
  };

  get largestMicroseconds(): number {
    return this.largest / INSTRUCTIONS_PER_MICROSECOND;
  }

  toString(): string {
    const average = this.sum / this.steps / INSTRUCTIONS_PER_MICROSECOND;
    return (
      `${this.steps} steps, ${average.toFixed(2)} µs late on average, ` +
      `${this.largestMicroseconds.toFixed(2)} µs at most (${this.largest} instructions)`
    );
  }
}
