// A clock that stands until it is moved: tests and simulations run in its time, in any order, repeatably.

import type { Alarm, Clock, WallClock } from './clock.js';

class VirtualAlarm implements Alarm {
  readonly callback: () => void;
  /** Infinity when not set. */
  deadline = Number.POSITIVE_INFINITY;
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock, callback: () => void) {
    this.#clock = clock;
    this.callback = callback;
  }

  set(delayMicroseconds: number): void {
    this.deadline = this.#clock.now() + delayMicroseconds;
  }

  cancel(): void {
    this.deadline = Number.POSITIVE_INFINITY;
  }
}

export class VirtualClock implements Clock, WallClock {
  #now = 0;
  readonly #alarms: VirtualAlarm[] = [];

  now(): number {
    return this.#now;
  }

  microsecondsOfDay(): number {
    return this.#now % 86_400_000_000;
  }

  alarm(callback: () => void): Alarm {
    const alarm = new VirtualAlarm(this, callback);
    this.#alarms.push(alarm);
    return alarm;
  }

  /** Moves time on by `microseconds` and calls what falls due, earliest first, each at its own moment. */
  advance(microseconds: number): void {
    const until = this.#now + microseconds;
    for (
      let alarm = this.#earliest();
      alarm !== undefined && alarm.deadline <= until;
      alarm = this.#earliest()
    ) {
      this.#now = alarm.deadline;
      alarm.cancel();
      alarm.callback();
    }
    this.#now = until;
  }

  /** Moves time to the earliest alarm and calls it; false when none is set. */
  step(): boolean {
    const alarm = this.#earliest();
    if (alarm === undefined) return false;
    this.advance(alarm.deadline - this.#now);
    return true;
  }

  #earliest(): VirtualAlarm | undefined {
    let earliest: VirtualAlarm | undefined;
    let deadline = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.#alarms.length; i++) {
      const alarm = this.#alarms[i] as VirtualAlarm;
      if (alarm.deadline >= deadline) continue;
      deadline = alarm.deadline;
      earliest = alarm;
    }
    return earliest;
  }
}
