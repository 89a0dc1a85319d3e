// What the robot is given on an ESP32 with Wi-Fi.

import resetReason from 'resetReason';
import type { Network } from '../kernel/board.js';
import type { Clock } from '../kernel/clock.js';
import { joinNetwork } from './network.js';
import type { DeviceWallClock } from './wall-clock.js';

export { openDrive, openDriverLine, openLongPayloads, openStorage, openTemperature } from './esp32.js';

/** Says why the chip started and joins the network, whose time server knows the date. */
export function readDate(wallClock: DeviceWallClock, clock: Clock, network: Network): void {
  trace(`Started after: ${resetReason().string}.\n`);
  joinNetwork(network, clock, wallClock);
}
