// There is not enough water to fill the tube of a pump.

import { withPump } from '../../support/pump-boards.js';
import type { ShouldFail } from './should-fail.js';

export const pumpOutOfWater: ShouldFail = {
  board: (board) => withPump(board, 'peristaltic', { water: 'ColdWaterC1.0', primeVolume: 1_600 }),
  says: 'RuntimeError: cannot aspirate 1.6e+03uL from ColdWaterC1.0 because it only has 1.55e+03uL, 49.8 uL are missing in all',
};
