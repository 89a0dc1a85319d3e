// Time of a clock, some times as fast: for robots whose machine is simulated.

import type { Alarm, Clock } from '../kernel/clock.js';

export class FasterClock implements Clock {
  private readonly clock: Clock;
  private readonly factor: number;

  constructor(clock: Clock, factor: number) {
    this.clock = clock;
    this.factor = factor;
  }

  now(): number {
    return this.clock.now() * this.factor;
  }

  alarm(callback: () => void): Alarm {
    const alarm = this.clock.alarm(callback);
    const factor = this.factor;
    return {
      set: (delayMicroseconds) => alarm.set(delayMicroseconds / factor),
      cancel: () => alarm.cancel(),
    };
  }
}
