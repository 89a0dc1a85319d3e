// What an instrument delivers is not what it is told: between the points of a calibration a straight line is taken.

import type { Calibration } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';

/** Volumes that an instrument meters, µL. */
export interface VolumeRange {
  readonly minimumVolume: number;
  readonly capacity: number;
}

/** Line through two of the points, and on beyond the outer ones; the origin is a point. */
function interpolate(points: Calibration, from: 0 | 1, value: number): number {
  const to = from === 0 ? 1 : 0;
  let lowerFrom = 0;
  let lowerTo = 0;
  for (let i = 0; i < points.length; i++) {
    const point = points[i] as readonly number[];
    const upperFrom = point[from] as number;
    const upperTo = point[to] as number;
    if (upperFrom > lowerFrom && (value <= upperFrom || i === points.length - 1))
      return lowerTo + ((value - lowerFrom) * (upperTo - lowerTo)) / (upperFrom - lowerFrom);
    lowerFrom = upperFrom;
    lowerTo = upperTo;
  }
  return value;
}

/** What has to be commanded so that `delivered` µL are. @param points rising pairs of (commanded, delivered) µL */
export const commandedFor = (points: Calibration, delivered: number): number =>
  interpolate(points, 1, delivered);

/** What is delivered when `commanded` µL are. */
export const deliveredBy = (points: Calibration, commanded: number): number =>
  interpolate(points, 0, commanded);

/** Fails where the instrument does not meter `volume` µL in one action; also where it is no number. */
export function checkVolume({ minimumVolume, capacity }: VolumeRange, volume: number): void {
  if (!(volume >= minimumVolume))
    throw new Fault('volumeTooSmall', `${volume} µL, it meters from ${minimumVolume} µL`);
  if (volume > capacity) throw new Fault('volumeTooLarge', `${volume} µL, it moves up to ${capacity} µL`);
}
