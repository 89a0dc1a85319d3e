// The only instrument is a pump that delivers water: it draws nothing in, so it does not mix.

import { withPump } from '../../support/pump-boards.js';
import type { ShouldFail } from './should-fail.js';

export const pumpCannotMix: ShouldFail = {
  board: (board) => withPump(board, 'output'),
  init: { instruments: { left: '300uL_pipette' } },
  ask: (session) => session.mix(['aC1.0', 1]),
  says: 'ValueError: step 1 (aC1.0): this pump only delivers: it cannot draw in: the 300uL_pipette gives WaterC1.0, it cannot mix',
};
