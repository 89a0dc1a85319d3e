// A syringe is to draw in more than its axis has travel for.

import { withPump } from '../../support/pump-boards.js';
import type { ShouldFail } from './should-fail.js';

export const pumpOutOfTravel: ShouldFail = {
  board: (board) =>
    withPump(board, 'syringe', { water: 'WaterC1.0', microlitersPerMillimeter: 10, primeVolume: 0 }),
  ask: (session) => session.transfer('WaterC1.0', ['bC1.0', 200]),
  says: 'ValueError: step 1 (bC1.0, 200.0 uL): a move leads out of the travel of an axis: b to 20.05 mm of 0 to 19 mm',
};
