// A syringe is to move faster than its axis can: it is not even primed.

import { withPump } from '../../support/pump-boards.js';
import type { ShouldFail } from './should-fail.js';

export const pumpOverRate: ShouldFail = {
  board: (board) => withPump(board, 'syringe', { water: 'WaterC1.0', flowRate: 2_050 }),
  says: 'ValueError: an axis cannot move at this speed: b at 41 mm/s of at most 40 mm/s',
};
