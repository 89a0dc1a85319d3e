// A machine of six axes for the tests of the step engine, and edges as people and tests read them.

import type { EdgeRecorder } from '../../src/motion/edge-queue.js';
import type { StepControl } from '../../src/motion/step-engine.js';
import type { StepSettings } from '../../src/motion/step-settings.js';

/** Ticks of 1/65,536. */
export const TICK = 65_536;

/** Enable lines: one of X and Y, one of Z and A, one of the plungers; a pump that is cut, a lamp that is not. */
export const OUTPUT = Object.freeze({ gantry: 0, heads: 1, plungers: 2, pump: 3, lamp: 4 });

export const INPUT = Object.freeze({ estop: 0, home: 1, limit: 2, button: 3 });

const ENABLES = [OUTPUT.gantry, OUTPUT.gantry, OUTPUT.heads, OUTPUT.heads, OUTPUT.plungers, OUTPUT.plungers];

/** Step pins 0 to 5, direction pins 10 to 15, outputs from 20, inputs from 40. */
export const MACHINE: StepSettings = Object.freeze({
  axes: ENABLES.map((output, axis) => ({
    stepPin: axis,
    directionPin: 10 + axis,
    isReversed: axis % 3 === 1,
    enables: 1 << output,
    haltDeceleration: [240_000, 160_000, 600_000, 600_000, 153_600, 200][axis]!,
  })),
  outputs: [
    { pin: 20, isLow: true, isCut: false },
    { pin: 21, isLow: true, isCut: false },
    { pin: 22, isLow: true, isCut: false },
    { pin: 23, isLow: false, isCut: true },
    { pin: 33, isLow: false, isCut: false },
  ],
  inputs: [40, 41, 42, 31],
  pulseTicks: 20,
  intervalTicks: 50,
  turnTicks: 80,
  leadTicks: 1_000,
  lateTicks: 500,
});

/** As whoever has looked a moment ago. */
export const acknowledge = (engine: StepControl): boolean =>
  engine.acknowledge(engine.fired(), engine.reasons());

/** Keeps all edges. */
export class EdgeList implements EdgeRecorder {
  readonly #ticks: number[] = [];
  readonly #pins: number[] = [];
  readonly #levels: number[] = [];

  edge(pin: number, level: 0 | 1, tick: number): void {
    this.#ticks.push(tick);
    this.#pins.push(pin);
    this.#levels.push(level);
  }

  get count(): number {
    return this.#ticks.length;
  }

  get ticks(): readonly number[] {
    return this.#ticks;
  }

  /** `tick pin level` of each edge from number `first` on, as they came. */
  texts(first = 0): string[] {
    return this.#ticks.slice(first).map((_, i) => this.#text(first + i));
  }

  /** Of the edges up to a tick. Edges of one tick have no order: these come by pin. */
  sorted(end = Number.POSITIVE_INFINITY): string[] {
    const order = this.#ticks.map((_, i) => i).filter((i) => this.#ticks[i]! <= end);
    order.sort((a, b) => this.#ticks[a]! - this.#ticks[b]! || this.#pins[a]! - this.#pins[b]!);
    return order.map((i) => this.#text(i));
  }

  /** Ticks at which a pin rises. */
  rises(pin: number): number[] {
    return this.#ticks.filter((_, i) => this.#pins[i] === pin && this.#levels[i] === 1);
  }

  #text(i: number): string {
    return `${this.#ticks[i]} ${this.#pins[i]} ${this.#levels[i]}`;
  }
}
