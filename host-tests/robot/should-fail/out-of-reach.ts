// The arms are too high: a tip does not come down to the bottom of a well.

import { pipettes } from './board-changes.js';
import type { ShouldFail } from './should-fail.js';

export const outOfReach: ShouldFail = {
  board: (board) =>
    pipettes(board, ({ nozzleHeight }) => ({ nozzleHeight: nozzleHeight + 20, tipLength: 1 })),
  ask: (session) => session.transfer('WaterC1.0', ['bC1.0', 100]),
  says: 'ValueError: step 1 (bC1.0, 100.0 uL): a move leads out of the travel of an axis: z to -27.58 mm of 0 to 218 mm',
};
