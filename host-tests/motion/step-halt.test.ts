import test, { type ExecutionContext } from 'ava';
import { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { PositionSwitches } from '../../src/motion/simulated-inputs.js';
import { STOPPED, TICKS_PER_SECOND } from '../../src/motion/step-engine.js';
import { scaledRuns } from '../support/engine.js';
import { Random } from '../support/random.js';
import { RampedMove, type Way } from './ramped-move.js';
import { acknowledge, EdgeList, MACHINE, TICK } from './step-machine.js';

const ALL = 63;
const SPEED = 10_000;

/** Of X, which is what the board lets it halt with, too. */
const ACCELERATION = MACHINE.axes[0]!.haltDeceleration;

const MILLISECOND = TICKS_PER_SECOND / 1_000;

/** Deceleration is measured over pieces of so many steps. */
const PIECE = 20;

function machine() {
  const list = new EdgeList();
  return { list, engine: new SimulatedEngine(MACHINE, new PositionSwitches(4), list) };
}

/** Lets a move run, fed every millisecond, until `tick` or its end. */
function run(engine: SimulatedEngine, move: RampedMove, end: number): void {
  while (engine.now() < end && engine.running() !== 0) {
    engine.advance(Math.min(end, engine.now() + MILLISECOND));
    move.feed(engine);
  }
}

/** A move that is halted `tick` after its start, and has come to rest. */
function halted(way: Way, tick: number) {
  const { engine, list } = machine();
  const move = new RampedMove(way, SPEED, ACCELERATION);
  move.feed(engine);
  engine.start(ALL);
  run(engine, move, tick);
  engine.halt();
  run(engine, move, tick + 10 * TICKS_PER_SECOND);
  engine.advance(engine.now() + MILLISECOND);
  return { engine, list, move };
}

/** The strongest deceleration of an axis after a tick, steps/s². */
function deceleration(list: EdgeList, axis: number, from: number): number {
  const rises = list.rises(axis).filter((tick) => tick > from);
  const speed = (i: number) => (PIECE * TICKS_PER_SECOND) / (rises[i + PIECE]! - rises[i]!);
  let most = 0;
  for (let i = 0; i + 2 * PIECE < rises.length; i++) {
    const seconds = (rises[i + 2 * PIECE]! - rises[i]!) / 2 / TICKS_PER_SECOND;
    most = Math.max(most, (speed(i) - speed(i + PIECE)) / seconds);
  }
  return most;
}

/** No step without its count: the position is that of the edges, whatever was planned. */
function isCounted(t: ExecutionContext, engine: SimulatedEngine, list: EdgeList, way: Way): void {
  for (const [axis, steps] of way)
    t.is(engine.position(axis) * Math.sign(steps) + 0, list.rises(axis).length);
}

test('a halt in the cruise takes the time and the way that the deceleration of the board needs', (t) => {
  const way = new Map([[0, 1_500]]);
  const tick = 1_000_000;
  const { engine, list } = halted(way, tick);
  t.is(engine.reasons(), STOPPED.halted);
  t.is(engine.held(), ALL);
  isCounted(t, engine, list, way);
  const seconds = SPEED / ACCELERATION;
  const stopped = list.rises(0).at(-1)! - tick;
  t.true(Math.abs(stopped / TICKS_PER_SECOND - seconds) < 0.1 * seconds, `${stopped} ticks`);
  const steps = list.rises(0).filter((rise) => rise > tick).length;
  t.true(Math.abs(steps - (SPEED * seconds) / 2) < 10, `${steps} steps`);
  t.true(deceleration(list, 0, tick) < 1.05 * ACCELERATION, `${deceleration(list, 0, tick)}`);
});

test('at any moment a halt keeps the axes on their way, the count, and the deceleration of the board', (t) => {
  const random = new Random(5);
  for (let i = scaledRuns(400); i > 0; i--) {
    // As much slower as Y may be than X, and more.
    const steps = 2 + random.below(600);
    const way = new Map([
      [0, steps * random.pick([1, -1])],
      [1, (1 + random.below((2 * steps) / 3)) * random.pick([1, -1])],
    ]);
    const { duration } = new RampedMove(way, SPEED, ACCELERATION);
    const tick = 2_000 + random.below(Math.ceil(duration));
    const { engine, list } = halted(way, tick);
    const told = `${JSON.stringify([...way])} halted at ${tick}`;
    isCounted(t, engine, list, way);
    t.is(engine.reasons(), STOPPED.halted, told);
    const [x, y] = [engine.position(0) / way.get(0)!, engine.position(1) / way.get(1)!];
    t.true(Math.abs(x - y) <= 1 / Math.abs(way.get(0)!) + 1 / Math.abs(way.get(1)!), told);
    t.true(deceleration(list, 0, tick) < 1.15 * ACCELERATION, told);
    const { count } = list;
    engine.advance(engine.now() + TICKS_PER_SECOND / 100);
    t.is(list.count, count, 'no step after the last one of the halt');
  }
});

test('after a halt the next move is made from where the axes are', (t) => {
  const { engine } = halted(new Map([[0, 1_000]]), 600_000);
  const at = engine.position(0);
  t.true(at > 0 && at < 1_000);
  t.is(engine.latched(0), at);
  acknowledge(engine);
  const back = new RampedMove(new Map([[0, -at]]), SPEED, ACCELERATION);
  back.feed(engine);
  engine.start(ALL);
  run(engine, back, engine.now() + 10 * TICKS_PER_SECOND);
  t.is(engine.position(0), 0);
  t.is(engine.reasons(), 0);
});

test('in the ramp down of its move an axis does not brake twice', (t) => {
  const way = new Map([[0, 1_000]]);
  const { duration } = new RampedMove(way, SPEED, ACCELERATION);
  for (const beforeEnd of [50_000, 200_000, 350_000, 420_000, 500_000]) {
    const { list } = halted(way, duration - beforeEnd);
    t.true(deceleration(list, 0, duration - beforeEnd) < 1.15 * ACCELERATION, `${beforeEnd} before the end`);
  }
});

test('an axis that keeps its speed halts evenly beside one that comes to its end', (t) => {
  const { engine, list } = machine();
  const move = new RampedMove(new Map([[0, 800]]), SPEED, ACCELERATION);
  move.feed(engine);
  engine.push(2, 1, 100_000, 2_500 * TICK, 0, true);
  engine.start(ALL);
  const tick = move.duration - 200_000;
  run(engine, move, tick);
  engine.halt();
  run(engine, move, tick + TICKS_PER_SECOND);
  const intervals = list
    .rises(2)
    .slice(1)
    .map((rise, i) => rise - list.rises(2)[i]!);
  t.true(engine.now() < tick + 500_000);
  t.true(intervals.at(-1)! > 4_000, `it slowed down to ${intervals.at(-1)}`);
});

test('what waits waits longer, and does not begin after the halt', (t) => {
  const { engine, list } = machine();
  engine.push(0, 1, 5_000, 1_000 * TICK, 0, true);
  engine.push(1, 1, 0, 700_000 * TICK, 0, false);
  engine.push(1, 1, 10, 1_000 * TICK, 0, true);
  engine.start(ALL);
  engine.advance(400_000);
  engine.halt();
  engine.advance(2_000_000);
  t.is(engine.reasons(), STOPPED.halted);
  t.deepEqual(list.rises(1), []);
});

test('while nothing moves a halt holds all axes at once', (t) => {
  const { engine } = machine();
  engine.push(0, 1, 5, 1_000 * TICK, 0, true);
  engine.halt();
  acknowledge(engine);
  engine.advance(1_000);
  t.is(engine.reasons(), STOPPED.halted);
  t.is(engine.held(), ALL);
  engine.start(ALL);
  t.is(engine.running(), 0);
});

test('a ring that runs empty in a halt still stops everything at once', (t) => {
  const { engine, list } = machine();
  engine.push(0, 1, 20, 500 * TICK, 0, false);
  engine.start(ALL);
  engine.advance(3_000);
  engine.halt();
  engine.advance(TICKS_PER_SECOND);
  t.is(engine.reasons(), STOPPED.underrun);
  t.is(list.rises(0).length, 20);
});
