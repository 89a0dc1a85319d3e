// A temperature module in numbers: its thermistor as physics has it, its figures, and its block of metal.

import type { TemperatureModule, TemperatureSensor } from '../../src/kernel/board.js';
import { SimulatedPlant } from '../../src/motion/simulated-plant.js';
import { Random } from './random.js';

const SERIES_OHMS = 4_700;

/** Steinhart-Hart equation of a common 10 kΩ thermistor; it is no straight line over ln R. */
const [A, B, C] = [1.129148e-3, 2.34125e-4, 8.76741e-8] as const;

/** Ω at °C, by Cardano's solution of the equation. */
export function ohmsAt(celsius: number): number {
  const x = (A - 1 / (celsius + 273.15)) / (2 * C);
  const y = Math.sqrt((B / (3 * C)) ** 3 + x ** 2);
  return Math.exp(Math.cbrt(y - x) - Math.cbrt(y + x));
}

/** What the input reads, as a part of the supply. */
export const readingOf = (ohms: number): number => ohms / (ohms + SERIES_OHMS);

export const readingAt = (celsius: number): number => readingOf(ohmsAt(celsius));

export const SENSOR: TemperatureSensor = {
  pin: 32,
  seriesOhms: SERIES_OHMS,
  table: Array.from({ length: 13 }, (_, i) => [10 * i - 10, ohmsAt(10 * i - 10)]),
};

/** Gains for the plant below, near those of Skogestad's rules (SIMC, 2003): 0.6 °C/s at full duty, 3 s late. */
export const MODULE: TemperatureModule = {
  slot: 3,
  labwareOffset: { x: 0, y: 0, z: 80 },
  minimum: 4,
  maximum: 95,
  sensor: SENSOR,
  heater: { pin: 4, activeLow: false, pwmHertz: 1_000 },
  cooler: { pin: 5, activeLow: false, pwmHertz: 1_000 },
  control: { proportional: 0.3, integral: 0.006, derivative: 0.5 },
  runawayProgress: 0.5,
  runawaySeconds: 120,
  secondsPerDegree: 11,
};

export const { cooler: _cooler, ...HEATER_ONLY } = MODULE;

/** With a sensor of its own, which the module's table only comes near, and noise of at most 0.06 °C on it. */
export class ThermalPlant extends SimulatedPlant {
  readonly #random = new Random(7);

  constructor(module = MODULE) {
    super(module);
  }

  override read(): number {
    const noise = (this.#random.below(1_000) + this.#random.below(1_000) - 999) / 1_000;
    return readingAt(this.celsius + 0.06 * noise);
  }
}
