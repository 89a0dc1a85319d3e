// A tip cannot be lifted over what stands on its way.

import type { ShouldFail } from './should-fail.js';

export const crashHeight: ShouldFail = {
  board: (board) => ({ ...board, deck: { ...board.deck, clearance: 90 } }),
  ask: (session) => session.transfer('WaterC1.0', ['aC1.0', 100]),
  says: "ValueError: step 1 (aC1.0, 100.0 uL): the tip cannot be lifted over what stands on its way: 218.95 mm, the tip's end reaches 194.35 mm",
};
