// What a board's wiring means to a step engine: which input is which switch, which output is which line.

import { AXIS_NAMES, type AxisName, activeLevel, type Board, type Switch } from '../kernel/board.js';
import { TICKS_PER_SECOND } from './step-engine.js';
import type { StepAxisSettings, StepOutputSettings, StepSettings } from './step-settings.js';

/** Stands for an input that the board does not have. */
export const NO_INPUT = -1;

/** A halt brakes as hard as the axis accelerates; the engine asks for at least this, steps/s². */
const HALT_DECELERATION_MIN = 91;

/** From `start` to the time that the first interval is counted from: two samples of the inputs. */
const LEAD_TICKS = 2_000;

/** Pulses that are later than this by a fifth of the fastest interval are not made any more. */
const LATE_TICKS = 1_000;

const TICKS_PER_MICROSECOND = TICKS_PER_SECOND / 1_000_000;

interface Input {
  readonly pin: number;
  readonly level: 0 | 1;
}

/** Numbers of inputs and outputs as the engine has them; axes have those of `AXIS_NAMES`. */
export class Wiring {
  readonly settings: StepSettings;
  readonly emergencyStop: number;
  readonly localButton: number;
  /** By axis. */
  readonly homeSwitches: readonly number[];
  readonly limitSwitches: readonly number[];
  /** By name of a pump: its output. */
  readonly pumpOutputs: ReadonlyMap<string, number>;
  /** Outputs that give power to motors, as bits. */
  readonly enables: number;
  readonly heater: number;
  readonly cooler: number;
  private readonly inputs: Input[] = [];
  private readonly outputs: StepOutputSettings[] = [];

  constructor(board: Board) {
    const enables = new Map<string, number>();
    for (const [name, { pin, activeLow }] of Object.entries(board.enables))
      enables.set(name, this.output(pin, activeLow, false));
    this.enables = 2 ** this.outputs.length - 1;
    this.emergencyStop = this.input(board.emergencyStop);
    this.localButton = this.input(board.localButton);
    this.homeSwitches = AXIS_NAMES.map((name) => this.input(board.axes[name]?.home?.switch));
    this.limitSwitches = AXIS_NAMES.map((name) => this.input(board.axes[name]?.limit));
    const pumps = new Map<string, number>();
    for (const [name, { output }] of Object.entries(board.pumps))
      if (output !== undefined) pumps.set(name, this.output(output.pin, output.activeLow, true));
    this.pumpOutputs = pumps;
    const { heater, cooler } = board.temperatureModule ?? {};
    this.heater = heater === undefined ? NO_INPUT : this.output(heater.pin, heater.activeLow, true);
    this.cooler = cooler === undefined ? NO_INPUT : this.output(cooler.pin, cooler.activeLow, true);
    this.settings = this.readSettings(board, enables);
  }

  /** Level at which an input calls. */
  activeLevel(input: number): 0 | 1 {
    return (this.inputs[input] as Input).level;
  }

  private readSettings(board: Board, enables: ReadonlyMap<string, number>): StepSettings {
    const pulseTicks = Math.ceil(board.timings.stepPulseMicroseconds * TICKS_PER_MICROSECOND);
    const setupTicks = Math.ceil(board.timings.directionSetupMicroseconds * TICKS_PER_MICROSECOND);
    return Object.freeze({
      axes: AXIS_NAMES.map((name) => axisSettings(board, name, enables)),
      outputs: this.outputs,
      inputs: this.inputs.map(({ pin }) => pin),
      pulseTicks,
      intervalTicks: Math.max(2 * pulseTicks, 4),
      turnTicks: pulseTicks + setupTicks,
      leadTicks: LEAD_TICKS,
      lateTicks: LATE_TICKS,
    });
  }

  private input(wired: Switch | undefined): number {
    if (wired === undefined) return NO_INPUT;
    return this.inputs.push({ pin: wired.pin, level: activeLevel(wired) }) - 1;
  }

  private output(pin: number, isLow: boolean, isCut: boolean): number {
    return this.outputs.push(Object.freeze({ pin, isLow, isCut })) - 1;
  }
}

/** An axis that the board does not have is never started. */
function axisSettings(
  { axes }: Board,
  name: AxisName,
  enables: ReadonlyMap<string, number>,
): StepAxisSettings {
  const axis = axes[name];
  if (axis === undefined)
    return Object.freeze({
      stepPin: NO_INPUT,
      directionPin: NO_INPUT,
      isReversed: false,
      enables: 0,
      haltDeceleration: HALT_DECELERATION_MIN,
    });
  const { driver, acceleration, stepsPerMillimeter } = axis;
  return Object.freeze({
    stepPin: driver.step,
    directionPin: driver.direction,
    isReversed: driver.inverted,
    enables: 1 << (enables.get(driver.enable) as number),
    haltDeceleration: Math.max(acceleration * stepsPerMillimeter, HALT_DECELERATION_MIN),
  });
}
