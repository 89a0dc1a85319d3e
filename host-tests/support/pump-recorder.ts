// Pumps for tests, and what their moves amount to: an axis with backlash and the liquid that really went through.

import type { Output, Pump } from '../../src/kernel/board.js';
import { deliveredBy } from '../../src/motion/calibration.js';
import type { PumpMoves, PumpState } from '../../src/motion/pump-drive.js';

const PUMP: Pump = {
  kind: 'syringe',
  axis: 'b',
  dutyPercent: 100,
  capacity: 500,
  minimumVolume: 10,
  microlitersPerMillimeter: 50,
  calibration: [],
  backlash: 0,
  flowRate: 100,
  primeVolume: 800,
  flushVolume: 1_200,
  water: 'WaterC1.0',
  nozzleHeight: 30,
  tipLength: 50,
};

export const pumpOf = (kind: Pump['kind'], more: Partial<Pump> = {}): Pump => {
  const { axis, microlitersPerMillimeter, ...rest } = PUMP;
  const drive =
    kind === 'output' ? { output: { pin: 24, activeLow: false } } : { axis, microlitersPerMillimeter };
  return { ...rest, kind, ...(drive as Partial<Pump>), ...more };
};

export const newState = (): PumpState => ({ held: 0, way: 0 });

/** Writes down what a pump asks for. */
export class PumpRecorder implements PumpMoves {
  readonly lines: string[] = [];

  toWater(): void {
    this.lines.push('water');
  }

  toWaste(): void {
    this.lines.push('waste');
  }

  to(axis: number, millimeters: number, speed: number): void {
    this.lines.push(`axis ${axis} to ${round(millimeters)} mm at ${round(speed)} mm/s`);
  }

  by(axis: number, millimeters: number, speed: number): void {
    this.lines.push(`axis ${axis} by ${round(millimeters)} mm at ${round(speed)} mm/s`);
  }

  run({ pin }: Output, duty: number, seconds: number): void {
    this.lines.push(`pin ${pin} at ${duty} for ${round(seconds)} s`);
  }

  /** What was written since the last time. */
  take(): string[] {
    return this.lines.splice(0);
  }
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** A pump as it is built: a motor, and a piston or rollers that follow it with play; and the volumes that they move. */
export class PumpModel implements PumpMoves {
  readonly #pump: Pump;
  /** mm; the piston is between `#motor - backlash` and `#motor`. */
  #motor = 0.3;
  #piston: number;
  /** µL. */
  #volume = 0;

  /** @param play part of its play by which the piston is behind at the start */
  constructor(pump: Pump, play: number) {
    this.#pump = pump;
    this.#piston = this.#motor - play * pump.backlash;
  }

  toWater(): void {}

  toWaste(): void {}

  /** What a syringe holds depends on where the piston is. */
  to(_axis: number, millimeters: number): void {
    const before = this.#piston;
    this.#follow(millimeters);
    this.#volume += this.#delivered(this.#piston) - this.#delivered(before);
  }

  /** What rollers deliver depends on how far they turn. */
  by(_axis: number, millimeters: number): void {
    const before = this.#piston;
    this.#follow(this.#motor + millimeters);
    const moved = this.#piston - before;
    this.#volume += Math.sign(moved) * this.#delivered(Math.abs(moved));
  }

  run(): void {}

  /** µL that went in since the last time, less what came out. */
  take(): number {
    const volume = this.#volume;
    this.#volume = 0;
    return volume;
  }

  #follow(motor: number): void {
    this.#motor = motor;
    this.#piston = Math.min(Math.max(this.#piston, motor - this.#pump.backlash), motor);
  }

  #delivered(millimeters: number): number {
    const { calibration, microlitersPerMillimeter = 0 } = this.#pump;
    return deliveredBy(calibration, millimeters * microlitersPerMillimeter);
  }
}
