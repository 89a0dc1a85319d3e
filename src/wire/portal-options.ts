// How a portal is made, and what its `receive` can find.

import type { WallClock } from '../kernel/clock.js';
import type { WireLimits } from '../kernel/limits.js';
import type { MappedMemory } from '../kernel/mapped-memory.js';
import type { Encoding } from './arguments-reader.js';
import type { Side } from './packets.js';

/** What `receive` found. */
export const RECEIVED = Object.freeze({ nothing: 0, packet: 1, error: 2 });

export type Received = (typeof RECEIVED)[keyof typeof RECEIVED];

export interface PortalOptions {
  /** Name in the log: 'controller' or 'eve' in the original. */
  readonly name: string;
  readonly side: Side;
  readonly limits: WireLimits;
  readonly clock: WallClock;
  /** Where payloads are put down that are longer than the receive ring: `longPayloadBytes` of the limits. */
  readonly longPayloads: MappedMemory;
  /** Packets in flight above which a send waits, default 4. */
  readonly buffsize?: number;
  /** Encoding of what is sent before anything was received, default pickle. */
  readonly encoding?: Encoding;
  /** Bytes of payloads that may wait for the window. */
  readonly blockedBytes?: number;
}
