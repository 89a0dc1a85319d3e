// Homing finds the switches, knows exactly where it is afterwards, and says what is wrong with a switch.

import test from 'ava';
import type { AxisName, Board } from '../../src/kernel/board.js';
import type { FaultCode } from '../../src/kernel/faults.js';
import benchBoard from '../support/bench-board.json';
import { sampled } from '../support/engine.js';
import { type Defect, HomingRig } from './homing-rig.js';
import { acknowledge } from './step-machine.js';

const NAMES: readonly AxisName[] = ['x', 'y', 'z', 'a', 'b', 'c'];

/** The axes are short, so that the ways to the switches are. */
const BENCH = shortened(benchBoard as unknown as Board, 24);

function shortened(board: Board, travelMax: number): Board {
  const axes = Object.entries(board.axes).map(([name, axis]) => [
    name,
    { ...axis, travel: Math.min(axis.travel, travelMax) },
  ]);
  return { ...board, axes: Object.fromEntries(axes) };
}

/** X has a switch at its other end. */
const WITH_LIMIT: Board = {
  ...BENCH,
  axes: {
    ...BENCH.axes,
    x: { ...BENCH.axes.x!, limit: { pin: 30, normally: 'closed', pull: 'up', externalPull: false } },
  },
};

const isHomed = (rig: HomingRig, name: AxisName): boolean => rig.axes.isHomed(HomingRig.axis(name));

test('every axis knows to the step where it is, and stands off its switch', (t) => {
  const rig = new HomingRig(BENCH);
  t.is(rig.home(), 'homed');
  for (const name of NAMES) {
    const { travel, home } = BENCH.axes[name]!;
    t.is(rig.error(name), 0, name);
    t.is(rig.at(name), travel - home!.pullOff, name);
  }
  t.is(rig.engine.inputs() & 0b111100, 0);
});

test('heads first and at the same time, then plungers, then X, then Y', (t) => {
  const rig = new HomingRig(BENCH);
  const order: string[] = [];
  rig.home(() => {
    const running = rig.engine.running();
    const moving = NAMES.filter((_, axis) => (running >> axis) & 1).join('');
    if (moving.length > 0 && order.at(-1) !== moving) order.push(moving);
  });
  const groups = order.map((moving) =>
    BENCH.homeOrder.findIndex((group) => group.includes(moving[0] as AxisName)),
  );
  t.deepEqual([...new Set(groups)], [0, 1, 2, 3]);
  t.true(groups.every((group, i) => group >= (groups[i - 1] ?? 0)));
  t.true(order.includes('za'));
  t.true(order.includes('bc'));
});

test('a second homing finds the same places, from wherever it begins', (t) => {
  const rig = new HomingRig(BENCH);
  rig.home();
  t.is(rig.home(), 'homed');
  for (const name of NAMES) t.is(rig.error(name), 0, name);
});

test('an axis that stands on its switch goes off it first', (t) => {
  const rig = new HomingRig(BENCH);
  rig.home();
  const axis = HomingRig.axis('z');
  const { stepsPerMillimeter } = BENCH.axes.z!;
  rig.engine.push(axis, 1, 2.5 * stepsPerMillimeter, 65_536 * 5_000, 0, true);
  rig.engine.start(1 << axis);
  rig.wait(1e7);
  t.is(rig.home(), 'homed');
  t.is(rig.error('z'), 0);
});

const DEFECTS: readonly [string, Defect, FaultCode][] = [
  ['a switch that never comes', 'never', 'switchMissing'],
  ['a switch that always calls', 'always', 'switchNotReleased'],
  ['a switch of the wrong polarity', 'inverted', 'switchNotReleased'],
];

for (const [what, defect, fault] of DEFECTS)
  test(`${what} is told, and no axis that was not homed is taken for homed`, (t) => {
    for (const name of sampled(['z', 'b', 'y'] as const, 3)) {
      const rig = new HomingRig(BENCH);
      rig.breakHome(name, defect);
      t.is(rig.home(), fault, name);
      t.false(isHomed(rig, name), name);
    }
  });

