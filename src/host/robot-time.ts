// The robot's time on the host: real, some times faster, or as fast as the computer can.

import { performance } from 'node:perf_hooks';
import { FasterClock } from '../device/faster-clock.js';
import type { Alarm, Clock } from '../kernel/clock.js';
import { VirtualClock } from '../kernel/virtual-clock.js';
import type { WallClock } from '../kernel/wall-clock.js';

/** Sockets get their turn at least this often, ms. */
const TURN_MILLISECONDS = 5;

/** Virtual time: as soon as the program has nothing else to do, the next alarm is due. */
class JumpingClock implements Clock {
  private readonly clock = new VirtualClock();
  private isScheduled = false;

  now(): number {
    return this.clock.now();
  }

  alarm(callback: () => void): Alarm {
    const alarm = this.clock.alarm(callback);
    return {
      set: (delayMicroseconds) => {
        alarm.set(delayMicroseconds);
        this.schedule();
      },
      cancel: () => alarm.cancel(),
    };
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => this.run());
  }

  private run(): void {
    const until = performance.now() + TURN_MILLISECONDS;
    this.isScheduled = false;
    while (this.clock.step()) {
      if (performance.now() < until) continue;
      this.schedule();
      return;
    }
  }
}

/** @param speed 1 is real time; infinite, virtual time */
export const robotClock = (real: Clock, speed: number): Clock =>
  speed === 1 ? real : speed === Number.POSITIVE_INFINITY ? new JumpingClock() : new FasterClock(real, speed);

/** The date: it goes on with the robot's time, and never falls behind the true one. */
export class HostWallClock implements WallClock {
  readonly isSynchronized = true;
  readonly originMicroseconds = 0;
  private readonly clock: Clock;
  private readonly start: number;

  constructor(clock: Clock) {
    this.clock = clock;
    this.start = this.date() - clock.now();
  }

  microseconds(): number {
    return Math.floor(Math.max(this.date(), this.start + this.clock.now()));
  }

  private date(): number {
    return (performance.timeOrigin + performance.now()) * 1_000;
  }
}
