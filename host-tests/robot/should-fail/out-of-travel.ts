// The deck is too far to the right: X does not reach the tips.

import type { ShouldFail } from './should-fail.js';

export const outOfTravel: ShouldFail = {
  board: (board) => ({ ...board, deck: { ...board.deck, origin: { x: 400, y: 0, z: 0 } } }),
  says: 'ValueError: a move leads out of the travel of an axis: x to 448.68 mm of 0 to 418 mm',
};
