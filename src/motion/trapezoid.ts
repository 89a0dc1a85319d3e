// The trapezoid of speed over time: a ramp up, a cruise and a ramp down that is the ramp up mirrored.

import type { Profile } from './profile.js';

/** Made once and set for each move. A short way has no cruise: the trapezoid is a triangle. */
export class Trapezoid implements Profile {
  duration = 0;
  /** The whole way. */
  distance = 0;
  /** Way of either ramp, at most half of the whole. */
  rampDistance = 0;
  /** Seconds of either ramp. */
  rampSeconds = 0;
  /** Speed between the ramps, units/s. */
  peakSpeed = 0;
  private acceleration = 1;

  /**
   * @param distance 0 or more; 0 takes no time
   * @param speed above 0, units/s; what is reached may be less
   * @param acceleration above 0, units/s²
   * @param longestRamp a ramp that would be longer ends at a lower speed
   */
  set(distance: number, speed: number, acceleration: number, longestRamp: number): void {
    const ramp = Math.min((speed * speed) / (2 * acceleration), distance / 2, longestRamp);
    this.distance = distance;
    this.rampDistance = ramp;
    this.rampSeconds = Math.sqrt((2 * ramp) / acceleration);
    this.peakSpeed = acceleration * this.rampSeconds;
    this.acceleration = acceleration;
    const cruise = distance - 2 * ramp;
    this.duration = 2 * this.rampSeconds + (cruise > 0 ? cruise / this.peakSpeed : 0);
  }

  positionAt(seconds: number): number {
    const left = this.duration - seconds;
    if (seconds <= this.rampSeconds) return (this.acceleration * seconds * seconds) / 2;
    if (left <= this.rampSeconds) return this.distance - (this.acceleration * left * left) / 2;
    return this.distance / 2 + (seconds - this.duration / 2) * this.peakSpeed;
  }

  timeAt(position: number): number {
    const left = this.distance - position;
    if (position <= this.rampDistance) return Math.sqrt((2 * position) / this.acceleration);
    if (left <= this.rampDistance) return this.duration - Math.sqrt((2 * left) / this.acceleration);
    return this.duration / 2 + (position - this.distance / 2) / this.peakSpeed;
  }
}
