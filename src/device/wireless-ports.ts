// What the robot is given on an ESP32 with Wi-Fi.

import resetReason from 'resetReason';
import type { Clock } from '../kernel/clock.js';
import type { Authenticator } from '../server/authenticator.js';
import { FlashSettings } from './flash-settings.js';
import { ModdableClock } from './moddable-clock.js';
import type { OnlineOptions } from './online.js';
import { Presence } from './presence.js';
import { listenForSettings } from './settings-port.js';
import { StoredKey } from './stored-key.js';
import { Wireless } from './wireless.js';

export {
  KEEPS_TIME,
  openDrive,
  openDriverLine,
  openLongPayloads,
  openNameMemory,
  openStorage,
  openTemperature,
} from './esp32.js';
export { listenToSteps } from './step-events.js';

/** Why the chip started, as journal/start-cause.ts has it. */
export const startCause = (): number => resetReason().reason;

export const openClock = (): Clock => new ModdableClock();

export const openAuthenticator = (): Authenticator => new StoredKey(new FlashSettings());

/** Joins the network, and listens for another one on the console. */
export function goOnline({ board, clock, wallClock, isAtRest, listen }: OnlineOptions): void {
  const store = new FlashSettings();
  const wireless = new Wireless(clock, store, new Presence(board.network, clock, wallClock, listen));
  wireless.join();
  listenForSettings(board.chip, { store, isAtRest, join: () => wireless.join() });
}
