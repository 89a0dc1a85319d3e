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
  switchMissing,
  wrongPolarity,
};

for (const [
  name,
  { board = (bench: Board) => bench, accident, ask, says, isFoundMoving = false },
] of Object.entries(ALL))
  test(`${name}: ${says}`, (t) => {
    const rig = new MotorRig({ board: board(BENCH) });
    accident?.(rig);
    const session = ask === undefined ? rig.connect() : rig.begin();
    const before = rig.positions;
    t.is(ask === undefined ? session.init(EXAMPLE) : ask(session), says);
    t.is(rig.engine.running(), 0);
    if (!isFoundMoving) t.deepEqual(rig.positions, before);
  });
