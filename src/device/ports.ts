// What the robot is given on a chip without a network of its own. wireless-ports.ts and desk-ports.ts stand in for it.

import { UNKNOWN_CAUSE } from '../journal/start-cause.js';
import type { Clock } from '../kernel/clock.js';
import type { Authenticator } from '../server/authenticator.js';
import { ModdableClock } from './moddable-clock.js';
import type { OnlineOptions } from './online.js';

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

export const startCause = (): number => UNKNOWN_CAUSE;

export const openClock = (): Clock => new ModdableClock();

/** There are no settings that could have a key, and no noise to make a challenge of. */
export const openAuthenticator = (): Authenticator | undefined => undefined;

/** Brings the robot into its network: here whoever listens is reached, and nobody knows the date. */
export const goOnline = ({ listen }: OnlineOptions): void => listen();
