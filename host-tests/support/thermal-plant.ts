// A temperature module in numbers: its block of metal, its thermistor, and the pins that its outputs hang on.

import type { TemperatureModule, TemperatureSensor } from '../../src/kernel/board.js';
import type { DigitalOutputs } from '../../src/motion/digital-outputs.js';
import { Random } from './random.js';

export const HEATER_PIN = 4;
export const COOLER_PIN = 5;

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
  heater: { pin: HEATER_PIN, activeLow: false, pwmHertz: 1_000 },
  cooler: { pin: COOLER_PIN, activeLow: false, pwmHertz: 1_000 },
  control: { proportional: 0.3, integral: 0.006, derivative: 0.5 },
  runawayProgress: 0.5,
  runawaySeconds: 120,
};

export const { cooler: _cooler, ...HEATER_ONLY } = MODULE;

/** The part of the time that each pin is high. */
export class DutyPins implements DigitalOutputs {
  readonly duties = new Float64Array(48);

  set(pin: number, level: 0 | 1): void {
    this.duties[pin] = level;
  }

  modulate(pin: number, _hertz: number, duty: number): void {
    this.duties[pin] = duty;
  }

  get heating(): number {
    return this.duties[HEATER_PIN] as number;
  }

  get cooling(): number {
    return this.duties[COOLER_PIN] as number;
  }
}

/** Steps between a change of the outputs and what the sensor notices of it: 3 s of 0.25 s each. */
const DELAY_STEPS = 12;

/** First order with dead time and a noisy sensor; a block that goes from 22 °C to 95 °C in about three minutes. */
export class ThermalPlant {
  celsius = 22;
  ambient = 22;
  /** °C above the room at full duty, without end. */
  heating = 120;
  cooling = -32;
  readonly #random = new Random(7);
  readonly #powers = new Float64Array(DELAY_STEPS);
  #steps = 0;

  /** Time goes on while the pins are as they are. */
  step(seconds: number, pins: DutyPins): void {
    const at = this.#steps % DELAY_STEPS;
    const power = this.#powers[at] as number;
    this.#powers[at] = this.heating * pins.heating + this.cooling * pins.cooling;
    this.#steps += 1;
    this.celsius += ((this.ambient + power - this.celsius) * seconds) / 200;
  }

  /** The sensor's reading with noise of at most 0.06 °C. */
  get reading(): number {
    const noise = (this.#random.below(1_000) + this.#random.below(1_000) - 999) / 1_000;
    return readingAt(this.celsius + 0.06 * noise);
  }
}