test('a switch that sticks after the fast approach, or after the slow one, did not release', (t) => {
  for (const calls of [1, 2]) {
    const rig = new HomingRig(BENCH);
    const home = rig.wiring.homeSwitches[HomingRig.axis('x')]!;
    let seen = 0;
    let wasActive = false;
    const fault = rig.home(() => {
      const isActive = ((rig.engine.inputs() >> home) & 1) === rig.wiring.activeLevel(home);
      if (isActive && !wasActive) seen += 1;
      wasActive = isActive;
      if (seen === calls && isActive) rig.breakHome('x', 'always');
    });
    t.is(fault, 'switchNotReleased', `${calls}`);
  }
});

test('a switch that goes dead after the fast approach never came', (t) => {
  const rig = new HomingRig(BENCH);
  const home = rig.wiring.homeSwitches[HomingRig.axis('y')]!;
  const fault = rig.home(() => {
    if (((rig.engine.inputs() >> home) & 1) === rig.wiring.activeLevel(home)) rig.breakHome('y', 'never');
  });
  t.is(fault, 'switchMissing');
});

test('switches that call at both ends are told before anything moves', (t) => {
  const rig = new HomingRig(WITH_LIMIT);
  rig.breakHome('x', 'always');
  rig.breakInput(rig.wiring.limitSwitches[HomingRig.axis('x')]!, 'always');
  const before = rig.engine.position(HomingRig.axis('x'));
  t.is(rig.home(), 'switchesBothActive');
  t.is(rig.engine.position(HomingRig.axis('x')), before);
});

test('a limit switch that calls on the way to the home switch stops all axes at the sample that reads it', (t) => {
  const rig = new HomingRig(WITH_LIMIT);
  const axis = HomingRig.axis('x');
  let stopped = Number.NaN;
  const fault = rig.home(() => {
    if (!Number.isNaN(stopped) || rig.engine.running() !== 1 << axis) return;
    rig.breakInput(rig.wiring.limitSwitches[axis]!, 'always');
    rig.wait(1_000);
    t.is(rig.engine.running(), 0);
    stopped = rig.engine.position(axis);
  });
  t.is(fault, 'limitWhileHoming');
  t.is(rig.engine.position(axis), stopped);
  t.false(isHomed(rig, 'x'));
});

/** X stands on its limit switch. */
function onLimit(): HomingRig {
  const rig = new HomingRig(WITH_LIMIT);
  const axis = HomingRig.axis('x');
  const { stepsPerMillimeter, travel } = WITH_LIMIT.axes.x!;
  rig.engine.push(axis, 0, (travel / 2) * stepsPerMillimeter + 10, 65_536 * 5_000, 0, true);
  rig.engine.start(1 << axis);
  rig.wait(1e7);
  return rig;
}

test('an axis that stands on its limit switch leaves it, and is guarded by it from then on', (t) => {
  const rig = onLimit();
  const limit = rig.wiring.limitSwitches[HomingRig.axis('x')]!;
  t.is((rig.engine.inputs() >> limit) & 1, rig.wiring.activeLevel(limit));
  t.is(rig.home(), 'homed');
  t.is(rig.error('x'), 0);
  rig.breakInput(limit, 'always');
  rig.wait(1_000);
  t.is(rig.engine.held(), 0b111111);
});

test('an axis that does not leave its limit switch goes the wrong way, and does not go far', (t) => {
  const rig = onLimit();
  const axis = HomingRig.axis('x');
  rig.breakInput(rig.wiring.limitSwitches[axis]!, 'always');
  const before = rig.engine.position(axis);
  t.is(rig.home(), 'limitWhileHoming');
  rig.engine.halt();
  rig.wait(1e7);
  const { pullOff } = WITH_LIMIT.axes.x!.home!;
  const { stepsPerMillimeter } = WITH_LIMIT.axes.x!;
  t.true(Math.abs(rig.engine.position(axis) - before) < 4 * pullOff * stepsPerMillimeter);
});

test('a switch that bounces is found where it first calls', (t) => {
  const rig = new HomingRig(BENCH);
  for (const name of NAMES) rig.breakHome(name, 'bounces');
  t.is(rig.home(), 'homed');
  for (const name of NAMES) t.true(Math.abs(rig.error(name)) <= 1, `${name}: ${rig.error(name)}`);
});

