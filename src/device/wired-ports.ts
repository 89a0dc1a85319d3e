// What the robot is given on an ESP32 with Ethernet.

import { FlashSettings } from './flash-settings.js';
import type { OnlineOptions } from './online.js';
import { Presence } from './presence.js';
import { listenForSettings } from './settings-port.js';
import { Wired } from './wired.js';

export * from './chip-ports.js';

/** Joins the network, and listens for a key on the console. Error when the Ethernet controller does not answer. */
export function goOnline({ board, clock, wallClock, isAtRest, listen }: OnlineOptions): void {
  new Wired(clock, new Presence(board.network, clock, wallClock, listen));
  const join = (): void => trace('This board has Ethernet, and joins no Wi-Fi.\n');
  listenForSettings(board.chip, { store: new FlashSettings(), isAtRest, join });
}
