import test from 'ava';
import { Planner } from '../../src/motion/planner.js';
import { HAS_COUNTERS } from '../support/engine.js';
import { B, figuresOf, homedAxes, X, Y, Z } from '../support/gantry.js';
import { SegmentRecorder } from '../support/segment-recorder.js';

/** Ticks over which acceleration is measured: 5 ms. */
const WINDOW = 50_000;

/** A fast move of one axis by its edges alone: the tick of each step, the start as step 0. */
function ticksOf(axis: number, millimeters: number): number[] {
  const engine = new SegmentRecorder(1_000);
  const planner = new Planner(engine, homedAxes());
  planner.by(axis, millimeters);
  planner.begin();
  return [0, ...engine.edges(axis)];
}

/** Place at a tick, steps, on the straight line between two edges. Ticks are asked for in rising order. */
function placeOver(ticks: readonly number[]): (tick: number) => number {
  let next = 1;
  return (tick) => {
    while ((ticks[next] as number) < tick) next += 1;
    const before = ticks[next - 1] as number;
    return next - 1 + (tick - before) / ((ticks[next] as number) - before);
  };
}

/** Ways that reach the full speed of each axis, and shorter ones where that takes too long. */
const WAYS = [
  [X, HAS_COUNTERS ? 5 : 400],
  [Y, HAS_COUNTERS ? 5 : 300],
  [Z, HAS_COUNTERS ? 1 : 200],
  [B, HAS_COUNTERS ? 1 : 19],
] as const;

test('speed over 8 pulses is at most 0.2 % over its limit', (t) => {
  for (const [axis, way] of WAYS) {
    const { stepsPerMillimeter, maxSpeed } = figuresOf(axis);
    const ticks = ticksOf(axis, way);
    const shortest = ticks
      .slice(8)
      .reduce((least, tick, i) => Math.min(least, tick - (ticks[i] as number)), 1e9);
    t.true(8e7 / shortest / stepsPerMillimeter <= 1.002 * maxSpeed, `axis ${axis}`);
  }
});

test('acceleration over 5 ms is at most 1 % over its limit', (t) => {
  for (const [axis, way] of WAYS) {
    const { stepsPerMillimeter, acceleration } = figuresOf(axis);
    const ticks = ticksOf(axis, way);
    const [early, middle, late] = [placeOver(ticks), placeOver(ticks), placeOver(ticks)];
    let most = 0;
    for (let tick = 2 * WINDOW; tick < (ticks.at(-1) as number) - 2 * WINDOW; tick += WINDOW / 10)
      most = Math.max(most, Math.abs(early(tick - WINDOW) - 2 * middle(tick) + late(tick + WINDOW)));
    const measured = most / stepsPerMillimeter / (WINDOW / 1e7) ** 2;
    t.true(measured <= 1.01 * acceleration, `axis ${axis}: ${measured} mm/s²`);
  }
});
