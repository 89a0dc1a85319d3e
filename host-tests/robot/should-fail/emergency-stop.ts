// The emergency stop is pressed, or its wire is broken.

import type { ShouldFail } from './should-fail.js';

export const emergencyStop: ShouldFail = {
  accident: (rig) => rig.press(rig.wiring.emergencyStop),
  says: 'RuntimeError: the emergency stop was pressed: release it, then press the local button or begin anew with init',
};
