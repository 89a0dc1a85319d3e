// The step engine never runs dry, however late the program comes to feed it, within what a chip and a busy computer do.

import test from 'ava';
import type { Board } from '../../src/kernel/board.js';
import { Random } from '../support/random.js';
import { BENCH, MotorRig, runOf } from './motor-rig.js';

const NOWHERE = [0, 0, 0, 0, 0, 0];

/** Runs travel as fast as the motors can. */
const FASTEST: Board = {
  ...BENCH,
  axes: Object.fromEntries(
    Object.entries(BENCH.axes).map(([name, axis]) => [name, { ...axis, travelSpeed: axis.maxSpeed }]),
  ),
};

const lateBy = (microseconds: number): (() => number) => {
  const random = new Random(microseconds);
  return () => random.below(microseconds);
};

test('hardware with a time of its own is fed in time by a program that is up to 5 ms late', (t) => {
  for (const driftMillionths of [-50, 0, 50]) {
    const rig = new MotorRig({ board: FASTEST, lateness: lateBy(5_000), driftMillionths });
    const session = rig.begin();
    t.is(runOf(session), 'ready');
    t.is(session.close(), 'ready');
    t.deepEqual(rig.errors, NOWHERE);
  }
});

test('the simulator in real time does not mind a program that is up to 100 ms late', (t) => {
  const rig = new MotorRig({ board: FASTEST, lateness: lateBy(100_000) });
  const session = rig.begin();
  t.is(runOf(session), 'ready');
  t.is(session.close(), 'ready');
  t.deepEqual(rig.errors, NOWHERE);
});
