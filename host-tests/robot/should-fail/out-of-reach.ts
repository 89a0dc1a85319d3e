// The arms are too high: a tip does not come down to the bottom of a well.

import { pipettes } from './board-changes.js';
import type { ShouldFail } from './should-fail.js';

export const outOfReach: ShouldFail = {
  board: (board) => pipettes(board, () => ({ tipLength: 1 })),
  ask: (session) => session.transfer('WaterC1.0', ['aC1.0', 100]),
  says: '',
};
