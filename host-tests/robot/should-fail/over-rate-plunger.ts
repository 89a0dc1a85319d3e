// A flow rate is more than the plunger can do.

import { pipettes } from './board-changes.js';
import type { ShouldFail } from './should-fail.js';

export const overRatePlunger: ShouldFail = {
  board: (board) => pipettes(board, ({ flowRates }) => ({ flowRates: { ...flowRates, aspirate: 5_000 } })),
  ask: (session) => session.transfer('WaterC1.0', ['aC1.0', 10], ['aC1.0', 100]),
  says: 'ValueError: step 1 (aC1.0, 10.0 uL): an axis cannot move at this speed: c at 3333.333 mm/s of at most 40 mm/s',
};
