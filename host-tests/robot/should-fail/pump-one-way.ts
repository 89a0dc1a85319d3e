// The only instrument is a pump that delivers water, and another reagent is asked for.

import { withPump } from '../../support/pump-boards.js';
import type { ShouldFail } from './should-fail.js';

export const pumpOneWay: ShouldFail = {
  board: (board) => withPump(board, 'output'),
  init: { instruments: { left: '300uL_pipette' } },
  ask: (session) => session.transfer('AgNO3C0.5', ['aC1.0', 100]),
  says: 'ValueError: step 1 (aC1.0, 100.0 uL): this pump only delivers: it cannot draw in: the 300uL_pipette gives WaterC1.0, it cannot transfer AgNO3C0.5',
};
