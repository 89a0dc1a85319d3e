// A mix that is halted: what the plunger had drawn is in the tip, and in the books.

import test from 'ava';
import { ARM } from '../../src/lab/numbers.js';
import { Action } from '../../src/robot/action.js';
import { MotorRig } from './motor-rig.js';

test('of a mixing stroke that is halted the part is told that is in the tip', (t) => {
  const parts: number[] = [];
  for (let tenths = 10; tenths < 100; tenths += 2) {
    const rig = new MotorRig();
    rig.begin();
    rig.after(tenths / 10, () => rig.motors.halt());
    const [how, part] = rig.perform(new Action().mixStroke(ARM.left, 0, 0, 100, 20));
    if (how === 'done') continue;
    parts.push(part);
    t.is(rig.motors.pose.held[ARM.left], 100 * part);
  }
  const most = parts.indexOf(Math.max(...parts));
  t.true(most > 0 && most < parts.length - 1, `${parts}`);
  t.true(
    parts.slice(0, most).every((part, i) => part >= (parts[i - 1] ?? 0)),
    `up: ${parts}`,
  );
  t.true(
    parts.slice(most).every((part, i, down) => part <= (down[i - 1] ?? 1)),
    `down: ${parts}`,
  );
  t.true((parts[most] as number) > 0.9 && (parts.at(-1) as number) < 0.3, `${parts}`);
});

test('a mix that is halted leaves in the books of the well what is not in the tip', (t) => {
  let parts = 0;
  for (let tenths = 60; tenths < 200; tenths += 2) {
    const rig = new MotorRig();
    const session = rig.begin();
    session.transfer('WaterC1.0', ['aC1.0', 60]);
    const { lab } = rig.parts;
    const { committed } = lab;
    const lost = committed.lost;
    rig.after(tenths / 10, () => rig.motors.halt());
    if (session.mix(['aC1.0', 2]) === 'ready') continue;
    const inTip = committed.tips.volume(ARM.left) + committed.tips.volume(ARM.right);
    const volume = committed.volume(committed.chemicals.current(lab.chemicalNamed('aC1.0')));
    t.true(
      Math.abs(volume + inTip + (committed.lost - lost) - 60) < 1e-9,
      `${volume} in the well, ${inTip} in the tip`,
    );
    const held = Math.max(...rig.motors.pose.held);
    t.true(Math.abs(inTip - held) < 1e-9, `${inTip} µL booked, ${held} µL held`);
    if (inTip > 0) parts += 1;
    session.link.end();
    rig.settle();
  }
  t.true(parts > 4, `${parts}`);
});
