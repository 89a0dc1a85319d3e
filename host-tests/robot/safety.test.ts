// Pumps and heater are off after every stop and at every end, and nothing moves where a person may be inside.

import test from 'ava';
import { heating } from './heating.js';
import { MotorRig, runOf } from './motor-rig.js';

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
