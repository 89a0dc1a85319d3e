// A portion is smaller than a pump can meter, in the second step: the first is not made either.

import { withPump } from '../../support/pump-boards.js';
import type { ShouldFail } from './should-fail.js';

export const pumpBelowMinimum: ShouldFail = {
  board: (board) => withPump(board, 'peristaltic', { water: 'WaterC1.0', minimumVolume: 60 }),
  ask: (session) => session.transfer('WaterC1.0', ['aC1.0', 100], ['aC1.0', 50]),
  says: 'ValueError: step 2 (aC1.0, 50.0 uL): a volume is below the smallest that the instrument can meter: 50 µL, it meters from 60 µL',
};
