// What a port that brings the robot into a network is given.

import type { Board } from '../kernel/board.js';
import type { Clock } from '../kernel/clock.js';
import type { DeviceWallClock } from './wall-clock.js';

export interface OnlineOptions {
  readonly board: Board;
  readonly clock: Clock;
  /** Is told the date, now or as soon as somebody knows it. */
  readonly wallClock: DeviceWallClock;
  /** Whether no axis moves. */
  readonly isAtRest: () => boolean;
  /** Opens the port. To be called once, when there is an address: before that the SDK does not listen on a chip. */
  readonly listen: () => void;
}
