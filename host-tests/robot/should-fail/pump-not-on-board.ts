// The board has a pump in place of another pipette than init names.

import { withPump } from '../../support/pump-boards.js';
import type { ShouldFail } from './should-fail.js';

export const pumpNotOnBoard: ShouldFail = {
  board: (board) => withPump(board, 'syringe'),
  init: { instruments: { left: '1000uL_pipette', right: '20uL_pipette' } },
  says: 'ValueError: the deck cannot be set up: the left arm of this board cannot have a 1000uL_pipette',
};
