// A portion is smaller than the pipette can meter, in the second step: the first is not made either.

import type { ShouldFail } from './should-fail.js';

export const belowMinimumVolume: ShouldFail = {
  ask: (session) => session.transfer('WaterC1.0', ['aC1.0', 100], ['bC1.0', 0.5]),
  says: '',
};
