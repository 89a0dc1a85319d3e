// The protocol has none of the water that the board names for its pump.

import { withPump } from '../../support/pump-boards.js';
import type { ShouldFail } from './should-fail.js';

export const pumpWithoutWater: ShouldFail = {
  board: (board) => withPump(board, 'syringe'),
  says: 'ValueError: the deck cannot be set up: the 300uL_pipette is a pump and needs WashC1.0: give it in reagents',
};
