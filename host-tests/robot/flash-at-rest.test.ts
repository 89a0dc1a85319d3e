// What is in flash on a chip is written only when no axis moves: MotorRig holds every run to it, here is when it matters.

import test from 'ava';
import { namesSource, transferSource } from '../../src/host/controller-arguments.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import { payloadOf } from '../support/payloads.js';
import { MotorRig, runOf } from './motor-rig.js';

/** Names that make a payload longer than the receive ring. */
const MANY = 500;
const names = Array.from({ length: MANY }, (_, i) => (i % 2 === 0 ? 'aC1.0' : 'WaterC1.0'));

test('a long payload that comes while axes move is put into flash when they stand', (t) => {
  const rig = new MotorRig();
  const session = rig.begin();
  const source = namesSource(names, null);
  const payloadBytes = payloadOf('loc_req', source, new PickleWriter()).length;
  t.true(payloadBytes > WIRE_LIMITS.receiveBytes);
  const before = rig.flash.writes;
  rig.after(3, () => t.not(rig.engine.running(), 0));
  const answers = session.commands([
    ['transfer', transferSource('WaterC1.0', [['aC1.0', 100]], null)],
    ['loc_req', source],
  ]);
  t.deepEqual(answers, ['ready', 'loc_resp']);
  t.true(rig.flash.writes > before + payloadBytes / WIRE_LIMITS.receiveBytes);
});

test('a write in the middle of a move is noticed', (t) => {
  const rig = new MotorRig();
  const session = rig.begin();
  rig.after(3, () => rig.storage.erase(0));
  t.throws(() => runOf(session), { message: /while an axis moved/ });
});
