// The machine with motors: stopped at any moment it knows what it did and where it is, or says that it does not.

import test from 'ava';
import fc from 'fast-check';
import { AXIS_NAMES } from '../../src/kernel/board.js';
import { ARM } from '../../src/lab/numbers.js';
import { Action } from '../../src/robot/action.js';
import { holds } from '../support/property.js';
import { MotorRig, runOf } from './motor-rig.js';

const NOWHERE = [0, 0, 0, 0, 0, 0];

const EMERGENCY =
  'RuntimeError: the emergency stop was pressed: release it, then press the local button or begin anew with init';

const home = new Action().home();

/** The first reagent of the example is water. */
const aspirate = (volume: number): Action => new Action().aspirate(ARM.left, 0, 0, volume, 20);

/** Seconds from when `init` is done until the run is. */
const DURATION = 56;

/** Moments of the run. */
const moments = fc.double({ min: 0.001, max: DURATION, noNaN: true });

const ensure = (condition: boolean, what: () => string): void => {
  if (!condition) throw new Error(what());
};

test('a run ends where the machine believes it does, to the step', (t) => {
  const rig = new MotorRig();
  const session = rig.begin();
  t.is(runOf(session), 'ready');
  t.deepEqual(rig.errors, NOWHERE);
  t.is(session.close(), 'ready');
  t.deepEqual(rig.errors, NOWHERE);
  t.is(rig.motors.pose.tips, 0);
});

test('at an emergency stop everything stands within 100 µs, and stays so until a new init', (t) => {
  const property = fc.property(moments, (moment) => {
    const rig = new MotorRig();
    const session = rig.begin();
    const stop = rig.wiring.emergencyStop;
    let stopped: number[] = [];
    rig.after(moment, () => rig.press(stop));
    rig.after(moment + 100e-6, () => {
      stopped = rig.positions;
    });
    const answer = runOf(session);
    ensure(answer === EMERGENCY, () => answer);
    for (const isPressed of [true, false]) {
      rig.press(stop, isPressed);
      for (const action of [home, aspirate(100), new Action().dwell(1)])
        ensure(rig.perform(action)[0] === 'emergencyStop', () => `${action.kind} is done`);
    }
    session.close();
    ensure(!rig.motors.mayMove, () => 'it may move');
    ensure(`${rig.positions}` === `${stopped}`, () => `${rig.positions}, stopped at ${stopped}`);
    ensure(runOf(rig.begin()) === 'ready' && `${rig.errors}` === `${NOWHERE}`, () => `${rig.errors}`);
  });
  holds(t, property, 30);
});

test('while the emergency stop is pressed init is refused', (t) => {
  const rig = new MotorRig();
  rig.press(rig.wiring.emergencyStop);
  t.throws(() => rig.begin(), { message: EMERGENCY });
  t.is(rig.engine.running(), 0);
});

test('an emergency stop of an idle machine counts, even if it is released before anybody looks', (t) => {
  const rig = new MotorRig();
  const session = rig.begin();
  rig.after(5, () => rig.press(rig.wiring.emergencyStop));
  rig.after(6, () => rig.press(rig.wiring.emergencyStop, false));
  rig.settle();
  const before = rig.positions;
  t.is(runOf(session), EMERGENCY);
  session.close();
  t.deepEqual(rig.positions, before);
});

test('an emergency stop of 100 µs, just while the machine lets go after a halt or begins a session, still counts', (t) => {
  for (const begins of [
    (rig: MotorRig) => rig.motors.prepare(false),
    (rig: MotorRig) => {
      rig.after(0.5, () => rig.motors.halt());
      rig.perform(home);
    },
  ]) {
    const rig = new MotorRig();
    rig.begin();
    const { engine } = rig;
    const acknowledge = engine.acknowledge.bind(engine);
    engine.acknowledge = (...seen) => {
      rig.press(rig.wiring.emergencyStop);
      engine.advance(engine.now() + 1_000);
      rig.press(rig.wiring.emergencyStop, false);
      return acknowledge(...seen);
    };
    begins(rig);
    const before = rig.positions;
    t.false(rig.motors.mayMove);
    t.deepEqual(rig.perform(home), ['emergencyStop', 0]);
    t.deepEqual(rig.positions, before);
  }
});

test('the local button lets a machine go on once its emergency stop is released: to be homed first', (t) => {
  const rig = new MotorRig();
  rig.begin();
  const { emergencyStop, localButton } = rig.wiring;
  rig.after(0.5, () => rig.press(emergencyStop));
  t.deepEqual(rig.perform(home), ['emergencyStop', 0]);
  rig.after(1, () => rig.press(localButton));
  rig.after(2, () => rig.press(localButton, false));
  rig.settle();
  t.deepEqual(rig.perform(home), ['emergencyStop', 0]);
  rig.press(emergencyStop, false);
  t.deepEqual(rig.perform(home), ['emergencyStop', 0], 'pressed too early, the button does not count');
  rig.after(1, () => rig.press(localButton));
  rig.after(2, () => rig.press(localButton, false));
  rig.settle();
  t.deepEqual(rig.perform(aspirate(100)), ['axisNotHomed', 0]);
  t.deepEqual(rig.perform(home), ['done', 1]);
  t.deepEqual(rig.errors, NOWHERE);
});

