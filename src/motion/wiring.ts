// What a board's wiring means to a step engine: which input is which switch, which output is which line.

import { AXIS_NAMES, type AxisName, activeLevel, type Board, type Switch } from '../kernel/board.js';
import { TICKS_PER_SECOND } from './step-engine.js';
import type { StepAxisSettings, StepOutputSettings, StepSettings } from './step-settings.js';

/** Stands for an input that the board does not have. */
export const NO_INPUT = -1;

/** A halt brakes as hard as the axis accelerates; the engine asks for at least this, steps/s². */
const HALT_DECELERATION_MIN = 91;

/** From `start` to the time that the first interval is counted from: two samples of the inputs. */
export const LEAD_TICKS = 2_000;

/** Pulses that are later than this by a fifth of the fastest interval are not made any more. */
const LATE_TICKS = 1_000;

const TICKS_PER_MICROSECOND = TICKS_PER_SECOND / 1_000_000;

/** Numbers of inputs and outputs as the engine has them; axes have those of `AXIS_NAMES`. */
export class Wiring {
  readonly emergencyStop: number;
  readonly localButton: number;
  /** By axis. */
  readonly homeSwitches: readonly number[];
  readonly limitSwitches: readonly number[];
  /** Outputs of pumps, as bits. */
  readonly pumps: number;
  /** Outputs that give power to motors, as bits. */
  readonly enables: number;
  readonly heater: number;
  readonly cooler: number;
  private readonly board: Board;
  /** Level at which each input calls, as bits. */
  private readonly activeLevels: number;
  /** By output. */
  private readonly outputPins: Int8Array;

  constructor(board: Board) {
    this.board = board;
    const numbers: number[] = [];
    let inputs = 0;
    let levels = 0;
    for (const wired of switchesOf(board)) {
      numbers.push(wired === undefined ? NO_INPUT : inputs);
      if (wired === undefined) continue;
      levels |= activeLevel(wired) << inputs;
      inputs += 1;
    }
    this.emergencyStop = numbers[0] as number;
    this.localButton = numbers[1] as number;
    this.homeSwitches = numbers.slice(2, 2 + AXIS_NAMES.length);
    this.limitSwitches = numbers.slice(2 + AXIS_NAMES.length);
    this.activeLevels = levels;

    const motors = Object.keys(board.enables).length;
    const pumps = Object.values(board.pumps).filter(({ output }) => output !== undefined).length;
    const { heater, cooler } = board.temperatureModule ?? {};
    this.enables = 2 ** motors - 1;
    this.pumps = (2 ** pumps - 1) << motors;
    this.outputPins = Int8Array.from(outputsOf(board), ({ pin }) => pin);
    const thermal = motors + pumps;
    this.heater = heater === undefined ? NO_INPUT : thermal;
    this.cooler = cooler === undefined ? NO_INPUT : heater === undefined ? thermal : thermal + 1;
  }

  /** Made anew each time: an engine takes them once, when it is made. */
  get settings(): StepSettings {
    const { board } = this;
    const pulseTicks = Math.ceil(board.timings.stepPulseMicroseconds * TICKS_PER_MICROSECOND);
    const setupTicks = Math.ceil(board.timings.directionSetupMicroseconds * TICKS_PER_MICROSECOND);
    return Object.freeze({
      axes: AXIS_NAMES.map((name) => axisSettings(board, name)),
      outputs: outputsOf(board),
      inputs: switchesOf(board).flatMap((wired) => wired?.pin ?? []),
      pulseTicks,
      intervalTicks: Math.max(2 * pulseTicks, 4),
      turnTicks: pulseTicks + setupTicks,
      leadTicks: LEAD_TICKS,
      lateTicks: LATE_TICKS,
    });
  }

  /** Level at which an input calls. */
  activeLevel(input: number): 0 | 1 {
    return ((this.activeLevels >> input) & 1) as 0 | 1;
  }

  /** The output on a pin, as a bit; none for a pin that is no output. */
  outputAt(pin: number): number {
    const output = this.outputPins.indexOf(pin);
    return output < 0 ? 0 : 1 << output;
  }
}

/** All that a board can have as inputs, in their order; absent what it has not. */
const switchesOf = ({ emergencyStop, localButton, axes }: Board): readonly (Switch | undefined)[] => [
  emergencyStop,
  localButton,
  ...AXIS_NAMES.map((name) => axes[name]?.home?.switch),
  ...AXIS_NAMES.map((name) => axes[name]?.limit),
];

/** In the order of their numbers: power of the motors, pumps, heater, cooler. */
function outputsOf({ enables, pumps, temperatureModule }: Board): readonly StepOutputSettings[] {
  const { heater, cooler } = temperatureModule ?? {};
  const wired = [...Object.values(pumps).map(({ output }) => output), heater, cooler];
  return [
    ...Object.values(enables).map(({ pin, activeLow }) => ({ pin, isLow: activeLow, isCut: false })),
    ...wired.flatMap((output) =>
      output === undefined ? [] : { pin: output.pin, isLow: output.activeLow, isCut: true },
    ),
  ];
}

/** An axis that the board does not have is never started. */
function axisSettings({ axes, enables }: Board, name: AxisName): StepAxisSettings {
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
    enables: 1 << Object.keys(enables).indexOf(driver.enable),
    haltDeceleration: Math.max(acceleration * stepsPerMillimeter, HALT_DECELERATION_MIN),
  });
}
