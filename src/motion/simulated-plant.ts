// The temperature module of the simulator: a block of metal that outputs heat and cool, with its thermistor.

import type { Output, TemperatureModule } from '../kernel/board.js';
import type { AnalogInput } from './analog-input.js';
import type { DigitalOutputs } from './digital-outputs.js';

const KELVIN = 273.15;

/** Time constant of the way back to the temperature of the room, s. */
const BLOCK_SECONDS = 200;

/** Between a change of the outputs and what the sensor notices of it: so many steps of a quarter of a second. */
const DELAY_STEPS = 12;

/**
 * First order with dead time, as a block that goes from 22 °C to 95 °C in about three minutes, and to 4 °C in about as
 * many. It is told what its two outputs are set to; other pins are none of its business.
 */
export class SimulatedPlant implements AnalogInput, DigitalOutputs {
  /** °C. */
  celsius = 22;
  ambient = 22;
  /** At full duty and without end, so much above the room, °C. */
  heating = 120;
  cooling = -32;
  /** Parts of the time that the outputs are on, 0 to 1. */
  heaterDuty = 0;
  coolerDuty = 0;
  private readonly module: TemperatureModule;
  private readonly powers = new Float64Array(DELAY_STEPS);
  private steps = 0;

  constructor(module: TemperatureModule) {
    this.module = module;
  }

  set(pin: number, level: 0 | 1): void {
    this.modulate(pin, 0, level);
  }

  modulate(pin: number, _hertz: number, duty: number): void {
    const { heater, cooler } = this.module;
    if (pin === heater?.pin) this.heaterDuty = onPart(heater, duty);
    if (pin === cooler?.pin) this.coolerDuty = onPart(cooler, duty);
  }

  /** Outputs that the plant is behind, too. */
  behind(outputs: DigitalOutputs): DigitalOutputs {
    return {
      set: (pin, level) => {
        outputs.set(pin, level);
        this.set(pin, level);
      },
    };
  }

  /** One step, of a quarter of a second, with the outputs as they are. */
  advance(seconds: number): void {
    const at = this.steps % DELAY_STEPS;
    const power = this.powers[at] as number;
    this.powers[at] = this.heating * this.heaterDuty + this.cooling * this.coolerDuty;
    this.steps += 1;
    this.celsius += ((this.ambient + power - this.celsius) * seconds) / BLOCK_SECONDS;
  }

  /** As the sensor's table has it, between two points by the Beta equation of these two. */
  read(_pin: number): number {
    const { seriesOhms, table } = this.module.sensor;
    let upper = 1;
    while (upper < table.length - 1 && this.celsius > (table[upper]?.[0] as number)) upper += 1;
    const [cool, more] = table[upper - 1] as readonly [number, number];
    const [warm, less] = table[upper] as readonly [number, number];
    const part = inverse(this.celsius, cool) / inverse(warm, cool);
    const ohms = more * (less / more) ** part;
    return ohms / (ohms + seriesOhms);
  }
}

/** From the part of the time that a pin is high. */
const onPart = ({ activeLow }: Output, duty: number): number => (activeLow ? 1 - duty : duty);

/** How far 1/T goes from one temperature to another, °C. */
const inverse = (to: number, from: number): number => 1 / (to + KELVIN) - 1 / (from + KELVIN);
