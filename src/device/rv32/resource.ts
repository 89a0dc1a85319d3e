// Moddable's `Resource` on the emulated chip, which has one: the labware table.

import { CHIP } from './chip.js';

/** With `new`, the bytes where they are. */
export function Resource(): ArrayBuffer {
  return CHIP.chipLabware();
}
