// A million random moves: each ends exactly where it should, with all its axes at the same tick.

import test from 'ava';
import { AXIS_COUNT } from '../../src/motion/axes.js';
import type { SegmentPlayer } from '../../src/motion/axis-segments.js';
import { Planner } from '../../src/motion/planner.js';
import { HAS_COUNTERS, scaledRuns } from '../support/engine.js';
import { figuresOf, homedAxes } from '../support/gantry.js';
import { Random } from '../support/random.js';

/** Counts steps and adds up times; plays at once what it is given. */
class SummingEngine implements SegmentPlayer {
  readonly positions = new Int32Array(AXIS_COUNT);
  readonly times = new Float64Array(AXIS_COUNT);
  /** Axes that were pushed to, that had their last segment, that were started. */
  moving = 0;
  ended = 0;
  started = 0;
  /** Whether a segment was impossible: without steps, backwards in time, after the last, or not a whole number. */
  isBroken = false;

  room(): number {
    return 3;
  }

  push(axis: number, direction: 0 | 1, count: number, interval: number, add: number, last: boolean): void {
    const final = interval + add * (count - 1);
    const isSound =
      count > 0 && interval > 0 && final > 0 && Number.isSafeInteger(interval) && Number.isSafeInteger(add);
    if (!isSound || (this.ended >> axis) & 1) this.isBroken = true;
    this.positions[axis] = (this.positions[axis] as number) + (direction === 1 ? count : -count);
    this.times[axis] = (this.times[axis] as number) + (count * (interval + final)) / 2;
    this.moving |= 1 << axis;
    if (last) this.ended |= 1 << axis;
  }

  start(axes: number): void {
    this.started |= axes;
  }

  position(axis: number): number {
    return this.positions[axis] as number;
  }

  rest(): void {
    this.times.fill(0);
    this.moving = 0;
    this.ended = 0;
    this.started = 0;
  }
}

/** A place within the travel, as near as chance wants: as many long moves as short ones. */
function nextPlace(random: Random, axis: number, position: number): number {
  const { stepsPerMillimeter, travel } = figuresOf(axis);
  const steps = travel * stepsPerMillimeter;
  const way = random.below(2 ** (1 + random.below(17)));
  const place = random.chance(50) ? position + way : position - way;
  return place < 0 ? 0 : place > steps ? steps : place;
}

/** What is wrong with a random move, or ''. */
function faultOfMove(random: Random, engine: SummingEngine, planner: Planner, places: Int32Array): string {
  for (let axis = 0; axis < AXIS_COUNT; axis++) {
    if (random.chance(60)) continue;
    const { stepsPerMillimeter, maxSpeed } = figuresOf(axis);
    places[axis] = nextPlace(random, axis, places[axis] as number);
    planner.to(axis, (places[axis] as number) / stepsPerMillimeter, (maxSpeed * (1 + random.below(20))) / 20);
  }
  const ticks = Math.round(planner.begin() * 1e7);
  while (!planner.feed());
  if (engine.isBroken) return 'an impossible segment';
  if (engine.moving !== engine.ended) return 'an axis without an end';
  if (engine.moving !== engine.started) return 'an axis that is not started';
  for (let axis = 0; axis < AXIS_COUNT; axis++) {
    if (engine.position(axis) !== places[axis]) return `axis ${axis} ends off its place`;
    if ((engine.moving >> axis) & 1 && Math.floor((engine.times[axis] as number) / 65_536) !== ticks)
      return `axis ${axis} ends at another tick`;
  }
  engine.rest();
  return '';
}

test('random moves end exactly on their places, all axes at the same tick', (t) => {
  const moves = HAS_COUNTERS ? scaledRuns(10_000) : 1_000_000;
  const random = new Random(31);
  const engine = new SummingEngine();
  const planner = new Planner(engine, homedAxes());
  const places = new Int32Array(AXIS_COUNT);
  let fault = '';
  let done = 0;
  for (; done < moves && fault === ''; done++) fault = faultOfMove(random, engine, planner, places);
  t.is(fault, '', `move ${done}`);
});
