import test from 'ava';
import fc from 'fast-check';
import { checkVolume, commandedFor, deliveredBy } from '../../src/motion/calibration.js';
import { holds } from '../support/property.js';

const TABLE = [
  [10, 8],
  [100, 95],
  [300, 299],
];

test('at a point the volumes are those of the point', (t) => {
  for (const [commanded, delivered] of TABLE) {
    t.is(deliveredBy(TABLE, commanded!), delivered);
    t.is(commandedFor(TABLE, delivered!), commanded);
  }
});

test('between points there is a straight line, and on beyond the last one; the origin is a point', (t) => {
  t.is(deliveredBy(TABLE, 0), 0);
  t.is(deliveredBy(TABLE, 5), 4);
  t.is(deliveredBy(TABLE, 55), 51.5);
  t.is(deliveredBy(TABLE, 400), 401);
  t.is(commandedFor(TABLE, 4), 5);
  t.is(commandedFor(TABLE, 51.5), 55);
  t.is(commandedFor(TABLE, 401), 400);
});

test('without points what is commanded is delivered; the origin may stand in the table', (t) => {
  t.is(commandedFor([], 12.5), 12.5);
  t.is(deliveredBy([], 12.5), 12.5);
  const table = [[0, 0], ...TABLE];
  for (const volume of [0, 5, 55, 400]) {
    t.is(deliveredBy(table, volume), deliveredBy(TABLE, volume));
    t.is(commandedFor(table, volume), commandedFor(TABLE, volume));
  }
});

/** Rising points with slopes of 0.2 to 5, as any instrument has that is not broken. */
const tables = fc
  .array(
    fc.record({
      way: fc.double({ min: 0.1, max: 200, noNaN: true }),
      slope: fc.integer({ min: 2, max: 50 }),
    }),
    {
      maxLength: 16,
    },
  )
  .map((pieces) => {
    let [commanded, delivered] = [0, 0];
    return pieces.map(({ way, slope }) => {
      commanded += way;
      delivered += (way * slope) / 10;
      return [commanded, delivered];
    });
  });

const volumes = fc.double({ min: 0, max: 5_000, noNaN: true });
const steps = fc.double({ min: 0.001, max: 500, noNaN: true });

const isNear = (value: number, expected: number) =>
  Math.abs(value - expected) <= 1e-9 * (1 + Math.abs(expected));

test('what is commanded for a volume delivers it, and the other way round', (t) => {
  holds(
    t,
    fc.property(
      tables,
      volumes,
      (table, volume) =>
        isNear(deliveredBy(table, commandedFor(table, volume)), volume) &&
        isNear(commandedFor(table, deliveredBy(table, volume)), volume),
    ),
  );
});

test('more is more, both ways', (t) => {
  holds(
    t,
    fc.property(tables, volumes, steps, (table, volume, more) =>
      [deliveredBy, commandedFor].every((convert) => convert(table, volume + more) > convert(table, volume)),
    ),
  );
});

test('a volume outside of what an instrument meters is refused with the figure that it does not keep', (t) => {
  const range = { minimumVolume: 20, capacity: 300 };
  for (const volume of [20, 150.5, 300]) t.notThrows(() => checkVolume(range, volume));
  for (const volume of [19.9, 0, -5, Number.NaN])
    t.throws(() => checkVolume(range, volume), {
      code: 'volumeTooSmall',
      message: `a volume is below the smallest that the instrument can meter: ${volume} µL, it meters from 20 µL`,
    });
  t.throws(() => checkVolume(range, 300.1), {
    code: 'volumeTooLarge',
    message: 'a volume is more than the instrument can move: 300.1 µL, it moves up to 300 µL',
  });
});
