// What a robot spends its time with, as it foresees it, and what low travel saves of it.

import test from 'ava';
import { TIME } from '../../src/robot/estimator.js';
import { Rig } from '../support/lab-robot.js';
import { RobotSession } from '../support/robot-session.js';
import { EXAMPLE } from './example-session.js';

interface Foreseen {
  readonly total: number;
  readonly split: readonly number[];
}

/** A session with a transfer and a pause; what is foreseen of each command, s. */
function session(travelsAtTop = false): Foreseen[] {
  const foreseen: Foreseen[] = [];
  const rig = new Rig({
    onEstimate: (_command, total, split) => foreseen.push({ total, split: Array.from(split) }),
  });
  rig.parts.choreography.travel.atTop = travelsAtTop;
  const controller = new RobotSession(rig);
  controller.init(EXAMPLE);
  controller.products({ name: 'aC1.0', labware: 'platereader', maxVol: 200 });
  controller.transfer('WaterC1.0', ['aC1.0', 100], ['aC1.0', 15]);
  controller.pause(12.5);
  return foreseen;
}

test('the time of a command is that of its travel, its plungers, its waits and its tips', (t) => {
  const [init, transfer, pause] = session();
  for (const { total, split } of [init!, transfer!, pause!])
    t.true(Math.abs(split.reduce((sum, seconds) => sum + seconds) - total) < 1e-9);
  t.true(init!.split[TIME.travel]! > 0 && init!.split[TIME.tips]! > 0);
  t.is(init!.split[TIME.plunge], 0);
  t.true(transfer!.split[TIME.travel]! > 0 && transfer!.split[TIME.plunge]! > 0);
  t.is(transfer!.split[TIME.dwell], 0);
  t.deepEqual(pause!.split, [0, 0, 12.5, 0]);
});

test('travel no higher than needed saves time, and nothing but travel and tips', (t) => {
  const [low] = session().slice(1);
  const [high] = session(true).slice(1);
  t.true(low!.split[TIME.travel]! < high!.split[TIME.travel]!);
  t.is(low!.split[TIME.plunge], high!.split[TIME.plunge]);
});
