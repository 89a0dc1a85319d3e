// Local time of day on the host.

import { performance } from 'node:perf_hooks';
import type { WallClock } from '../kernel/clock.js';

const DAY_MILLISECONDS = 86_400_000;

/** The calendar is looked at on every full hour: clocks are changed then. */
const LOOK_MILLISECONDS = 3_600_000;

export class HostClock implements WallClock {
  /** Local midnight, and until when it counts, in ms since 1970. */
  private midnight = 0;
  private until = 0;

  microsecondsOfDay(): number {
    const now = performance.timeOrigin + performance.now();
    if (now >= this.until) this.look(now);
    return Math.floor((now - this.midnight) * 1_000) % (DAY_MILLISECONDS * 1_000);
  }

  private look(now: number): void {
    const date = new Date(now);
    const seconds = (date.getHours() * 60 + date.getMinutes()) * 60 + date.getSeconds();
    this.midnight = Math.floor(now / 1_000) * 1_000 - seconds * 1_000;
    this.until = now + LOOK_MILLISECONDS - (now % LOOK_MILLISECONDS);
  }
}
