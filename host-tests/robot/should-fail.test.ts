// Each file of should-fail is refused in the words that it says, before the first step wherever that can be known.

import test from 'ava';
import type { Board } from '../../src/kernel/board.js';
import { EXAMPLE } from './example-session.js';
import { BENCH, MotorRig } from './motor-rig.js';
import { belowMinimumVolume } from './should-fail/below-minimum-volume.js';
import { crashHeight } from './should-fail/crash-height.js';
import { emergencyStop } from './should-fail/emergency-stop.js';
import { outOfReach } from './should-fail/out-of-reach.js';
import { outOfTravel } from './should-fail/out-of-travel.js';
import { overRateHead } from './should-fail/over-rate-head.js';
import { overRatePlunger } from './should-fail/over-rate-plunger.js';
import { pumpBelowMinimum } from './should-fail/pump-below-minimum.js';
import { pumpCannotMix } from './should-fail/pump-cannot-mix.js';
import { pumpNotOnBoard } from './should-fail/pump-not-on-board.js';
import { pumpOneWay } from './should-fail/pump-one-way.js';
import { pumpOutOfTravel } from './should-fail/pump-out-of-travel.js';
import { pumpOutOfWater } from './should-fail/pump-out-of-water.js';
import { pumpOverMaximum } from './should-fail/pump-over-maximum.js';
import { pumpOverRate } from './should-fail/pump-over-rate.js';
import { pumpWithoutWater } from './should-fail/pump-without-water.js';
import type { ShouldFail } from './should-fail/should-fail.js';
import { switchMissing } from './should-fail/switch-missing.js';
import { wrongPolarity } from './should-fail/wrong-polarity.js';

const ALL: Readonly<Record<string, ShouldFail>> = {
  belowMinimumVolume,
  crashHeight,
  emergencyStop,
  outOfReach,
  outOfTravel,
  overRateHead,
  overRatePlunger,
  pumpBelowMinimum,
  pumpCannotMix,
  pumpNotOnBoard,
  pumpOneWay,
  pumpOutOfTravel,
  pumpOutOfWater,
  pumpOverMaximum,
  pumpOverRate,
  pumpWithoutWater,
  switchMissing,
  wrongPolarity,
};

for (const [
  name,
  { board = (bench: Board) => bench, accident, init, ask, says, isFoundMoving = false },
] of Object.entries(ALL))
  test(`${name}: ${says}`, (t) => {
    const rig = new MotorRig({ board: board(BENCH) });
    accident?.(rig);
    const session = ask === undefined ? rig.connect() : rig.begin(init);
    const before = rig.positions;
    t.is(ask === undefined ? session.init({ ...EXAMPLE, ...init }) : ask(session), says);
    t.is(rig.engine.running(), 0);
    if (!isFoundMoving) t.deepEqual(rig.positions, before);
  });
