// Pumps and heater are off after every stop and at every end, and nothing moves where a person may be inside.

import test from 'ava';
import type { RobotSession } from '../support/robot-session.js';
import { BENCH, MotorRig, runOf } from './motor-rig.js';

/** Levels of the outputs that heat and pump; on is high. */
class Levels {
  readonly #levels = new Map<number, number>();

  edge(pin: number, level: 0 | 1): void {
    this.#levels.set(pin, level);
  }

  get areOn(): boolean[] {
    const { heater } = BENCH.temperatureModule!;
    const { output } = BENCH.pumps.wash_pump!;
    return [heater!, output!].map(({ pin }) => this.#levels.get(pin) === 1);
  }
}

/** A session in which the heater heats and the pump runs. */
function heating(): { rig: MotorRig; levels: Levels; session: RobotSession } {
  const levels = new Levels();
  const rig = new MotorRig({ recorder: levels });
  const session = rig.begin();
  rig.engine.switch((1 << rig.wiring.heater) | rig.wiring.pumps, true);
  return { rig, levels, session };
}

test('the emergency stop cuts pump and heater at the sample that reads it, while the machine moves and while it stands', (t) => {
  for (const moves of [true, false]) {
    const { rig, levels, session } = heating();
    t.deepEqual(levels.areOn, [true, true]);
    rig.after(2, () => {
      t.deepEqual(levels.areOn, [true, true]);
      rig.press(rig.wiring.emergencyStop);
    });
    rig.after(2 + 100e-6, () => t.deepEqual(levels.areOn, [false, false]));
    if (moves) runOf(session);
    rig.settle();
    rig.engine.switch(1 << rig.wiring.heater, true);
    t.deepEqual(levels.areOn, [false, false]);
  }
});

test('the end of a session switches pump and heater off', (t) => {
  const { levels, session } = heating();
  t.is(session.close(), 'ready');
  t.deepEqual(levels.areOn, [false, false]);
});

test('while a person may be inside the end of a session moves nothing, but pump and heater go off', (t) => {
  const { rig, levels, session } = heating();
  t.is(session.command('stop'), 'stopped');
  const before = rig.positions;
  session.link.end();
  rig.settle();
  t.deepEqual(rig.positions, before);
  t.is(rig.motors.pose.tips, 0b11);
  t.deepEqual(levels.areOn, [false, false]);
});

test('a tip that could not be dropped is dropped by the next init', (t) => {
  const rig = new MotorRig();
  const session = rig.begin();
  session.command('stop');
  session.link.end();
  rig.settle();
  const next = rig.begin();
  t.is(rig.motors.pose.tips, 0b11);
  t.is(next.close(), 'ready');
  t.is(rig.motors.pose.tips, 0);
});
