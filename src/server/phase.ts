// How a conversation goes on: what its session is at.

/** How a conversation goes on. */
export const PHASE = Object.freeze({
  /** Packets are taken. */
  open: 0,
  /** The robot works on the packet in hand. */
  performing: 1,
  /** The robot is being broken down, before the `ready` of `close` or because the conversation is over. */
  breakingDown: 2,
  /** The last packets are in the transmit ring: when they are out, end the stream and wait for the peer's end. */
  ending: 3,
  /** The robot is down and the next conversation may begin. */
  over: 4,
});

export type Phase = (typeof PHASE)[keyof typeof PHASE];
