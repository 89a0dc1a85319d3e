// The core's clock over Moddable's `timer` and `time`: microseconds that never go back, and alarms that reuse a timer.

import Time from 'time';
import Timer from 'timer';
import type { Alarm, Clock } from '../kernel/clock.js';

/** Longest interval of a Timer, ms (24.8 days): the device compares its 32-bit millisecond counts as signed numbers. */
const INTERVAL_MAX = 0x7fff_ffff;

class ModdableAlarm implements Alarm {
  private readonly clock: ModdableClock;
  private readonly callback: () => void;
  private readonly timer: Timer;
  /** Infinity when not set. */
  private deadline = Number.POSITIVE_INFINITY;

  constructor(clock: ModdableClock, callback: () => void) {
    this.clock = clock;
    this.callback = callback;
    // A Timer that does not repeat is gone after its callback: this one repeats and is stopped each time.
    this.timer = Timer.set(() => this.fire(), INTERVAL_MAX, INTERVAL_MAX);
    Timer.schedule(this.timer);
  }

  set(delayMicroseconds: number): void {
    const now = this.clock.now();
    this.deadline = delayMicroseconds > 0 ? now + delayMicroseconds + this.clock.behindMicroseconds : now;
    this.schedule(now);
  }

  cancel(): void {
    this.deadline = Number.POSITIVE_INFINITY;
    Timer.schedule(this.timer);
  }

  private schedule(now: number): void {
    const milliseconds = Math.ceil((this.deadline - now) / 1000);
    Timer.schedule(this.timer, Math.min(milliseconds, INTERVAL_MAX), INTERVAL_MAX);
  }

  private fire(): void {
    Timer.schedule(this.timer);
    if (this.deadline === Number.POSITIVE_INFINITY) return;
    // The timer counts whole milliseconds from a moment within one, and a long delay needs several rounds.
    const now = this.clock.now();
    if (now < this.deadline) {
      this.schedule(now);
      return;
    }
    this.deadline = Number.POSITIVE_INFINITY;
    this.callback();
  }
}

/** Alarms come up to 1 ms late and never early, within the resolution of `Time` (1 ms without `microseconds`). */
export class ModdableClock implements Clock {
  /** How far `now` may be behind the true time, µs. */
  readonly behindMicroseconds: number;
  private lastTicks = Time.ticks;
  private milliseconds = 0;

  constructor() {
    const precise = Time.microseconds !== undefined;
    this.behindMicroseconds = precise ? 0 : 1_000;
    // The tick counter goes round every 49.7 days: each round must be seen.
    if (!precise) Timer.repeat(() => this.now(), INTERVAL_MAX);
  }

  now(): number {
    const microseconds = Time.microseconds;
    if (microseconds !== undefined) return microseconds;
    const ticks = Time.ticks;
    this.milliseconds += (ticks - this.lastTicks) >>> 0;
    this.lastTicks = ticks;
    return this.milliseconds * 1_000;
  }

  alarm(callback: () => void): Alarm {
    return new ModdableAlarm(this, callback);
  }
}
