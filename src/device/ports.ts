// What the robot is given on a chip without a network of its own. wireless-ports.ts and desk-ports.ts stand in for it.

import { UNKNOWN_CAUSE } from '../journal/start-cause.js';
import type { Network } from '../kernel/board.js';
import type { Clock } from '../kernel/clock.js';
import type { DeviceWallClock } from './wall-clock.js';

export {
  openDrive,
  openDriverLine,
  openLongPayloads,
  openNameMemory,
  openStorage,
  openTemperature,
} from './esp32.js';
export { listenToSteps } from './step-events.js';

export const startCause = (): number => UNKNOWN_CAUSE;

/** Has the clock told the date, now or as soon as somebody knows it: here nobody does. */
export const readDate = (_wallClock: DeviceWallClock, _clock: Clock, _network: Network): void => {};
