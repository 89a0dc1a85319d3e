// Moddable's `time`, with its `microseconds` module, on the emulated chip.

import { CHIP } from './chip.js';

export const Time = {
  /** ms as a signed 32-bit number. */
  get ticks(): number {
    return (CHIP.chipMicroseconds() / 1_000) | 0;
  },

  /** Since reset. */
  get microseconds(): number {
    return CHIP.chipMicroseconds();
  },
};
