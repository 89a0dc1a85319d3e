// A reply that counts once, and not any more when what it was about has been given up.

import type { Fault } from '../kernel/faults.js';
import type { Reply } from '../robot/robot.js';

export class Ticket implements Reply {
  private readonly onDone: () => void;
  private readonly onFail: (fault: Fault) => void;
  private isOpen = false;

  constructor(onDone: () => void, onFail: (fault: Fault) => void) {
    this.onDone = onDone;
    this.onFail = onFail;
  }

  /** Handed to the robot: the next reply counts. */
  open(): this {
    this.isOpen = true;
    return this;
  }

  done(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.onDone();
  }

  fail(fault: Fault): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.onFail(fault);
  }

  /** Nothing that comes over this ticket counts any more. */
  cancel(): void {
    this.isOpen = false;
  }
}
