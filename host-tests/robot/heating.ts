// A session in which the heater heats and a pump runs, whether they still do, and whether anything has moved.

import { AXIS_NAMES } from '../../src/kernel/board.js';
import type { RobotSession } from '../support/robot-session.js';
import { BENCH, MotorRig, type MotorRigOptions } from './motor-rig.js';

const STEP_PINS: ReadonlySet<number> = new Set(AXIS_NAMES.map((name) => BENCH.axes[name]!.driver.step));

/** Levels of the outputs that heat and pump; on is high. */
export class Levels {
  /** Edges at the step pins so far. */
  steps = 0;
  readonly #levels = new Map<number, number>();

  edge(pin: number, level: 0 | 1): void {
    this.#levels.set(pin, level);
    if (STEP_PINS.has(pin)) this.steps += 1;
  }

  get areOn(): boolean[] {
    const { heater } = BENCH.temperatureModule!;
    const { output } = BENCH.pumps.wash_pump!;
    return [heater!, output!].map(({ pin }) => this.#levels.get(pin) === 1);
  }
}

export interface Heating {
  readonly rig: MotorRig;
  readonly levels: Levels;
  readonly session: RobotSession;
}

/** Switches heater and pump on. */
export const heat = ({ engine, wiring }: MotorRig): void =>
  engine.switch((1 << wiring.heater) | wiring.pumps, true);

export function heating(options: MotorRigOptions = {}): Heating {
  const levels = new Levels();
  const rig = new MotorRig({ ...options, recorder: levels });
  const session = rig.begin();
  heat(rig);
  return { rig, levels, session };
}
