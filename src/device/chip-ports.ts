// What the robot is given on an ESP32, by whatever network it is reached.

import resetReason from 'resetReason';
import type { Clock } from '../kernel/clock.js';
import type { Authenticator } from '../server/authenticator.js';
import { FlashSettings } from './flash-settings.js';
import { ModdableClock } from './moddable-clock.js';
import { StoredKey } from './stored-key.js';

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
