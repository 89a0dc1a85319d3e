// What the robot is given on an ESP32 with Wi-Fi.

import { FlashSettings } from './flash-settings.js';
import type { OnlineOptions } from './online.js';
import { Presence } from './presence.js';
import { listenForSettings } from './settings-port.js';
import { Wireless } from './wireless.js';

export * from './chip-ports.js';

/** Joins the network, and listens for another one on the console. */
export function goOnline({ board, clock, wallClock, isAtRest, listen }: OnlineOptions): void {
  const store = new FlashSettings();
  const wireless = new Wireless(clock, store, new Presence(board.network, clock, wallClock, listen));
  wireless.join();
  listenForSettings(board.chip, { store, isAtRest, join: () => wireless.join() });
}
