// An NTC thermistor between an analog input and ground, with a resistor from the input to the supply.

import type { TemperatureSensor } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';

const KELVIN = 273.15;

/**
 * From the input's reading to a temperature. A reading is the part of the supply that the input sees, 0 to 1; it does
 * not depend on the supply. Between two points of the table 1/T is a straight line over ln R, the Beta equation that
 * data sheets of thermistors give, with the Beta of these two points.
 */
export class Thermistor {
  private readonly seriesOhms: number;
  /** By point, falling: ln of the resistance in Ω. */
  private readonly logOhms: Float64Array;
  /** By point, falling: 1/K. */
  private readonly inverseKelvins: Float64Array;

  constructor({ seriesOhms, table }: TemperatureSensor) {
    this.seriesOhms = seriesOhms;
    this.logOhms = Float64Array.from(table, ([, ohms]) => Math.log(ohms as number));
    this.inverseKelvins = Float64Array.from(table, ([celsius]) => 1 / ((celsius as number) + KELVIN));
  }

  /** °C, or NaN for what is outside of the table: `fault` says why. */
  celsius(reading: number): number {
    const logs = this.logOhms;
    const last = logs.length - 1;
    const log = Math.log(this.ohms(reading));
    if (!(log <= (logs[0] as number) && log >= (logs[last] as number))) return Number.NaN;
    let upper = 1;
    while (upper < last && log < (logs[upper] as number)) upper += 1;
    const from = logs[upper - 1] as number;
    const inverse = this.inverseKelvins[upper - 1] as number;
    const part = (log - from) / ((logs[upper] as number) - from);
    return 1 / (inverse + part * ((this.inverseKelvins[upper] as number) - inverse)) - KELVIN;
  }

  /**
   * What is wrong with a reading outside of the table: open or shorted from halfway between the table's end and the
   * supply or ground, else implausible.
   */
  fault(reading: number): Fault {
    if (reading >= (1 + this.readingOf(0)) / 2) return new Fault('sensorOpen');
    if (reading <= this.readingOf(this.logOhms.length - 1) / 2) return new Fault('sensorShorted');
    return new Fault('sensorImplausible', `${Math.round(this.ohms(reading))} Ω are not in its table`);
  }

  private ohms(reading: number): number {
    return (this.seriesOhms * reading) / (1 - reading);
  }

  private readingOf(point: number): number {
    const ohms = Math.exp(this.logOhms[point] as number);
    return ohms / (ohms + this.seriesOhms);
  }
}
