// The home switch of Y is wired the other way round.

import type { ShouldFail } from './should-fail.js';

export const wrongPolarity: ShouldFail = {
  accident: ({ gantry, wiring }) => {
    const home = wiring.homeSwitches[1]!;
    gantry.set(home, wiring.activeLevel(home) === 1 ? 0 : 1);
  },
  says: 'RuntimeError: the home switch did not release: check its wiring and its polarity: axis y',
  isFoundMoving: true,
};
