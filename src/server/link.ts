// What the server needs of a connection. The device and the host implement it over their sockets.

import type { RingStage } from '../kernel/ring-stage.js';

/**
 * Both transfers move what they can without waiting and are called again when the socket says that more can be
 * moved (`Server.readable`, `Server.writable`). Unread bytes stay in the socket, so TCP's window slows the sender.
 */
export interface Link {
  /** Who is at the other end, for the log. */
  readonly peer: string;
  /** Appends up to `maximum` received bytes to the stage's ring; returns how many. */
  receive(stage: RingStage, maximum: number): number;
  /** Sends up to `length` of the oldest bytes of the stage's ring, which keeps them; returns how many. */
  transmit(stage: RingStage, length: number): number;
  /** No more will be sent: ends our half of the stream, where the socket can. */
  finish(): void;
  /** Gives the connection up. No event of it comes any more. */
  close(): void;
}
