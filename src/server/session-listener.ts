// What the session tells the server that it belongs to.

import type { Fault } from '../kernel/faults.js';

/** Who carries the session's bytes. */
export interface SessionListener {
  /** There is something to do after a late reply of the robot. */
  wake(): void;
  /** The peer was told of this fault, or the conversation ends by it. */
  faulted(fault: Fault): void;
}
