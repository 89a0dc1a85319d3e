import test from 'ava';
import fc from 'fast-check';
import { Thermistor } from '../../src/motion/thermistor.js';
import { holds } from '../support/property.js';
import { ohmsAt, readingAt, readingOf, SENSOR } from '../support/thermal-plant.js';

const isNear = (value: number, expected: number, tolerance: number) =>
  Math.abs(value - expected) <= tolerance;

test('at the points of the table the temperature is that of the table', (t) => {
  const sensor = new Thermistor(SENSOR);
  for (const [celsius, ohms] of SENSOR.table)
    if (celsius! > -10 && celsius! < 110)
      t.true(isNear(sensor.celsius(readingOf(ohms!)), celsius!, 1e-9), `${celsius} °C`);
});

test('between points 10 °C apart it is right to 0.02 °C', (t) => {
  const sensor = new Thermistor(SENSOR);
  for (let celsius = -9.5; celsius < 110; celsius += 0.5)
    t.true(isNear(sensor.celsius(readingAt(celsius)), celsius, 0.02), `${celsius} °C`);
});

test('two points are the Beta equation between them', (t) => {
  const beta = 3_950;
  const ohms = (celsius: number) => 10_000 * Math.exp(beta * (1 / (celsius + 273.15) - 1 / 298.15));
  const table = [0, 100].map((celsius) => [celsius, ohms(celsius)]);
  const sensor = new Thermistor({ pin: 32, seriesOhms: 4_700, table });
  for (const celsius of [4, 25, 37, 95])
    t.true(isNear(sensor.celsius(readingOf(ohms(celsius))), celsius, 1e-9), `${celsius} °C`);
});

const within = fc.double({ min: readingAt(109.9), max: readingAt(-9.9), noNaN: true });

test('a higher reading is a lower temperature, all over the table', (t) => {
  const sensor = new Thermistor(SENSOR);
  holds(
    t,
    fc.property(within, within, (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      return sensor.celsius(low) >= sensor.celsius(high);
    }),
  );
});

test('outside of the table there is no temperature, and the reason is open, shorted or implausible', (t) => {
  const sensor = new Thermistor(SENSOR);
  for (const [reading, code] of [
    [1, 'sensorOpen'],
    [0.99, 'sensorOpen'],
    [0, 'sensorShorted'],
    [0.03, 'sensorShorted'],
    [readingAt(-11), 'sensorImplausible'],
    [readingAt(112), 'sensorImplausible'],
    [1.5, 'sensorOpen'],
    [-0.5, 'sensorShorted'],
    [Number.NaN, 'sensorImplausible'],
  ] as const) {
    t.is(sensor.celsius(reading), Number.NaN, `${reading}`);
    t.is(sensor.fault(reading).code, code, `${reading}`);
  }
  t.regex(sensor.fault(readingOf(ohmsAt(-15))).message, /: \d+ Ω are not in its table$/);
});
