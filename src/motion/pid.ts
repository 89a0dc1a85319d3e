// A PID controller: from a set value and a measured one to a duty between two bounds.

/** Duty for each unit of the error, of its integral over seconds, and of the measured slope per second. */
export interface PidGains {
  readonly proportional: number;
  readonly integral: number;
  readonly derivative: number;
}

/** Time constant of the low-pass filter on the slope, s: longer than the noise of some steps, shorter than any process. */
const SLOPE_SECONDS = 2;

/**
 * Parallel form, Åström and Hägglund, PID Controllers (1995), chapter 3: the derivative is that of the measured value,
 * so that a new set value makes no kick, and filtered; the integral stands still while the duty is at a bound and the
 * error would lead it on beyond (conditional integration), so that it does not wind up.
 */
export class Pid {
  private readonly gains: PidGains;
  private readonly lowest: number;
  private readonly highest: number;
  /** Duty. */
  private integral = 0;
  /** NaN before the first step. */
  private measured = Number.NaN;
  private slope = 0;

  constructor(gains: PidGains, lowest: number, highest: number) {
    this.gains = gains;
    this.lowest = lowest;
    this.highest = highest;
  }

  /** Forgets what was. */
  reset(): void {
    this.integral = 0;
    this.measured = Number.NaN;
    this.slope = 0;
  }

  /** The duty from now on, within the bounds. @param seconds since the last step, above 0 */
  step(wanted: number, measured: number, seconds: number): number {
    const { proportional, integral, derivative } = this.gains;
    const error = wanted - measured;
    if (!Number.isNaN(this.measured)) {
      const slope = (measured - this.measured) / seconds;
      this.slope += ((slope - this.slope) * seconds) / (SLOPE_SECONDS + seconds);
    }
    this.measured = measured;
    const sum = this.integral + integral * error * seconds;
    const free = proportional * error + sum - derivative * this.slope;
    const duty = Math.min(Math.max(free, this.lowest), this.highest);
    if ((free - duty) * error <= 0) this.integral = sum;
    return duty;
  }
}
