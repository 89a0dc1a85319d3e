import test from 'ava';
import fc from 'fast-check';
import { errorsOf, fitCalibration, type Series, seriesOf } from '../../src/host/calibrate/fit.js';
import type { Calibration } from '../../src/kernel/board.js';
import { deliveredBy } from '../../src/motion/calibration.js';
import { holds } from '../support/property.js';

const series = (...rows: readonly (readonly [commanded: number, ...delivered: number[]])[]): Series[] =>
  rows.map(([commanded, ...delivered]) => ({ commanded, delivered }));

test('weighings of one volume are one series, volumes rise', (t) => {
  const weighings = [
    { commanded: 100, delivered: 99 },
    { commanded: 20, delivered: 19 },
    { commanded: 100, delivered: 98 },
  ];
  t.deepEqual(seriesOf(weighings), series([20, 19], [100, 99, 98]));
});

test('with as many points as volumes the table goes through the median of each', (t) => {
  t.deepEqual(fitCalibration(series([20, 18, 19, 40], [100, 97, 99]), 4), [
    [20, 19],
    [100, 98],
  ]);
});

test('one volume is one point: a factor', (t) => {
  t.deepEqual(fitCalibration(series([100, 95]), 4), [[100, 95]]);
});

test('with fewer points those are left out that lie on the line anyway', (t) => {
  const bent = series([10, 5], [20, 10], [40, 20], [100, 80], [200, 130], [300, 180]);
  t.deepEqual(fitCalibration(bent, 3), [
    [40, 20],
    [100, 80],
    [300, 180],
  ]);
});

test('a volume that was weighed wrongly is gone past', (t) => {
  const wild = series([20, 19], [50, 47.5], [80, 30], [100, 95], [150, 142.5], [200, 190]);
  t.deepEqual(fitCalibration(wild, 1), [[200, 190]]);
  t.false(fitCalibration(wild, 2).some(([commanded]) => commanded === 80));
});

test('volumes that do not rise become one point', (t) => {
  t.deepEqual(fitCalibration(series([10, 9], [20, 30], [30, 20], [40, 40]), 4), [
    [10, 9],
    [25, 25],
    [40, 40],
  ]);
});

test('errors: systematic of the median before and after, random as coefficient of variation', (t) => {
  const [one] = series([100, 94, 95, 96]);
  const { median, before, after, variation } = errorsOf(one!, [[100, 95]]);
  t.is(median, 95);
  t.true(Math.abs(before - -0.05) < 1e-12);
  t.is(after, 0);
  t.true(Math.abs(variation - 1 / 95) < 1e-12);
  t.is(errorsOf({ commanded: 100, delivered: [95] }, []).variation, Number.NaN);
});

const volume = fc.double({ min: 0.5, max: 1_000, noNaN: true });

const anySeries = fc
  .array(fc.record({ commanded: volume, delivered: fc.array(volume, { minLength: 1, maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) =>
    seriesOf(all.flatMap(({ commanded, delivered }) => delivered.map((d) => ({ commanded, delivered: d })))),
  );

const rises = (table: Calibration) =>
  table.every(([commanded, delivered], i) => {
    const [before, less] = table[i - 1] ?? [0, 0];
    return commanded! > before! && delivered! > less!;
  });

/** What `fitCalibration` makes least, when no volumes have to be pooled. */
const errorOf = (all: readonly Series[], table: Calibration) =>
  all.reduce((sum, { commanded, delivered }) => {
    const error = Math.abs(deliveredBy(table, commanded) - (delivered[0] as number));
    return sum + error / commanded;
  }, 0);

test('any weighings make a table that rises and has no more points than asked for', (t) => {
  holds(
    t,
    fc.property(anySeries, fc.integer({ min: 1, max: 16 }), (all, count) => {
      const table = fitCalibration(all, count);
      return table.length >= 1 && table.length <= count && rises(table);
    }),
    200,
  );
});

test('no other choice of as many points leaves less error', (t) => {
  const slopes = fc.array(fc.integer({ min: 60, max: 140 }), { minLength: 2, maxLength: 6 });
  holds(
    t,
    fc.property(slopes, fc.integer({ min: 1, max: 6 }), (slopes, count) => {
      let delivered = 0;
      const all = slopes.map((slope, i) => {
        delivered += slope / 10;
        return { commanded: 10 * (i + 1), delivered: [delivered] };
      });
      const least = errorOf(all, fitCalibration(all, count));
      const last = all.length - 1;
      for (let chosen = 0; chosen < 1 << last; chosen++) {
        const table = all
          .filter((_, i) => i === last || (chosen >> i) & 1)
          .map((one): [number, number] => [one.commanded, one.delivered[0] as number]);
        if (table.length <= count && errorOf(all, table) < least - 1e-4) return false;
      }
      return true;
    }),
    200,
  );
});
