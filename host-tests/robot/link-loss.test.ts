// What becomes of the action in hand when the controller is gone: the board says whether it is finished or halted.

import test from 'ava';
import type { LinkLossPolicy } from '../../src/kernel/board-network.js';
import { BENCH, MotorRig, runOf } from './motor-rig.js';

/** The first reagent of the example, water. */
const WATER = 0;

/** µL that were drawn from the water when the link went in each of several moments of an aspiration of 100 µL. */
function drawn(onLinkLoss: LinkLossPolicy): number[] {
  const volumes: number[] = [];
  for (let tenths = 10; tenths < 80; tenths += 5) {
    const rig = new MotorRig({ board: { ...BENCH, network: { ...BENCH.network, onLinkLoss } } });
    const session = rig.begin();
    const { committed } = rig.parts.lab;
    const before = committed.volume(WATER);
    rig.after(tenths / 10, () => session.link.end());
    runOf(session);
    if (!rig.motors.mayMove || rig.errors.some((steps) => steps !== 0)) throw new Error(`${rig.errors}`);
    if (rig.motors.pose.tips !== 0) throw new Error('a tip is left');
    volumes.push(before - committed.volume(WATER));
  }
  return volumes;
}

const isBetween = (volume: number): boolean => volume > 1 && volume < 99;

test('a link that goes leaves the action in hand to come to its end', (t) => {
  const volumes = drawn('finish').map((volume) => Math.round(volume * 1e6) / 1e6);
  t.true(
    volumes.every((volume) => volume === 0 || volume === 100),
    `${volumes}`,
  );
  t.true(volumes.includes(100));
});

test('where the board says so it halts the action, and the books have the part that was done', (t) => {
  const volumes = drawn('stop');
  t.true(volumes.some(isBetween), `${volumes}`);
  t.true(volumes.every((volume, i) => volume >= (volumes[i - 1] ?? 0)));
});
