// What planning moves costs: segments a move, exactly; moves a second, beside a loop that works out every step by itself.

import { AXIS_COUNT } from '../../src/motion/axes.js';
import type { SegmentPlayer } from '../../src/motion/axis-segments.js';
import { Planner } from '../../src/motion/planner.js';
import { figuresOf, homedAxes, X, Y, Z } from '../support/gantry.js';
import { Random } from '../support/random.js';
import { spread, table } from './report.js';

const SEED = 7;
const MOVES = 2_000;
const ROUNDS = 5;

/** Takes all segments at once and counts them and their steps. */
class CountingEngine implements SegmentPlayer {
  readonly positions = new Int32Array(AXIS_COUNT);
  segments = 0;
  steps = 0;

  room(): number {
    return 1_000;
  }

  push(axis: number, direction: 0 | 1, count: number): void {
    this.positions[axis] = (this.positions[axis] as number) + (direction === 1 ? count : -count);
    this.segments += 1;
    this.steps += count;
  }

  start(): void {}

  position(axis: number): number {
    return this.positions[axis] as number;
  }
}

/** By move: millimeters of X, Y and Z. */
type Places = readonly (readonly [number, number, number])[];

function randomPlaces(): Places {
  const random = new Random(SEED);
  const within = (axis: number) => random.below(figuresOf(axis).travel * 10) / 10;
  return Array.from({ length: MOVES }, () => [within(X), within(Y), within(Z)] as const);
}

/** Plans a move to each place; X and Y together, then Z, as a robot that travels does. */
function plan(places: Places): CountingEngine {
  const engine = new CountingEngine();
  const planner = new Planner(engine, homedAxes());
  for (const [x, y, z] of places) {
    planner.to(X, x);
    planner.to(Y, y);
    planner.begin();
    while (!planner.feed());
    planner.to(Z, z);
    planner.begin();
    while (!planner.feed());
  }
  return engine;
}

/** Adds up the time of each of so many steps from standing, at full acceleration: a square root a step. */
function everyStep(steps: number): number {
  const { acceleration, stepsPerMillimeter } = figuresOf(X);
  const factor = 2 / (acceleration * stepsPerMillimeter);
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += Math.sqrt(step * factor);
  return sum;
}

const seconds = (call: () => unknown): number => {
  const start = performance.now();
  call();
  return (performance.now() - start) / 1_000;
};

export function printPlannerSpeed(): void {
  const far = new CountingEngine();
  const planner = new Planner(far, homedAxes());
  planner.to(X, 400);
  planner.begin();
  while (!planner.feed());
  const places = randomPlaces();
  const { segments, steps } = plan(places);
  const planned: number[] = [];
  const stepped: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    planned.push(seconds(() => plan(places)));
    stepped.push(seconds(() => everyStep(steps)));
  }
  const rates = planned.map((time) => (2 * MOVES) / time);
  const ratios = planned.map((time, round) => (stepped[round] as number) / time);
  console.log(
    `\nPlanner, ${2 * MOVES} random moves of X and Y together and of Z. Compare ratios, not times.`,
  );
  table(
    ['', 'value'],
    [
      ['segments of 400 mm at 48,000 steps/s', far.segments],
      ['segments a move, all its axes together', (segments / (2 * MOVES)).toFixed(1)],
      ['steps a segment', (steps / segments).toFixed(1)],
      ['moves a second', spread(rates, 0)],
      ['times as fast as a square root a step', spread(ratios, 1)],
    ],
  );
}
