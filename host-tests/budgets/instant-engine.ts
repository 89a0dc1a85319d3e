// A step engine that has made every move as soon as it is started: what counts is the memory of those who drive it.

import { AXIS_NAMES } from '../../src/kernel/board.js';
import type { PositionSwitches } from '../../src/motion/simulated-inputs.js';
import { STOPPED } from '../../src/motion/step-engine.js';
import type { Drive } from '../../src/robot/motor-machine.js';

/** Segments that it always has room for: more than any move has. */
const ROOM = 10_000;

const AXES = AXIS_NAMES.length;
const ALL_AXES = 2 ** AXES - 1;

export class InstantEngine implements Drive {
  readonly #plant: PositionSwitches;
  readonly #positions = new Float64Array(AXES);
  /** Steps that are pushed and not started. */
  readonly #pushed = new Float64Array(AXES);
  readonly #latched = new Float64Array(AXES);
  /** By axis: the input that stops it while it homes, and its level. */
  readonly #switches = new Int8Array(AXES).fill(-1);
  readonly #levels = new Uint8Array(AXES);
  #fired = 0;

  constructor(plant: PositionSwitches) {
    this.#plant = plant;
  }

  room(): number {
    return ROOM;
  }

  push(axis: number, direction: 0 | 1, count: number): void {
    this.#pushed[axis] = (this.#pushed[axis] as number) + (direction === 1 ? count : -count);
  }

  start(axes: number): void {
    for (let axis = 0; axis < AXES; axis++) if ((axes >> axis) & 1) this.#go(axis);
  }

  position(axis: number): number {
    return this.#positions[axis] as number;
  }

  running(): number {
    return 0;
  }

  held(): number {
    return 0;
  }

  reasons(): number {
    return this.#fired === 0 ? 0 : STOPPED.triggered;
  }

  fired(): number {
    return this.#fired;
  }

  latched(axis: number): number {
    return this.#latched[axis] as number;
  }

  acknowledge(fired: number): boolean {
    this.#fired &= ~fired;
    return this.#fired === 0;
  }

  halt(): void {}

  setPosition(axis: number, steps: number): void {
    this.#positions[axis] = steps;
  }

  /** Only what a single axis homes by counts: nothing else is met. */
  arm(input: number, level: 0 | 1, axes: number): void {
    for (let axis = 0; axes !== ALL_AXES && axis < AXES; axis++)
      if ((axes >> axis) & 1) {
        this.#switches[axis] = input;
        this.#levels[axis] = level;
      }
  }

  disarm(input: number): void {
    for (let axis = 0; axis < AXES; axis++) if (this.#switches[axis] === input) this.#switches[axis] = -1;
  }

  inputs(): number {
    return this.#plant.levels(this.#positions);
  }

  enable(): void {}

  switch(): void {}

  #go(axis: number): void {
    const from = this.#positions[axis] as number;
    const steps = this.#pushed[axis] as number;
    this.#pushed[axis] = 0;
    this.#positions[axis] = from + steps;
    if (!this.#isMet(axis)) return;
    // The first step at which the switch calls, found by halves: it calls from there on.
    let before = 0;
    let after = steps;
    while (Math.abs(after - before) > 1) {
      const middle = Math.trunc((before + after) / 2);
      this.#positions[axis] = from + middle;
      if (this.#isMet(axis)) after = middle;
      else before = middle;
    }
    this.#positions[axis] = from + after;
    this.#latched[axis] = from + after;
    this.#fired |= 1 << (this.#switches[axis] as number);
  }

  #isMet(axis: number): boolean {
    const input = this.#switches[axis] as number;
    return input >= 0 && ((this.inputs() >> input) & 1) === this.#levels[axis];
  }
}
