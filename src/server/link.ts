// What the server needs of a connection. The device and the host implement it over their sockets.

import type { Stage } from '../kernel/ring-stage.js';

/**
 * Both transfers move what they can without waiting and are called again when the socket says that more can be
 * moved (`Server.readable`, `Server.writable`). Unread bytes stay in the socket, so TCP's window slows the sender.
 */
export interface Link {
  /** Who is at the other end, for the log. */
  readonly peer: string;
  /** Appends up to `maximum` received bytes to the stage; returns how many. */
  receive(stage: Stage, maximum: number): number;
  /** Sends up to `length` of the bytes that the stage has next and keeps; returns how many. */
  transmit(stage: Stage, length: number): number;
  /** No more will be sent: ends our half of the stream, where the socket can. */
  finish(): void;
  /** Gives the connection up. No event of it comes any more. */
  close(): void;
}
