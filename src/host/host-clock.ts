// Local time of day on the host.

import type { WallClock } from '../kernel/clock.js';

export class HostClock implements WallClock {
  microsecondsOfDay(): number {
    const now = new Date();
    const minutes = now.getHours() * 60 + now.getMinutes();
    return (minutes * 60 + now.getSeconds()) * 1_000_000 + now.getMilliseconds() * 1_000;
  }
}
