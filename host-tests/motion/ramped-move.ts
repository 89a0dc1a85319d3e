// A straight move at constant acceleration for the tests of the step engine: one segment a step, fed while it runs.

import type { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { TICKS_PER_SECOND } from '../../src/motion/step-engine.js';
import { TICK } from './step-machine.js';

/** Steps with sign of each axis, by its number. */
export type Way = ReadonlyMap<number, number>;

export class RampedMove {
  /** Ticks that the whole move takes. */
  readonly duration: number;
  readonly #way: Way;
  readonly #pushed = new Map<number, number>();
  readonly #longest: number;
  readonly #speed: number;
  readonly #acceleration: number;
  readonly #ramp: number;

  /** @param speed of the axis with the most steps, steps/s, and @param acceleration in steps/s² */
  constructor(way: Way, speed: number, acceleration: number) {
    this.#way = way;
    this.#longest = Math.max(...[...way.values()].map(Math.abs));
    this.#acceleration = acceleration;
    this.#ramp = Math.min((speed * speed) / (2 * acceleration), this.#longest / 2);
    this.#speed = Math.sqrt(2 * acceleration * this.#ramp);
    this.duration = this.#tickAt(1);
  }

  /** Pushes what there is room for; the axes are started by the caller. */
  feed(engine: SimulatedEngine): void {
    for (const [axis, steps] of this.#way) {
      const count = Math.abs(steps);
      let done = this.#pushed.get(axis) ?? 0;
      for (; done < count && engine.room(axis) > 0; done++) {
        const interval = this.#tickAt((done + 1) / count) - this.#tickAt(done / count);
        engine.push(axis, steps > 0 ? 1 : 0, 1, Math.round(interval * TICK), 0, done + 1 === count);
      }
      this.#pushed.set(axis, done);
    }
  }

  /** When a share of the way is made, ticks from the start. */
  #tickAt(share: number): number {
    const steps = share * this.#longest;
    const cruise = (this.#longest - 2 * this.#ramp) / this.#speed;
    const rampSeconds = this.#speed / this.#acceleration;
    const rampTime = (way: number) => Math.sqrt((2 * way) / this.#acceleration);
    let seconds = rampSeconds + (steps - this.#ramp) / this.#speed;
    if (steps < this.#ramp) seconds = rampTime(steps);
    if (this.#longest - steps < this.#ramp)
      seconds = 2 * rampSeconds + cruise - rampTime(this.#longest - steps);
    return seconds * TICKS_PER_SECOND;
  }
}
