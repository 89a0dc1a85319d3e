import test, { type ExecutionContext } from 'ava';
import { AxisSegments } from '../../src/motion/axis-segments.js';
import { Planner } from '../../src/motion/planner.js';
import { RAMP_STEPS_MAX, ROOT_PIECES } from '../../src/motion/root-pieces.js';
import { Trapezoid } from '../../src/motion/trapezoid.js';
import { HAS_COUNTERS, sampled } from '../support/engine.js';
import { A, B, C, figuresOf, homedAxes, idealTicks, type Legs, X, Y, Z } from '../support/gantry.js';
import { Random } from '../support/random.js';
import { SegmentRecorder } from '../support/segment-recorder.js';

/** Plans a move from the way of each axis, mm, and plays it as slowly as a ring of `ringSize` segments forces. */
function moved(ways: readonly number[], speeds: readonly number[] = [], ringSize = 32): SegmentRecorder {
  const engine = new SegmentRecorder(ringSize);
  const planner = new Planner(engine, homedAxes());
  for (const [axis, way] of ways.entries()) planner.by(axis, way, speeds[axis]);
  planner.begin();
  while (!planner.feed()) for (let axis = 0; axis < ways.length; axis++) engine.play(axis, 1);
  return engine;
}

const legsOf = (ways: readonly number[], speeds: readonly number[] = []): Legs =>
  ways.map((way, axis) => {
    const { stepsPerMillimeter, travelSpeed } = figuresOf(axis);
    return { axis, steps: Math.round(way * stepsPerMillimeter), speed: speeds[axis] ?? travelSpeed };
  });

/** Every step in the right direction and within 1 µs or 1 % of its interval of its ideal time; all end together. */
function isExact(t: ExecutionContext, ways: readonly number[], speeds: readonly number[] = []): void {
  const engine = moved(ways, speeds);
  const legs = legsOf(ways, speeds);
  const ends = new Set<number>();
  legs.forEach(({ axis, steps }, leg) => {
    const segments = engine.segments(axis);
    const edges = engine.edges(axis);
    t.is(edges.length, Math.abs(steps));
    if (steps === 0) return;
    t.true(
      segments.every(
        ({ direction, last }, i) => direction === (steps > 0 ? 1 : 0) && last === (i === segments.length - 1),
      ),
    );
    const ideal = idealTicks(legs, leg);
    let [before, now, after] = [0, 0, ideal(1)];
    let wrong = 0;
    edges.forEach((tick, index) => {
      [before, now, after] = [
        now,
        after,
        index + 2 > edges.length ? Number.POSITIVE_INFINITY : ideal(index + 2),
      ];
      if (!(Math.abs(tick - now) <= Math.max(10, Math.min(now - before, after - now) / 100))) wrong += 1;
    });
    t.is(
      wrong,
      0,
      `${wrong} of ${edges.length} steps of axis ${axis}, ${JSON.stringify(ways)} at ${JSON.stringify(speeds)}`,
    );
    ends.add(edges.at(-1) ?? 0);
  });
  t.true(ends.size <= 1, `ends ${[...ends]}`);
}

test('pieces of the root are exact at their ends and within 0.9 % of the step interval between', (t) => {
  let worst = 0;
  let end = 0;
  for (const { start, steps, bend, meanAdds, startRoot, endRoot } of ROOT_PIECES) {
    t.is(start, end);
    end = start + steps;
    t.is(startRoot, Math.sqrt(start));
    t.is(endRoot, Math.sqrt(end));
    const first = (endRoot - startRoot) / steps - bend * meanAdds;
    for (let i = 1; i <= steps; i++) {
      const root = Math.sqrt(start) + i * first + (bend * i * (i - 1)) / 2;
      const interval = Math.sqrt(start + i + 1) - Math.sqrt(start + i);
      worst = Math.max(worst, Math.abs(root - Math.sqrt(start + i)) / interval);
    }
  }
  t.true(worst < 0.009, `${worst}`);
  t.true(end >= RAMP_STEPS_MAX);
});

test('400 mm at 48,000 steps/s are 93 segments, and every step is on time', (t) => {
  t.is(moved([400]).segments(X).length, 93);
  if (!HAS_COUNTERS) isExact(t, [400]);
});

test('axes that start together end at the same tick, whatever their steps', (t) => {
  isExact(t, [10, -7.5, 3, -3, 0.1, 1 / 768]);
  isExact(t, [-0.5, 0.5, -0.01, 0, -0.3, 0.2]);
});

