// A clock that stands until it is moved: tests and simulations run in its time, in any order, repeatably.

import type { Alarm, Clock, WallClock } from './clock.js';

class VirtualAlarm implements Alarm {
  readonly callback: () => void;
  /** Infinity when not set. */
  deadline = Number.POSITIVE_INFINITY;
  private readonly clock: VirtualClock;

  constructor(clock: VirtualClock, callback: () => void) {
    this.clock = clock;
    this.callback = callback;
  }

  set(delayMicroseconds: number): void {
    this.deadline = this.clock.now() + delayMicroseconds;
  }

  cancel(): void {
    this.deadline = Number.POSITIVE_INFINITY;
  }
}

export class VirtualClock implements Clock, WallClock {
  private time = 0;
  private readonly alarms: VirtualAlarm[] = [];

  now(): number {
    return this.time;
  }

  microsecondsOfDay(): number {
    return this.time % 86_400_000_000;
  }

  alarm(callback: () => void): Alarm {
    const alarm = new VirtualAlarm(this, callback);
    this.alarms.push(alarm);
    return alarm;
  }

  /** Moves time on by `microseconds` and calls what falls due, earliest first, each at its own moment. */
  advance(microseconds: number): void {
    const until = this.time + microseconds;
    for (
      let alarm = this.earliest();
      alarm !== undefined && alarm.deadline <= until;
      alarm = this.earliest()
    ) {
      this.time = alarm.deadline;
      alarm.cancel();
      alarm.callback();
    }
    this.time = until;
  }

  /** Moves time to the earliest alarm and calls it; false when none is set. */
  step(): boolean {
    const alarm = this.earliest();
    if (alarm === undefined) return false;
    this.advance(alarm.deadline - this.time);
    return true;
  }

  private earliest(): VirtualAlarm | undefined {
    let earliest: VirtualAlarm | undefined;
    let deadline = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.alarms.length; i++) {
      const alarm = this.alarms[i] as VirtualAlarm;
      if (alarm.deadline >= deadline) continue;
      deadline = alarm.deadline;
      earliest = alarm;
    }
    return earliest;
  }
}
