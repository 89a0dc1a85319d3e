import test from 'ava';
import { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { PositionSwitches } from '../../src/motion/simulated-inputs.js';
import { RING_SEGMENTS, SAMPLE_TICKS, STOPPED } from '../../src/motion/step-engine.js';
import { COUNTER, Counters, collectGarbage } from '../support/engine.js';
import { acknowledge, EdgeList, INPUT, MACHINE, OUTPUT, TICK } from './step-machine.js';

const ALL = 63;

/** An engine at tick 0, its edges, and its inputs, all low. */
function machine() {
  const list = new EdgeList();
  const inputs = new PositionSwitches(MACHINE.inputs.length);
  return { engine: new SimulatedEngine(MACHINE, inputs, list), list, inputs };
}

/** A move of `count` steps, 1,000 ticks apart. */
const steady = (engine: SimulatedEngine, axis: number, count: number, last = true): void =>
  engine.push(axis, 1, count, 1_000 * TICK, 0, last);

test('steps come after their intervals, each longer than the one before by what is added, at whole ticks', (t) => {
  const { engine, list } = machine();
  engine.push(0, 1, 3, 500 * TICK + TICK / 2, 10 * TICK, false);
  engine.push(0, 1, 1, 600 * TICK + TICK / 4, 0, true);
  engine.start(1);
  engine.advance(10_000);
  // 1,000 lead; 500.5, 510.5, 520.5, 600.25.
  t.deepEqual(list.rises(0), [1_500, 2_011, 2_531, 3_131]);
  t.is(engine.position(0), 4);
  t.is(engine.running(), 0);
});

test('pulses are as wide as the board says', (t) => {
  const { engine, list } = machine();
  steady(engine, 0, 1);
  engine.start(1);
  engine.advance(10_000);
  t.deepEqual(list.texts().slice(-2), ['2000 0 1', '2020 0 0']);
});

test('the direction turns when the last pulse has ended, and the next step is later by its set-up time', (t) => {
  const { engine, list } = machine();
  engine.push(0, 1, 1, 1_000 * TICK, 0, false);
  t.throws(() => engine.push(0, 0, 1, 79 * TICK, 0, true), { code: 'segmentRefused' });
  engine.push(0, 0, 1, 80 * TICK, 0, true);
  engine.start(1);
  engine.advance(10_000);
  t.deepEqual(list.texts(), ['0 10 1', '2000 0 1', '2020 0 0', '2020 10 0', '2080 0 1', '2100 0 0']);
  t.is(engine.position(0), 0);
});

test('a segment without steps waits', (t) => {
  const { engine, list } = machine();
  steady(engine, 0, 1, false);
  engine.push(0, 1, 0, 300_000 * TICK, 0, false);
  steady(engine, 0, 1);
  engine.start(1);
  engine.advance(400_000);
  t.deepEqual(list.rises(0), [2_000, 303_000]);
});

test('axes that are started together count from the same tick; what is pushed before does not move', (t) => {
  const { engine, list } = machine();
  steady(engine, 0, 2);
  steady(engine, 3, 2);
  engine.advance(5_000);
  t.deepEqual(list.texts(), []);
  engine.start(0b1001);
  engine.advance(20_000);
  t.deepEqual(list.rises(0), [7_000, 8_000]);
  t.deepEqual(list.rises(3), list.rises(0));
});

test('a segment that cannot be played is refused, with numbers', (t) => {
  const { engine } = machine();
  const refused = (count: number, interval: number, add: number) =>
    t.throws(() => engine.push(0, 1, count, interval, add, true), { code: 'segmentRefused' });
  refused(1, 49 * TICK, 0);
  refused(11, 100 * TICK, -6 * TICK);
  refused(1, 2 ** 30 * TICK, 0);
  for (let i = 0; i < RING_SEGMENTS; i++) steady(engine, 0, 1);
  t.is(engine.room(0), 0);
  t.throws(() => steady(engine, 0, 1), { code: 'segmentRefused', message: /the ring of axis 0 is full/ });
});

test('the emergency stop stops all axes at the first sample that reads it, and cuts the pump', (t) => {
  const { engine, list, inputs } = machine();
  engine.arm(INPUT.estop, 1, ALL, true);
  engine.switch((1 << OUTPUT.pump) | (1 << OUTPUT.lamp), true);
  engine.enable(ALL);
  for (const axis of [0, 1]) engine.push(axis, 1, 100, 700 * TICK, 0, true);
  engine.start(ALL);
  engine.advance(4_000);
  const before = engine.position(0);
  const count = list.count;
  inputs.set(INPUT.estop, 1);
  engine.advance(1_000_000);
  // The sample of the next interrupt, which would have made steps, at 4,500.
  t.deepEqual(list.texts(count), ['4500 23 0']);
  t.is(engine.position(0), before);
  t.is(engine.latched(1), before);
  t.is(engine.reasons(), STOPPED.triggered | STOPPED.cut);
  t.is(engine.fired(), 1 << INPUT.estop);
  t.is(engine.held(), ALL);
});

test('nothing moves or pumps again until the stop is acknowledged, nor afterwards while the button is pressed', (t) => {
  const { engine, list, inputs } = machine();
  engine.arm(INPUT.estop, 1, ALL, true);
  inputs.set(INPUT.estop, 1);
  engine.advance(SAMPLE_TICKS);
  const attempt = () => {
    steady(engine, 0, 5);
    engine.start(1);
    engine.switch(1 << OUTPUT.pump, true);
    engine.advance(engine.now() + 20_000);
  };
  attempt();
  t.deepEqual(list.texts(), []);
  acknowledge(engine);
  attempt();
  t.deepEqual(list.rises(0), []);
  t.is(list.texts().at(-1), '22000 23 0', 'the pump is cut at the next sample');
  inputs.set(INPUT.estop, 0);
  acknowledge(engine);
  attempt();
  t.is(engine.position(0), 5);
});

test('inputs are sampled every 100 µs while nothing moves', (t) => {
  const { engine, list, inputs } = machine();
  engine.arm(INPUT.estop, 1, ALL, true);
  engine.switch(1 << OUTPUT.pump, true);
  engine.advance(123_456);
  inputs.set(INPUT.estop, 1);
  engine.advance(200_000);
  t.is(list.texts().at(-1), '124000 23 0');
});

test('a switch stops its own axis with the exact position, the others go on', (t) => {
  const { engine, list, inputs } = machine();
  inputs.put(INPUT.home, 2, 7);
  inputs.set(INPUT.home, 1);
  engine.arm(INPUT.home, 1, 1 << 2, false);
  t.is(engine.inputs() & (1 << INPUT.home), 0, 'the switch is left low at the begin');
  for (const axis of [0, 2]) steady(engine, axis, 20);
  engine.start(ALL);
  engine.advance(100_000);
  // The sample after step 8 reads the switch: step 9 is not made.
  t.is(engine.position(2), 8);
  t.is(engine.latched(2), 8);
  t.is(engine.position(0), 20);
  t.is(list.rises(2).length, 8);
  t.is(engine.held(), 1 << 2);
  t.is(engine.reasons(), STOPPED.triggered);
});

test('a trigger can wait for the release of a switch', (t) => {
  const { engine, inputs } = machine();
  inputs.put(INPUT.home, 2, 5);
  engine.arm(INPUT.home, 0, 1 << 2, false);
  steady(engine, 2, 20);
  engine.start(ALL);
  engine.advance(100_000);
  t.is(engine.position(2), 6);
});

test('what was planned before a stop is not played after it', (t) => {
  const { engine, inputs } = machine();
  engine.arm(INPUT.limit, 1, 0b11, false);
  for (const axis of [0, 1]) steady(engine, axis, 20, false);
  engine.start(ALL);
  engine.advance(5_500);
  inputs.set(INPUT.limit, 1);
  engine.advance(7_000);
  steady(engine, 0, 20);
  t.is(engine.room(0), RING_SEGMENTS, 'dropped');
  inputs.set(INPUT.limit, 0);
  acknowledge(engine);
  engine.start(ALL);
  engine.advance(50_000);
  t.is(engine.position(0), engine.latched(0));
});

test('an input that is not armed, or no longer, stops nothing', (t) => {
  const { engine, inputs } = machine();
  engine.arm(INPUT.limit, 1, ALL, true);
  engine.disarm(INPUT.limit);
  for (const input of Object.values(INPUT)) inputs.set(input, 1);
  steady(engine, 0, 5);
  engine.start(1);
  engine.advance(20_000);
  t.is(engine.position(0), 5);
  t.is(engine.reasons(), 0);
});

test('a ring that runs empty in a move stops all axes before their next step, and says so', (t) => {
  const { engine, list } = machine();
  steady(engine, 0, 3, false);
  engine.push(1, 1, 50, 300 * TICK, 0, true);
  engine.start(ALL);
  engine.advance(100_000);
  t.is(engine.reasons(), STOPPED.underrun);
  t.is(engine.held(), ALL);
  t.is(list.rises(0).at(-1), 4_000);
  t.is(list.rises(1).at(-1), 4_000);
  t.is(engine.position(1), 10);
});

test('a shared enable line is on while any of its axes is', (t) => {
  const { engine, list } = machine();
  engine.enable(0b000001);
  engine.enable(0b000010);
  engine.enable(0b001010);
  engine.enable(0b001000);
  t.deepEqual(list.texts(), ['0 20 0', '0 21 0', '0 20 1']);
});

test('the position is what it is said to be, and counts on', (t) => {
  const { engine } = machine();
  steady(engine, 0, 5);
  engine.start(1);
  engine.advance(10_000);
  engine.setPosition(0, -100);
  engine.push(0, 0, 3, 1_000 * TICK, 0, true);
  engine.start(1);
  engine.advance(20_000);
  t.is(engine.position(0), -103);
});

test('segments after the last one of a move wait for the next start', (t) => {
  const { engine } = machine();
  steady(engine, 0, 5);
  steady(engine, 0, 4);
  engine.start(1);
  engine.advance(50_000);
  t.is(engine.position(0), 5);
  t.is(engine.reasons(), 0);
  engine.start(1);
  engine.advance(100_000);
  t.is(engine.position(0), 9);
});

test('without a recorder an axis is stopped by its switch at the same step', (t) => {
  const stopped = (place: number, list?: EdgeList): number[] => {
    const inputs = new PositionSwitches(MACHINE.inputs.length);
    const engine = new SimulatedEngine(MACHINE, inputs, list);
    inputs.put(INPUT.home, 0, place);
    engine.arm(INPUT.home, 1, ALL, false);
    engine.push(0, 0, 100, 300 * TICK, -TICK, false);
    engine.push(0, 0, 200, 200 * TICK, 0, false);
    engine.push(0, 0, 200, 3_000 * TICK, 0, true);
    engine.push(1, 1, 1_000, 777 * TICK, 0, true);
    engine.start(ALL);
    engine.advance(400_000);
    return [engine.position(0), engine.position(1), engine.reasons()];
  };
  for (const place of [-1, -99, -100, -101, -250, -300, -301, -380, -1_000])
    t.deepEqual(stopped(place), stopped(place, new EdgeList()), `switch at ${place}`);
});

test('pushing, starting and advancing make no garbage', (t) => {
  const engine = new SimulatedEngine(MACHINE, new PositionSwitches(4));
  const before = new Counters();
  const after = new Counters();
  let tick = 0;
  const move = () => {
    for (let axis = 0; axis < 6; axis++) steady(engine, axis, 5);
    engine.start(ALL);
    tick += 1_400;
    for (let i = 0; i < 10; i++) {
      tick += 900;
      engine.advance(tick);
    }
  };
  for (let i = 0; i < 3; i++) move();
  collectGarbage();
  before.read();
  for (let i = 0; i < 10; i++) move();
  after.read();
  t.is(after.since(before, COUNTER.slots), 0);
  t.is(after.since(before, COUNTER.chunkBytes), 0);
  t.is(engine.position(5), 65);
});
