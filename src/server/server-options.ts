// How the server is made, and what it says of its connections.

import type { Clock, WallClock } from '../kernel/clock.js';
import type { WireLimits } from '../kernel/limits.js';
import type { MappedMemory } from '../kernel/mapped-memory.js';
import type { Robot } from '../robot/robot.js';
import type { Authenticator } from './authenticator.js';

export type ServerEvent = 'connected' | 'disconnected' | 'refused' | 'fault';

export interface ServerOptions {
  readonly robot: Robot;
  readonly clock: Clock;
  readonly wallClock: WallClock;
  readonly limits: WireLimits;
  /** Where payloads are put down that are longer than the receive ring, while no packet is carried out. */
  readonly longPayloads: MappedMemory;
  /** Of a robot that may have a key; without it none is demanded. */
  readonly authenticator?: Authenticator | undefined;
  /** Name in the packet log, 'eve' in the original. */
  readonly name?: string;
  /** Called when a command is done, its answer is with the socket, and no other packet is there: work that nobody waits for. */
  readonly onRest?: () => void;
  /** Hears of connections and their ends. */
  readonly onEvent?: (event: ServerEvent, peer: string, detail: string) => void;
}
