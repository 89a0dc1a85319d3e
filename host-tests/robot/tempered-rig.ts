// A robot with motors and a temperature module in virtual time: a simulated block of metal, and a wire that can break.

import { Fault, type FaultCode } from '../../src/kernel/faults.js';
import { EngineOutputs } from '../../src/motion/engine-outputs.js';
import { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { simulatedGantry } from '../../src/motion/simulated-gantry.js';
import { SimulatedPlant } from '../../src/motion/simulated-plant.js';
import { Wiring } from '../../src/motion/wiring.js';
import type { Action } from '../../src/robot/action.js';
import { MotorMachine } from '../../src/robot/motor-machine.js';
import { TemperedMachine } from '../../src/robot/tempered-machine.js';
import { outside } from '../support/engine.js';
import { BENCH, Rig, type RigOptions } from '../support/lab-robot.js';

const TICKS_PER_MICROSECOND = 10;

const MODULE = BENCH.temperatureModule!;

const WIRING = new Wiring(BENCH);

/** A block with a wire to its sensor. */
class Plant extends SimulatedPlant {
  /** The wire is broken: the input sees the supply. */
  isOpen = false;

  override read(pin: number): number {
    return this.isOpen ? 1 : super.read(pin);
  }

  get isOff(): boolean {
    return this.heaterDuty === 0 && this.coolerDuty === 0;
  }
}

export interface TemperedRigOptions extends RigOptions {
  readonly keepsTime?: boolean;
  /** In place of motors there is a machine that only takes its time: quick to simulate, but nothing stops it. */
  readonly isPaced?: boolean;
}

export class TemperedRig extends Rig {
  readonly plant: Plant;
  readonly #press: () => void;

  constructor({ keepsTime = false, isPaced = false, ...options }: TemperedRigOptions = {}) {
    const gantry = simulatedGantry(BENCH, WIRING);
    const engine = outside(() => new SimulatedEngine(WIRING.settings, gantry));
    const plant = outside(() => new Plant(MODULE));
    const pins = new EngineOutputs(engine, WIRING.settings.outputs);
    super({
      ...options,
      machine: (paced, clock, { choreography, moves }) =>
        new TemperedMachine({
          machine: isPaced
            ? paced
            : new MotorMachine({ board: BENCH, clock, engine, wiring: WIRING, choreography, moves }),
          module: MODULE,
          clock,
          outputs: {
            set: (pin, level) => {
              pins.set(pin, level);
              plant.set(pin, level);
            },
          },
          inputs: plant,
          keepsTime,
        }),
    });
    this.plant = plant;
    this.#press = () => {
      engine.advance(Math.floor(this.clock.now() * TICKS_PER_MICROSECOND));
      gantry.set(WIRING.emergencyStop, WIRING.activeLevel(WIRING.emergencyStop));
    };
  }

  /** Something happens so many seconds from now, whatever the robot does then. */
  after(seconds: number, happens: () => void): void {
    this.clock.alarm(happens).set(seconds * 1e6);
  }

  pressEmergencyStop(): void {
    this.#press();
  }

  /** s. */
  get now(): number {
    return this.clock.now() / 1e6;
  }

  /** Has one action begun by the machine, past books and session; how it ends is in `ended` then. */
  begin(action: Action): { ended: 'done' | FaultCode | null } {
    const how: { ended: 'done' | FaultCode | null } = { ended: null };
    try {
      this.machine.perform(action, {
        done: () => {
          how.ended = 'done';
        },
        failed: ({ code }) => {
          how.ended = code;
        },
      });
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      how.ended = fault.code;
    }
    return how;
  }

  /** The same to its end: how it ended. */
  perform(action: Action): 'done' | FaultCode | null {
    const how = this.begin(action);
    while (how.ended === null && this.clock.step());
    return how.ended;
  }
}
