// Performs a script: one action after the other on the machine, each recorded and booked when it is done.

import type { Journal } from '../journal/journal.js';
import { Fault } from '../kernel/faults.js';
import type { Ledger } from '../lab/ledger.js';
import { Action, movesNothing } from './action.js';
import { book, cutTo } from './booking.js';
import type { Machine, Outcome } from './machine.js';
import type { Recorder } from './recorder.js';
import type { Reply } from './robot.js';
import type { Script } from './script.js';

export class Performer implements Outcome {
  private readonly machine: Machine;
  private readonly ledger: Ledger;
  private readonly journal: Journal;
  private readonly recorder: Recorder;
  private script: Script | null = null;
  private reply: Reply | null = null;
  private action = new Action();
  /** Called in place of the reply when the script is given up. */
  private abandoned: (() => void) | null = null;

  constructor(machine: Machine, ledger: Ledger, journal: Journal, recorder: Recorder) {
    this.machine = machine;
    this.ledger = ledger;
    this.journal = journal;
    this.recorder = recorder;
  }

  /** Performs `script` to its end or to the first fault. What has been acknowledged is in storage. */
  run(script: Script, reply: Reply): void {
    this.script = script;
    this.reply = reply;
    this.next();
  }

  /**
   * Gives the script in hand up; no reply is made. The action in hand is booked as far as it comes.
   * @param isAtOnce it is halted and does not come to its end
   */
  abandon(isAtOnce: boolean, then: () => void): void {
    if (this.script === null) {
      then();
      return;
    }
    this.abandoned = then;
    if (isAtOnce) this.machine.halt();
    else this.machine.hurry();
  }

  done(): void {
    try {
      this.record(this.action);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.next();
  }

  failed(fault: Fault, part: number): void {
    try {
      if (cutTo(this.action, part)) this.record(this.action);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.fail(fault);
  }

  private next(): void {
    try {
      while (this.abandoned === null) {
        const step = (this.script as Script).next();
        if (step.done === true) break;
        if (!movesNothing(step.value)) {
          this.action = step.value;
          this.machine.perform(step.value, this);
          return;
        }
        this.record(step.value);
      }
      this.handOver();
    } catch (error) {
      this.fail(error);
      return;
    }
    this.end()?.done();
  }

  private record(action: Action): void {
    this.recorder.done(action);
    book(this.ledger, action);
    if (this.journal.needsHandOver) this.handOver();
  }

  /** Between two actions nothing moves. */
  private handOver(): void {
    this.journal.handOver();
    if (this.journal.isCut) throw new Fault('storageFull');
  }

  private fail(error: unknown): void {
    if (!(error instanceof Fault)) throw error;
    this.recorder.fault(error);
    this.journal.handOver();
    this.end()?.fail(error);
  }

  /** The script is over; whoever waits for a reply, unless it was given up. */
  private end(): Reply | null {
    const abandoned = this.abandoned;
    const reply = this.reply;
    this.script = null;
    this.reply = null;
    this.abandoned = null;
    if (abandoned === null) return reply;
    abandoned();
    return null;
  }
}
