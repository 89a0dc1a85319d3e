// Homing on a simulated machine whose switches can be broken.

import { AXIS_NAMES, type AxisName, type Board } from '../../src/kernel/board.js';
import { Fault, type FaultCode } from '../../src/kernel/faults.js';
import { Axes } from '../../src/motion/axes.js';
import { Homing } from '../../src/motion/homing.js';
import { Planner } from '../../src/motion/planner.js';
import { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { simulatedGantry } from '../../src/motion/simulated-gantry.js';
import type { SimulatedInputs } from '../../src/motion/simulated-inputs.js';
import { Wiring } from '../../src/motion/wiring.js';

/** What is wrong with a switch: it never calls, always calls, says the contrary, or bounces for some steps. */
export type Defect = 'never' | 'always' | 'inverted' | 'bounces';

/** A bouncing switch changes its level with every step, so many steps from where it first calls. */
const BOUNCE_STEPS = 12;

/** 10 ms: what a switch stops is stopped by the engine, however late anybody looks. */
const LOOK_TICKS = 100_000;

/** Time in which any machine has homed, ticks. */
const PATIENCE_TICKS = 60e7;

export class HomingRig implements SimulatedInputs {
  readonly wiring: Wiring;
  readonly engine: SimulatedEngine;
  readonly axes: Axes;
  readonly homing: Homing;
  readonly #gantry: SimulatedInputs;
  readonly #board: Board;
  readonly #defects = new Map<number, Defect>();
  #now = 0;

  constructor(board: Board) {
    this.#board = board;
    this.wiring = new Wiring(board);
    this.#gantry = simulatedGantry(board, this.wiring);
    this.engine = new SimulatedEngine(this.wiring.settings, this);
    this.axes = new Axes(board.axes);
    this.homing = new Homing(this.engine, board, this.axes, this.wiring, new Planner(this.engine, this.axes));
  }

  static axis = (name: AxisName): number => AXIS_NAMES.indexOf(name);

  /** Breaks an input, or mends it. */
  breakInput(input: number, defect?: Defect): void {
    if (defect === undefined) this.#defects.delete(input);
    else this.#defects.set(input, defect);
  }

  breakHome(name: AxisName, defect?: Defect): void {
    this.breakInput(this.wiring.homeSwitches[HomingRig.axis(name)]!, defect);
  }

  /** What homing ends with. @param watch told after each look, by now in ticks */
  home(watch: (now: number) => void = () => {}): FaultCode | 'homed' {
    const end = this.#now + PATIENCE_TICKS;
    try {
      this.homing.begin();
      while (!this.homing.isDone && this.#now < end) {
        this.wait(LOOK_TICKS);
        this.homing.poll();
        watch(this.#now);
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.homing.cancel();
      return error.code;
    }
    return this.homing.isDone ? 'homed' : 'halted';
  }

  wait(ticks: number): void {
    this.#now += ticks;
    this.engine.advance(this.#now);
  }

  /** mm, as the machine believes. */
  at(name: AxisName): number {
    const axis = HomingRig.axis(name);
    return this.axes.millimeters(axis, this.engine.position(axis));
  }

  /** Steps by which it is wrong; the switch of an axis that stood in the middle when it was made is half the travel away. */
  error(name: AxisName): number {
    const axis = HomingRig.axis(name);
    const { travel, stepsPerMillimeter } = this.#board.axes[name]!;
    return this.axes.count(axis, travel) - Math.round((travel * stepsPerMillimeter) / 2);
  }

  levels(shaft: Float64Array): number {
    let levels = this.#gantry.levels(shaft);
    for (const [input, defect] of this.#defects) {
      const isBounce = defect === 'bounces' && this.#bounces(input, shaft);
      const active = this.wiring.activeLevel(input);
      if (defect === 'inverted' || isBounce) levels ^= 1 << input;
      else if (defect !== 'bounces')
        levels = (defect === 'always') === (active === 1) ? levels | (1 << input) : levels & ~(1 << input);
    }
    return levels;
  }

  areSteady(inputs: number, axis: number, from: number, to: number): boolean {
    const reach = to > from ? BOUNCE_STEPS : -BOUNCE_STEPS;
    const home = this.wiring.homeSwitches[axis]!;
    const margin = this.#defects.get(home) === 'bounces' ? reach : 0;
    return this.#gantry.areSteady(inputs, axis, from - margin, to + margin);
  }

  #bounces(input: number, shaft: Float64Array): boolean {
    const axis = this.wiring.homeSwitches.indexOf(input);
    const { travel, stepsPerMillimeter } = this.#board.axes[AXIS_NAMES[axis]!]!;
    const beyond = shaft[axis]! - Math.round((travel * stepsPerMillimeter) / 2);
    return beyond > 0 && beyond < BOUNCE_STEPS && beyond % 2 === 1;
  }
}
