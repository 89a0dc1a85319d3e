// A portion is smaller than the pipette can meter, in the second step: the first is not made either.

import type { ShouldFail } from './should-fail.js';

export const belowMinimumVolume: ShouldFail = {
  ask: (session) => session.transfer('WaterC1.0', ['aC1.0', 100], ['bC1.0', 0.5]),
  says: 'ValueError: step 2 (bC1.0, 0.5 uL): a volume is below the smallest that the instrument can meter: 0.5 µL, it meters from 1 µL',
};
