// The deck is too far to the right: X does not reach the tips.

import type { ShouldFail } from './should-fail.js';

export const outOfTravel: ShouldFail = {
  board: (board) => ({ ...board, deck: { ...board.deck, origin: { x: 250, y: 0, z: 0 } } }),
  says: '',
};