test('halted at any moment a machine knows where it is to the step, and goes on from there', (t) => {
  const property = fc.property(moments, (moment) => {
    const rig = new MotorRig();
    const session = rig.begin();
    rig.after(moment, () => rig.motors.halt());
    const answer = runOf(session);
    ensure(answer === 'RuntimeError: the machine was halted', () => answer);
    ensure(rig.motors.mayMove && rig.engine.running() === 0, () => 'homing is lost');
    ensure(`${rig.errors}` === `${NOWHERE}`, () => `${rig.errors}`);
    const [how] = rig.perform(new Action().moveToTop(ARM.left, 0));
    ensure(
      how === 'done' && `${rig.errors}` === `${NOWHERE}`,
      () => `${how}, ${rig.errors} after the next move`,
    );
    session.close();
    ensure(`${rig.errors}` === `${NOWHERE}`, () => `${rig.errors} at the end`);
  });
  holds(t, property, 40);
});

test('of an aspiration that is halted the part is told that the plunger has drawn', (t) => {
  const parts: number[] = [];
  for (let tenths = 10; tenths < 80; tenths += 4) {
    const rig = new MotorRig();
    rig.begin();
    rig.after(tenths / 10, () => rig.motors.halt());
    const [how, part] = rig.perform(aspirate(100));
    if (how === 'done') continue;
    parts.push(part);
    t.is(rig.motors.pose.held[ARM.left], 100 * part);
    t.deepEqual(rig.errors, NOWHERE);
  }
  t.true(parts.every((part, i) => part >= (parts[i - 1] ?? 0)));
  t.is(parts[0], 0);
  t.true(
    parts.some((part) => part > 0.1 && part < 0.9),
    `${parts}`,
  );
});

test('a halt in the middle of homing keeps nothing for homed that is not', (t) => {
  const rig = new MotorRig();
  rig.begin();
  rig.after(0.5, () => rig.motors.halt());
  t.deepEqual(rig.perform(home), ['halted', 0]);
  t.deepEqual(rig.perform(aspirate(100)), ['axisNotHomed', 0]);
  t.deepEqual(rig.perform(home), ['done', 1]);
  t.deepEqual(rig.perform(aspirate(100)), ['done', 1]);
  t.deepEqual(rig.errors, NOWHERE);
});

test('a switch in the middle of a move stops the machine, which is homed before it goes on', (t) => {
  const rig = new MotorRig();
  rig.begin();
  const switchOfX = rig.wiring.homeSwitches[AXIS_NAMES.indexOf('x')]!;
  rig.after(1, () => rig.press(switchOfX));
  t.deepEqual(rig.perform(aspirate(100)), ['limitReached', 0]);
  t.deepEqual(rig.perform(aspirate(100)), ['axisNotHomed', 0]);
  rig.press(switchOfX, false);
  t.deepEqual(rig.perform(home), ['done', 1]);
  t.deepEqual(rig.perform(aspirate(100)), ['done', 1]);
  t.deepEqual(rig.errors, NOWHERE);
});

test('a step engine that runs dry stops the machine, which is homed before it goes on', (t) => {
  const rig = new MotorRig();
  rig.begin();
  rig.after(0.001, () => {
    rig.engine.isStarved = true;
  });
  t.deepEqual(rig.perform(aspirate(100)), ['stepsLate', 0]);
  rig.engine.isStarved = false;
  t.deepEqual(rig.perform(aspirate(100)), ['axisNotHomed', 0]);
  t.deepEqual(rig.perform(home), ['done', 1]);
  t.deepEqual(rig.errors, NOWHERE);
});

test('an axis that cannot be homed brings the others of its group to a stop', (t) => {
  const rig = new MotorRig();
  rig.gantry.put(rig.wiring.homeSwitches[AXIS_NAMES.indexOf('a')]!, -1, 0);
  t.throws(() => rig.begin(), { message: /the home switch did not release.*axis a/ });
  t.is(rig.engine.running(), 0);
  t.is(rig.engine.reasons(), 0);
  t.false(rig.motors.mayMove);
});

test('a wait ends when it is not wanted any more', (t) => {
  const rig = new MotorRig();
  rig.begin();
  const start = rig.clock.now();
  rig.after(2, () => rig.motors.hurry());
  t.deepEqual(rig.perform(new Action().dwell(3_600)), ['done', 1]);
  t.is(rig.clock.now() - start, 2e6);
});

test('the drivers get their time before the first step', (t) => {
  const rig = new MotorRig();
  rig.connect();
  rig.motors.prepare(false);
  let first = 0;
  for (let hundreds = 1; hundreds < 100; hundreds++)
    rig.after(hundreds * 1e-4, () => {
      if (first === 0 && rig.engine.running() !== 0) first = hundreds / 10;
    });
  rig.perform(home);
  t.true(first >= rig.board.timings.enableMilliseconds, `${first} ms`);
});

test('told by its hardware, the machine says at once that it was stopped, and not when the move would have ended', (t) => {
  const answered = [false, true].map((isTold) => {
    const rig = new MotorRig({ driftMillionths: 0 });
    rig.begin();
    let stopped = 0;
    rig.after(0.2, () => {
      rig.press(rig.wiring.emergencyStop);
      stopped = rig.clock.now();
    });
    rig.after(0.2002, () => isTold && rig.motors.attend());
    let answered = Number.NaN;
    rig.motors.perform(home, {
      done: () => t.fail(),
      failed: ({ code }) => {
        t.is(code, 'emergencyStop');
        answered = rig.clock.now();
      },
    });
    rig.settle();
    return answered - stopped;
  });
  t.true(answered[1]! <= 300, `${answered} µs`);
  t.true(answered[0]! > 1_000, `${answered} µs`);
});
