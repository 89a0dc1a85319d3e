// What a board says to a step engine: pins, pulse times, and how hard an axis may brake.

import { TICKS_PER_SECOND } from './step-engine.js';

export interface StepAxisSettings {
  readonly stepPin: number;
  readonly directionPin: number;
  /** Counting up has the direction pin low. */
  readonly isReversed: boolean;
  /** Outputs that give power to its motor, as bits; axes may share one. */
  readonly enables: number;
  /** Deceleration of a halt, steps/s²; 91 and more. */
  readonly haltDeceleration: number;
}

export interface StepOutputSettings {
  readonly pin: number;
  /** On is low. */
  readonly isLow: boolean;
  /** Goes off when a trigger cuts outputs. */
  readonly isCut: boolean;
}

export interface StepSettings {
  readonly axes: readonly StepAxisSettings[];
  readonly outputs: readonly StepOutputSettings[];
  /** Pin of each input. */
  readonly inputs: readonly number[];
  /** Width of a step pulse. */
  readonly pulseTicks: number;
  /** Shortest time from step to step: pulse and low time at least, and 4. */
  readonly intervalTicks: number;
  /** Shortest time from a step to one in the other direction: pulse and set-up time at least. */
  readonly turnTicks: number;
  /** From `start` to the time that the first interval is counted from: `SAMPLE_TICKS` at least. */
  readonly leadTicks: number;
  /** Later than this a chip makes no step. */
  readonly lateTicks: number;
}

/** How hard an axis may brake, as the engines count it: squared ticks for each step, in 256. */
export const brakeOf = ({ haltDeceleration }: StepAxisSettings): number =>
  Math.floor(TICKS_PER_SECOND ** 2 / 256 / haltDeceleration);
