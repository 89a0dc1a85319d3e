// The temperature module: brings a slot to a temperature, keeps it there, and cuts its outputs when anything is wrong.

import type { TemperatureModule } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import { type DigitalOutputs, DutyOutput } from './digital-outputs.js';
import { Pid } from './pid.js';
import { RunawayDetector } from './temperature-runaway.js';
import { Thermistor } from './thermistor.js';

export const TEMPERATURE_PHASE = Object.freeze({
  off: 0,
  /** On its way, or driven off the set temperature. */
  approaching: 1,
  /** Near the set temperature for `SETTLING_SECONDS`. */
  holding: 2,
  /** Cut by a fault until something is commanded anew. */
  fault: 3,
});

/** Time between two steps, s. */
export const TEMPERATURE_STEP_SECONDS = 0.25;

/** Nearer than this to the set temperature is there, °C. */
export const TEMPERATURE_TOLERANCE = 0.5;

/** s. */
const SETTLING_SECONDS = 20;

/** Longest approach, s. Full duty without progress is found much sooner; this finds what swings, or cools by itself. */
const APPROACH_SECONDS_MAX = 3_600;

/** The module is never so much hotter, or with a cooler colder, than its range, °C. */
const RANGE_MARGIN = 5;

/** Farthest that a block of metal changes between two steps, °C: more comes from the wires. */
const JUMP_MAX = 5;

/**
 * Off when it is made. Whoever owns it calls `step` at a fixed period, also while it is off, with a new reading (of
 * several conversions the median), and `off` at the end of everything. When a step fails the outputs are off already,
 * and stay so until `hold`. Steps allocate nothing.
 */
export class TemperatureController {
  private readonly module: TemperatureModule;
  private readonly sensor: Thermistor;
  private readonly pid: Pid;
  private readonly runaway: RunawayDetector;
  private readonly heater: DutyOutput | null;
  private readonly cooler: DutyOutput | null;
  private currentPhase: number = TEMPERATURE_PHASE.off;
  private wanted = 0;
  private measured = Number.NaN;
  /** Of the last step. */
  private duty = 0;
  /** s that the approach takes, and that the temperature has been near. */
  private approach = 0;
  private settled = 0;

  constructor(module: TemperatureModule, outputs: DigitalOutputs) {
    const { heater, cooler, sensor, control } = module;
    this.module = module;
    this.heater = heater === undefined ? null : new DutyOutput(outputs, heater);
    this.cooler = cooler === undefined ? null : new DutyOutput(outputs, cooler);
    this.sensor = new Thermistor(sensor);
    this.pid = new Pid(control, this.cooler === null ? 0 : -1, this.heater === null ? 0 : 1);
    this.runaway = new RunawayDetector(module);
  }

  /** One of `TEMPERATURE_PHASE`. */
  get phase(): number {
    return this.currentPhase;
  }

  /** As measured at the last step, °C; NaN while the sensor says nothing. */
  get celsius(): number {
    return this.measured;
  }

  /** Goes to a temperature, °C, from the next step on, whatever was before. Fails outside of the module's range. */
  hold(celsius: number): void {
    const { minimum, maximum } = this.module;
    if (!(celsius >= minimum && celsius <= maximum))
      throw new Fault('temperatureOutOfRange', `${celsius} °C of ${minimum} to ${maximum} °C`);
    this.rest(TEMPERATURE_PHASE.approaching);
    this.wanted = celsius;
  }

  off(): void {
    this.rest(TEMPERATURE_PHASE.off);
  }

  /**
   * Measures, checks and sets the outputs. Fails when the sensor or the temperature cannot be right.
   * @param seconds since the last step, above 0
   * @param reading part of the supply that the sensor's input sees, 0 to 1
   */
  step(seconds: number, reading: number): void {
    const before = this.measured;
    const celsius = this.sensor.celsius(reading);
    this.measured = celsius;
    if (this.currentPhase === TEMPERATURE_PHASE.fault) return;
    if (this.isOutOfRange(celsius)) this.fail(new Fault('temperatureRunaway', `${celsius.toFixed(1)} °C`));
    if (this.currentPhase === TEMPERATURE_PHASE.off) return;
    if (Number.isNaN(celsius)) this.fail(this.sensor.fault(reading));
    if (Math.abs(celsius - before) > JUMP_MAX)
      this.fail(
        new Fault('sensorImplausible', `from ${before.toFixed(1)} to ${celsius.toFixed(1)} °C at once`),
      );
    this.control(celsius, seconds);
  }

  private control(celsius: number, seconds: number): void {
    const error = this.wanted - celsius;
    const isNear = Math.abs(error) <= TEMPERATURE_TOLERANCE;
    if (this.runaway.isRunaway(celsius, isNear ? 0 : error, this.duty, seconds))
      this.fail(new Fault('temperatureRunaway', `${celsius.toFixed(1)} °C on the way to ${this.wanted} °C`));
    this.advance(isNear, seconds);
    if (this.approach > APPROACH_SECONDS_MAX)
      this.fail(
        new Fault('temperatureNotReached', `${celsius.toFixed(1)} °C after an hour, not ${this.wanted} °C`),
      );
    this.drive(this.pid.step(this.wanted, celsius, seconds));
  }

  /** Never both at once: the two may be the sides of one bridge. */
  private drive(duty: number): void {
    this.duty = duty;
    if (duty > 0) {
      this.cooler?.off();
      this.heater?.drive(duty);
    } else {
      this.heater?.off();
      this.cooler?.drive(-duty);
    }
  }

  private advance(isNear: boolean, seconds: number): void {
    this.settled = isNear ? this.settled + seconds : 0;
    const isHolding = this.settled >= SETTLING_SECONDS;
    this.approach = isHolding ? 0 : this.approach + seconds;
    this.currentPhase = isHolding ? TEMPERATURE_PHASE.holding : TEMPERATURE_PHASE.approaching;
  }

  /** Of an unknown temperature nothing is said. */
  private isOutOfRange(celsius: number): boolean {
    const { minimum, maximum } = this.module;
    return celsius > maximum + RANGE_MARGIN || (this.cooler !== null && celsius < minimum - RANGE_MARGIN);
  }

  private fail(fault: Fault): never {
    this.rest(TEMPERATURE_PHASE.fault);
    throw fault;
  }

  /** Outputs off, and nothing known of what was. */
  private rest(phase: number): void {
    this.heater?.off();
    this.cooler?.off();
    this.pid.reset();
    this.runaway.reset();
    this.currentPhase = phase;
    this.measured = Number.NaN;
    this.duty = 0;
    this.approach = 0;
    this.settled = 0;
  }
}
