// The firmware's event loop on the emulated chip: timers and the serial line, asleep in between.

import { CHIP, EVENT } from './chip.js';
import { Listener } from './listener.js';
import { TCP } from './tcp.js';
import { Timer } from './timer.js';

/** Never returns. */
export function serveForever(): void {
  CHIP.chipBanner();
  for (;;) {
    const events = CHIP.chipWait(Timer.run());
    if (events & EVENT.opened) Listener.opened();
    TCP.happened(events);
  }
}

Object.defineProperty(globalThis, 'trace', { value: (text: string) => CHIP.hostPrint(text.trimEnd()) });