test('a minor axis has one step while the major one has thousands: at the end', (t) => {
  const ways = [HAS_COUNTERS ? 20 : 375, 0, 1 / 400];
  const engine = moved(ways);
  t.is(engine.segments(Z).length, 1);
  t.deepEqual(engine.edges(Z), [engine.edges(X).at(-1)]);
  isExact(t, ways);
});

test('moves of a few steps are exact', (t) => {
  for (let x = -4; x <= 4; x++) for (let y = 0; y <= 8; y++) isExact(t, [x / 80, y / 80, (x * y) / 400]);
});

test('a move of one step takes as long as its two ramps', (t) => {
  t.deepEqual(moved([1 / 80]).edges(X), [Math.round(1e7 * 2 * Math.sqrt(1 / 80 / 3000))]);
});

test('a plunger at 0.1 mm/s waits 130,208.3 ticks from step to step', (t) => {
  const ways = [0, 0, 0, 0, 0.25, 0];
  const speeds = [600, 400, 125, 125, 0.1, 40];
  const edges = moved(ways, speeds).edges(B);
  t.is((edges[102] as number) - (edges[99] as number), 390_625);
  isExact(t, ways, speeds);
});

test('the last step of a move of 190 s is on its tick', (t) => {
  const ways = [0, 0, 0, 0, 19, 1 / 768];
  const speeds = [600, 400, 125, 125, 0.1, 40];
  const engine = moved(ways, speeds);
  const duration = 10_000_000 * (19 / 0.1 + 0.1 / 200);
  t.is(engine.edges(B).at(-1), Math.round(duration));
  t.is(engine.edges(C).at(-1), Math.round(duration));
});

test('every step of the longest ramp is on time, whatever the acceleration', (t) => {
  const steps = HAS_COUNTERS ? 2_000 : 2 * RAMP_STEPS_MAX;
  for (const stepsPerSecondSquared of sampled([300, 1_000, 20_000, 300_000], 4)) {
    const profile = new Trapezoid();
    profile.set(1, 1e9, stepsPerSecondSquared / steps, RAMP_STEPS_MAX / steps);
    const engine = new SegmentRecorder(1_000);
    const segments = new AxisSegments(X);
    segments.begin(-steps, profile);
    t.true(segments.feed(engine));
    let worst = 0;
    engine.edges(X).forEach((tick, index) => {
      const rampSteps = Math.min(index + 1, steps - index - 1);
      const time = 1e7 * Math.sqrt((2 * rampSteps) / stepsPerSecondSquared);
      const due = rampSteps === index + 1 ? time : 1e7 * profile.duration - time;
      const interval = time / (2 * rampSteps + 2);
      worst = Math.max(worst, Math.abs(tick - due) / Math.max(10, interval / 100));
    });
    t.true(worst <= 1, `${worst} of what is allowed at ${stepsPerSecondSquared} steps/s²`);
  }
});

test('a cruise is cut into segments so short that rounding does not show', (t) => {
  const counts = moved([4000])
    .segments(X)
    .map(({ count }) => count);
  t.is(counts.filter((count) => count === 65_535).length, 4);
  t.is(
    counts.reduce((sum, count) => sum + count),
    320_000,
  );
  if (!HAS_COUNTERS) isExact(t, [4000]);
});

test('a ring of any size gets the same segments, never more than it has room for', (t) => {
  const ways = [12, -9, 2, 0, 1, 0];
  const whole = moved(ways, [], 1_000);
  for (const ringSize of [1, 2, 5, 32])
    for (const axis of [X, Y, Z, A, B])
      t.deepEqual(moved(ways, [], ringSize).segments(axis), whole.segments(axis));
});

test('every step of random moves is on time', (t) => {
  const random = new Random(5);
  const moves = HAS_COUNTERS ? 4 : 300;
  const longest = HAS_COUNTERS ? 2 : 100;
  for (let i = 0; i < moves; i++) {
    const size = longest * 2 ** -random.below(8);
    const way = () => (random.chance(40) ? 0 : ((random.below(2001) - 1000) / 1000) * size);
    const slow = random.chance(30) ? 0.02 : 1;
    const speed = (axis: number) => figuresOf(axis).maxSpeed * Math.max(0.01, random.below(101) / 100) * slow;
    isExact(t, [way(), way(), way(), way(), way() / 5, way() / 5], [X, Y, Z, A, B, C].map(speed));
  }
});