test('a switch that calls again as soon as it was left is not taken for the end of the axis', (t) => {
  const rig = new HomingRig(BENCH);
  const home = rig.wiring.homeSwitches[HomingRig.axis('x')]!;
  let wasActive = false;
  let isBackOff = false;
  const fault = rig.home(() => {
    const isActive = ((rig.engine.inputs() >> home) & 1) === rig.wiring.activeLevel(home);
    isBackOff ||= wasActive && !isActive;
    wasActive = isActive;
    // The slow approach is the first move towards the switch after the way off it.
    if (isBackOff && rig.engine.running() === 1 && rig.engine.position(0) < 12 * 80 - 230)
      rig.breakHome('x', 'always');
  });
  t.is(fault, 'switchNotReleased');
});

test('after a fault homing succeeds as soon as the switch is mended', (t) => {
  const rig = new HomingRig(BENCH);
  rig.breakHome('a', 'always');
  t.is(rig.home(), 'switchNotReleased');
  rig.wait(10e7);
  acknowledge(rig.engine);
  rig.breakHome('a');
  t.is(rig.home(), 'homed');
  for (const name of NAMES) t.is(rig.error(name), 0, name);
});

test('an emergency stop of 100 µs, just while the engine is let go of a switch, is not forgotten', (t) => {
  const rig = new HomingRig(BENCH);
  const { emergencyStop } = rig.wiring;
  const { engine } = rig;
  rig.engine.arm(emergencyStop, rig.wiring.activeLevel(emergencyStop), 0b111111, true);
  const acknowledgeLate = engine.acknowledge.bind(engine);
  let stopped: number[] = [];
  engine.acknowledge = (...seen) => {
    rig.breakInput(emergencyStop, 'always');
    rig.wait(1_000);
    rig.breakInput(emergencyStop);
    stopped = NAMES.map((_, axis) => engine.position(axis));
    return acknowledgeLate(...seen);
  };
  t.is(rig.home(), 'halted');
  t.is((engine.fired() >> emergencyStop) & 1, 1);
  t.deepEqual(
    NAMES.map((_, axis) => engine.position(axis)),
    stopped,
  );
});

test('a switch that calls for 100 µs, just while the engine is let go of another one, is heard', (t) => {
  const rig = new HomingRig(BENCH);
  const { engine } = rig;
  const acknowledgeLate = engine.acknowledge.bind(engine);
  // Z meets its switch first.
  const z = HomingRig.axis('z');
  engine.push(z, 1, BENCH.axes.z!.stepsPerMillimeter, 65_536 * 5_000, 0, true);
  engine.start(1 << z);
  rig.wait(1e7);
  engine.acknowledge = (...seen) => {
    engine.acknowledge = acknowledgeLate;
    rig.breakHome('a', 'always');
    rig.wait(1_000);
    rig.breakHome('a');
    t.not(engine.fired(), seen[0]);
    return acknowledgeLate(...seen);
  };
  t.is(rig.home(), 'homed');
  for (const name of NAMES) t.is(rig.error(name), 0, name);
});

test('an emergency stop at any time stops every axis at once, and homing does not go on', (t) => {
  const times = Array.from({ length: 18 }, (_, i) => 1 + 4 * i);
  for (const tenths of sampled(times, 6)) {
    const rig = new HomingRig(BENCH);
    const { emergencyStop } = rig.wiring;
    rig.engine.arm(emergencyStop, rig.wiring.activeLevel(emergencyStop), 0b111111, true);
    let stopped: number[] = [];
    rig.home((now) => {
      if (now === tenths * 1e6) {
        rig.breakInput(emergencyStop, 'always');
        rig.wait(1_000);
        stopped = NAMES.map((_, axis) => rig.engine.position(axis));
        t.is(rig.engine.running(), 0);
      }
    });
    if (stopped.length > 0)
      t.deepEqual(
        NAMES.map((_, axis) => rig.engine.position(axis)),
        stopped,
        `after ${tenths / 10} s`,
      );
  }
});
