// What the robot is given on an ESP32 with Wi-Fi.

import resetReason from 'resetReason';
import type { Network } from '../kernel/board.js';
import type { Clock } from '../kernel/clock.js';
import { joinNetwork } from './network.js';
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

/** Why the chip started, as journal/start-cause.ts has it. */
export const startCause = (): number => resetReason().reason;

/** Joins the network, whose time server knows the date. */
export const readDate = (wallClock: DeviceWallClock, clock: Clock, network: Network): void =>
  joinNetwork(network, clock, wallClock);
