// Tips are to be picked up faster than a head can move.

import { pipettes } from './board-changes.js';
import type { ShouldFail } from './should-fail.js';

export const overRateHead: ShouldFail = {
  board: (board) => pipettes(board, ({ tipPickUp }) => ({ tipPickUp: { ...tipPickUp, speed: 500 } })),
  says: 'ValueError: an axis cannot move at this speed: z at 500 mm/s of at most 125 mm/s',
};
