// From weighings to a calibration table: few points, rising, near the middle of what was weighed.

import type { Calibration } from '../../kernel/board.js';
import { deliveredBy } from '../../motion/calibration.js';
import type { Weighing } from './weighings.js';

/** Points that a table in board.json can have. */
export const POINTS_MAX = 16;

/** Digits that are written: more than any balance gives. */
const DIGITS = 6;

/** All weighings of one commanded volume, µL. */
export interface Series {
  readonly commanded: number;
  readonly delivered: readonly number[];
}

type Point = readonly [commanded: number, delivered: number];

/** By commanded volume, rising. */
export function seriesOf(weighings: readonly Weighing[]): Series[] {
  const series = new Map<number, number[]>();
  for (const { commanded, delivered } of weighings) {
    const volumes = series.get(commanded);
    if (volumes === undefined) series.set(commanded, [delivered]);
    else volumes.push(delivered);
  }
  return [...series]
    .map(([commanded, delivered]) => ({ commanded, delivered }))
    .sort((a, b) => a.commanded - b.commanded);
}

/** One wild weighing among three does not move it. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** Sums over the points that became one. */
interface Pool {
  readonly points: number;
  readonly commanded: number;
  readonly delivered: number;
}

const middleOf = ({ points, commanded, delivered }: Pool): Point => [
  rounded(commanded / points),
  rounded(delivered / points),
];

function rises(below: Pool, above: Pool): boolean {
  const [commanded, delivered] = middleOf(above);
  const [less, little] = middleOf(below);
  return commanded > less && delivered > little;
}

/** Neighbours that do not rise become one point in the middle of them (pool adjacent violators). */
function risingPoints(series: readonly Series[]): Point[] {
  const pools: Pool[] = [];
  for (const { commanded, delivered } of series) {
    let pool: Pool = { points: 1, commanded, delivered: medianOf(delivered) };
    for (let below = pools.at(-1); below !== undefined && !rises(below, pool); below = pools.at(-1)) {
      pools.pop();
      pool = {
        points: below.points + pool.points,
        commanded: below.commanded + pool.commanded,
        delivered: below.delivered + pool.delivered,
      };
    }
    pools.push(pool);
  }
  return pools.map(middleOf);
}

/** Sum of the relative errors of the points between two that a straight line joins. */
function errorBetween(points: readonly Point[], from: number, to: number): number {
  const [x0, y0] = points[from] as Point;
  const [x1, y1] = points[to] as Point;
  let error = 0;
  for (const [x, y] of points.slice(from + 1, to))
    error += Math.abs(y0 + ((x - x0) * (y1 - y0)) / (x1 - x0) - y) / x;
  return error;
}

/**
 * The line from the origin to the last point over at most `count` of the points that leaves the least sum of relative
 * errors at all others: the best of all choices, found point by point (dynamic programming). As it goes through
 * medians and counts errors, not their squares, a volume that was weighed wrongly is gone past.
 */
function choosePoints(points: readonly Point[], count: number): Point[] {
  const all: readonly Point[] = [[0, 0], ...points];
  const errors = all.map((_, from) => all.map((_, to) => (from < to ? errorBetween(all, from, to) : 0)));
  let best = all.map((_, to) => ({ error: errors[0]?.[to] ?? 0, way: [to] }));
  for (let chosen = 1; chosen < Math.min(count, points.length); chosen++)
    best = all.map((_, to) => {
      let least = best[to] as (typeof best)[number];
      for (let from = 1; from < to; from++) {
        const { error, way } = best[from] as (typeof best)[number];
        const sum = error + (errors[from]?.[to] ?? 0);
        if (sum < least.error) least = { error: sum, way: [...way, to] };
      }
      return least;
    });
  return (best.at(-1)?.way ?? []).map((index) => all[index] as Point);
}

/** A table for board.json. @param count most points of it, 1 to `POINTS_MAX` */
export const fitCalibration = (series: readonly Series[], count: number): Calibration =>
  choosePoints(risingPoints(series), count);

/**
 * Errors of one series, parts of the volume that was wanted. The systematic error is that of the median, where
 * ISO 8655-6 has the mean: a wild weighing shows in the random error and in nothing else.
 */
export interface SeriesErrors {
  /** µL. */
  readonly median: number;
  /** Systematic error when the volume was commanded as it was wanted. */
  readonly before: number;
  /** The same when what was commanded came from the table. */
  readonly after: number;
  /** Random error, as the coefficient of variation; NaN of a single weighing. A table does not change it. */
  readonly variation: number;
}

export function errorsOf({ commanded, delivered }: Series, table: Calibration): SeriesErrors {
  const mean = delivered.reduce((sum, volume) => sum + volume, 0) / delivered.length;
  const squares = delivered.reduce((sum, volume) => sum + (volume - mean) ** 2, 0);
  const middle = medianOf(delivered);
  return {
    median: middle,
    before: middle / commanded - 1,
    after: middle / deliveredBy(table, commanded) - 1,
    variation: Math.sqrt(squares / (delivered.length - 1)) / mean,
  };
}
