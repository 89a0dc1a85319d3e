// A portion of the pipette that a pump stands in for is more than it moves at a time.

import { withPump } from '../../support/pump-boards.js';
import type { ShouldFail } from './should-fail.js';

export const pumpOverMaximum: ShouldFail = {
  board: (board) => withPump(board, 'syringe', { water: 'WaterC1.0', capacity: 250 }),
  ask: (session) => session.transfer('WaterC1.0', ['bC1.0', 260]),
  says: 'ValueError: step 1 (bC1.0, 260.0 uL): a volume is more than the instrument can move: 260 µL, it moves up to 250 µL',
};
