// For whoever keeps promises about packets: which were sent under which cid, and which were acknowledged.

import type { Packet } from './packets.js';

/** Hears what happens to packets that are acknowledged. */
export interface Observer {
  /** A packet that waits for its `ready` was sent with this cid. */
  sent(packet: Packet, cidHigh: number, cidLow: number): void;
  /** A `ready` named this cid; `isKnown` when it was in flight. */
  acknowledged(cidHigh: number, cidLow: number, isKnown: boolean): void;
}
