// The date on the chip: time since power-on until somebody tells it, from then on the date.

import type { Clock } from '../kernel/clock.js';
import type { WallClock } from '../kernel/wall-clock.js';

export class DeviceWallClock implements WallClock {
  private readonly clock: Clock;
  private origin = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  microseconds(): number {
    return this.origin + this.clock.now();
  }

  get isSynchronized(): boolean {
    return this.origin !== 0;
  }

  get originMicroseconds(): number {
    return this.origin;
  }

  /** Takes the date, µs since 1970, of a time server or of the controller. The clock is put forward and never back. */
  synchronize(dateMicroseconds: number): void {
    this.origin = Math.max(this.origin, Math.floor(dateMicroseconds - this.clock.now()));
  }
}
