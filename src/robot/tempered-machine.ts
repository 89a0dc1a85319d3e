// A machine with a temperature module: what holds a temperature is done here, all else by the machine inside.

import type { TemperatureModule } from '../kernel/board.js';
import type { Alarm, Clock } from '../kernel/clock.js';
import { Fault } from '../kernel/faults.js';
import type { AnalogInput } from '../motion/analog-input.js';
import type { DigitalOutputs } from '../motion/digital-outputs.js';
import {
  TEMPERATURE_PHASE,
  TEMPERATURE_STEP_SECONDS,
  TemperatureController,
} from '../motion/temperature-controller.js';
import { ACTION, Action } from './action.js';
import type { Machine, Outcome } from './machine.js';
import type { Pose } from './pose.js';

const STEP_MICROSECONDS = TEMPERATURE_STEP_SECONDS * 1_000_000;

/** Longer than the controller goes on with an approach, s. */
const APPROACH_SECONDS = 7_200;

/** What the temperature module is at. */
export interface TemperaturePorts {
  /** Of heater and cooler. */
  readonly outputs: DigitalOutputs;
  /** Of the sensor. */
  readonly inputs: AnalogInput;
}

export interface TemperedMachineOptions extends TemperaturePorts {
  /** Does everything else. */
  readonly machine: Machine;
  readonly module: TemperatureModule;
  readonly clock: Clock;
  /**
   * Whether the temperature is seen to at all times, as it must be where time is real. Otherwise only while an action
   * is under way, so that a clock which goes from alarm to alarm comes to rest; what was missed is made up at the next.
   */
  readonly keepsTime: boolean;
}

/**
 * An approach is a wait of the machine inside, which ends as soon as the temperature is held: so it is stopped, halted
 * and hurried as any wait. When the temperature cannot be right the outputs are cut at once and the approach fails, but
 * any other action comes to its end and the next one is refused. So it stays until `prepare`, or `off` if it was told.
 */
export class TemperedMachine implements Machine, Outcome {
  private readonly machine: Machine;
  private readonly controller: TemperatureController;
  private readonly clock: Clock;
  private readonly inputs: AnalogInput;
  private readonly sensorPin: number;
  private readonly keepsTime: boolean;
  private readonly alarm: Alarm;
  private readonly approach = new Action().dwell(APPROACH_SECONDS);
  private simulate = false;
  /** Of the action in hand. */
  private outcome: Outcome | null = null;
  private isApproach = false;
  /** What is wrong with the temperature, and whether anybody knows. */
  private fault: Fault | null = null;
  private isTold = false;
  /** When the last step was due, µs. */
  private stepped: number;

  constructor({ machine, module, clock, outputs, inputs, keepsTime }: TemperedMachineOptions) {
    this.machine = machine;
    this.controller = new TemperatureController(module, outputs);
    this.clock = clock;
    this.inputs = inputs;
    this.sensorPin = module.sensor.pin;
    this.keepsTime = keepsTime;
    this.alarm = clock.alarm(() => this.goOn());
    this.stepped = clock.now();
    this.schedule();
  }

  get pose(): Pose {
    return this.machine.pose;
  }

  get mayMove(): boolean {
    return this.machine.mayMove;
  }

  prepare(simulate: boolean): void {
    this.catchUp();
    this.controller.off();
    this.fault = null;
    this.simulate = simulate;
    this.machine.prepare(simulate);
  }

  /** Faults of the machine inside, after which all is off, or what is wrong with the temperature. */
  admit(action: Action): void {
    this.catchUp();
    try {
      this.machine.admit(action);
    } catch (error) {
      this.cut();
      throw error;
    }
    if (this.fault !== null) throw this.tell(this.fault);
  }

  /** Fault `temperatureOutOfRange` besides those of `admit` and of the machine inside. */
  perform(action: Action, outcome: Outcome): void {
    const isApproach = action.kind === ACTION.holdTemperature && !this.simulate;
    try {
      this.admit(action);
      if (isApproach) this.controller.hold(action.temperature);
      else if (action.kind === ACTION.releaseTemperature) this.controller.off();
      this.machine.perform(isApproach ? this.approach : action, this);
    } catch (error) {
      this.cut();
      throw error;
    }
    this.outcome = outcome;
    this.isApproach = isApproach;
    this.schedule();
  }

  hurry(): void {
    this.machine.hurry();
  }

  halt(): void {
    this.machine.halt();
  }

  off(): void {
    this.catchUp();
    this.cut();
    if (this.isTold) this.fault = null;
    this.machine.off();
  }

  /** The machine inside is done. */
  done(): void {
    const fault = this.isApproach ? this.fault : null;
    const outcome = this.end();
    if (fault === null) outcome.done();
    else outcome.failed(this.tell(fault), 0);
  }

  /** The machine inside has failed. */
  failed(fault: Fault, part: number): void {
    this.cut();
    this.end().failed(fault, part);
  }

  private end(): Outcome {
    const outcome = this.outcome as Outcome;
    this.outcome = null;
    this.isApproach = false;
    if (!this.keepsTime) this.alarm.cancel();
    return outcome;
  }

  /** After a fault the controller has done so itself, and what is wrong is not said again. */
  private cut(): void {
    if (this.fault === null) this.controller.off();
  }

  private tell(fault: Fault): Fault {
    this.isTold = true;
    return fault;
  }

  private goOn(): void {
    this.catchUp();
    this.schedule();
  }

  private schedule(): void {
    if (!this.keepsTime && this.outcome === null) return;
    this.alarm.set(Math.max(0, this.stepped + STEP_MICROSECONDS - this.clock.now()));
  }

  /** Makes all steps that are due. */
  private catchUp(): void {
    const now = this.clock.now();
    while (this.stepped + STEP_MICROSECONDS <= now) {
      this.stepped += STEP_MICROSECONDS;
      this.step();
    }
  }

  private step(): void {
    this.inputs.advance?.(TEMPERATURE_STEP_SECONDS);
    try {
      this.controller.step(TEMPERATURE_STEP_SECONDS, this.inputs.read(this.sensorPin));
    } catch (error) {
      if (!(error instanceof Fault)) {
        this.controller.off(); // whoever gets it may not come back
        throw error;
      }
      this.fault = error;
      this.isTold = false;
    }
    if (this.isApproach && this.controller.phase !== TEMPERATURE_PHASE.approaching) this.machine.hurry();
  }
}
