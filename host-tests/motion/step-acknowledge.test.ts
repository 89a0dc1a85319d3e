// Of stops only what was seen is acknowledged.

import test from 'ava';
import { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { PositionSwitches } from '../../src/motion/simulated-inputs.js';
import { SAMPLE_TICKS, STOPPED } from '../../src/motion/step-engine.js';
import { acknowledge, INPUT, MACHINE } from './step-machine.js';

const ALL = 63;

test('what happens after somebody has looked is not forgotten by the acknowledgement of what was seen', (t) => {
  const inputs = new PositionSwitches(MACHINE.inputs.length);
  const engine = new SimulatedEngine(MACHINE, inputs);
  const call = (input: number) => {
    inputs.set(input, 1);
    engine.advance(engine.now() + SAMPLE_TICKS);
    inputs.set(input, 0);
  };
  engine.arm(INPUT.estop, 1, ALL, true);
  engine.arm(INPUT.limit, 1, 0b10, false);
  call(INPUT.limit);
  const fired = engine.fired();
  const reasons = engine.reasons();
  call(INPUT.estop);
  t.false(engine.acknowledge(fired, reasons));
  t.is(engine.fired(), 1 << INPUT.estop);
  t.is(engine.reasons(), STOPPED.triggered | STOPPED.cut);
  t.is(engine.held(), ALL);
  t.true(acknowledge(engine));
  t.is(engine.held(), 0);

  call(INPUT.limit);
  engine.halt();
  engine.advance(engine.now() + SAMPLE_TICKS);
  t.false(engine.acknowledge(engine.fired(), STOPPED.triggered), 'a halt that nobody has seen');
  t.is(engine.held(), ALL);
  t.is(engine.fired(), 0);
  t.true(acknowledge(engine));
});

test('a trigger does not fire while one that it has to wait for is at its level, armed or fired', (t) => {
  const inputs = new PositionSwitches(MACHINE.inputs.length);
  const engine = new SimulatedEngine(MACHINE, inputs);
  const sample = () => {
    engine.advance(engine.now() + SAMPLE_TICKS);
    return engine.fired();
  };
  engine.arm(INPUT.estop, 1, ALL, true);
  engine.arm(INPUT.limit, 1, 0, false, 1 << INPUT.estop);
  inputs.set(INPUT.estop, 1);
  inputs.set(INPUT.limit, 1);
  t.is(sample(), 1 << INPUT.estop);
  t.is(sample(), 1 << INPUT.estop);
  inputs.set(INPUT.limit, 0);
  inputs.set(INPUT.estop, 0);
  t.is(sample(), 1 << INPUT.estop);
  inputs.set(INPUT.limit, 1);
  t.is(sample(), (1 << INPUT.estop) | (1 << INPUT.limit));
});
