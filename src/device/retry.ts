// Tries again what has failed, after a time that doubles with every failure.

import type { Alarm, Clock } from '../kernel/clock.js';

const FIRST_MICROSECONDS = 1_000_000;
const LONGEST_MICROSECONDS = 64_000_000;

export class Retry {
  private readonly alarm: Alarm;
  private delay = FIRST_MICROSECONDS;

  constructor(clock: Clock, again: () => void) {
    this.alarm = clock.alarm(again);
  }

  /** Tries again after 1 s, then 2 s, and so on up to 64 s. */
  failed(): void {
    this.alarm.set(this.delay);
    this.delay = Math.min(2 * this.delay, LONGEST_MICROSECONDS);
  }

  succeeded(): void {
    this.alarm.cancel();
    this.delay = FIRST_MICROSECONDS;
  }
}
