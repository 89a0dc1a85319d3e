// A time limit for as long as something is waited for.

import type { Alarm, Clock } from '../kernel/clock.js';

export class Limit {
  private readonly alarm: Alarm;
  private readonly microseconds: number;
  private isSet = false;

  constructor(clock: Clock, microseconds: number, onTimeOut: () => void) {
    this.microseconds = microseconds;
    this.alarm = clock.alarm(onTimeOut);
  }

  /** Starts the limit when the waiting begins, drops it when it is over; in between it runs on, and ends once. */
  keep(waits: boolean): void {
    if (waits === this.isSet) return;
    this.isSet = waits;
    if (waits) this.alarm.set(this.microseconds);
    else this.alarm.cancel();
  }
}
