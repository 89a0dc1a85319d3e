// The home switch of the right head never calls: its wires are shorted.

import type { ShouldFail } from './should-fail.js';

export const switchMissing: ShouldFail = {
  accident: ({ gantry, wiring }) => {
    const home = wiring.homeSwitches[3]!;
    gantry.put(home, -1, 0);
    gantry.set(home, wiring.activeLevel(home) === 1 ? 0 : 1);
  },
  says: 'RuntimeError: the home switch never came: check its wiring and the way to it: axis a',
  isFoundMoving: true,
};
