// The motor drivers of a board that are set over a serial line: all set before anything moves, and looked after later.

import { AXIS_NAMES, type Board } from '../kernel/board.js';
import type { Clock } from '../kernel/clock.js';
import type { DriverLine } from './driver-line.js';
import { Tmc2209Driver } from './tmc2209-driver.js';

/** A driver is not asked again sooner than this, µs: what it tells is kept until it is read. */
const CHECK_MICROSECONDS = 1_000_000;

export class MotorDrivers {
  private readonly clock: Clock;
  private readonly drivers: readonly Tmc2209Driver[];
  private isConfigured = false;
  /** When they were asked last, µs. */
  private checked = 0;

  /** Drivers that are set by their pins alone are none of its business; there may be no other. */
  constructor({ axes }: Board, line: DriverLine, clock: Clock) {
    const drivers: Tmc2209Driver[] = [];
    for (const name of AXIS_NAMES) {
      const tmc2209 = axes[name]?.driver.tmc2209;
      if (tmc2209 !== undefined) drivers.push(new Tmc2209Driver(line, name, tmc2209));
    }
    this.clock = clock;
    this.drivers = drivers;
  }

  /** Sets all of them. To be called while nothing moves. Faults of `Tmc2209Driver.configure`. */
  configure(): void {
    this.isConfigured = false;
    for (const driver of this.drivers) driver.configure();
    this.isConfigured = true;
    this.checked = this.clock.now();
  }

  /**
   * Whether all still are as they were set, after a while anew; after a fault all are set again first. To be called
   * while nothing moves. Faults of `Tmc2209Driver`.
   */
  check(): void {
    if (!this.isConfigured) this.configure();
    if (this.clock.now() - this.checked < CHECK_MICROSECONDS) return;
    this.isConfigured = false;
    for (const driver of this.drivers) driver.check();
    this.isConfigured = true;
    this.checked = this.clock.now();
  }
}
