import test from 'ava';
import { threeDigits } from '../../src/lab/three-digits.js';

test("three digits are those of Python's format '.3'", (t) => {
  for (const [value, text] of [
    [0, '0.0'],
    [5, '5.0'],
    [12.345, '12.3'],
    [50.2889, '50.3'],
    [99.94, '99.9'],
    [99.96, '1e+02'],
    [100, '1e+02'],
    [300, '3e+02'],
    [1234.5, '1.23e+03'],
    [48582.94, '4.86e+04'],
    [-40, '-40.0'],
    [-250, '-2.5e+02'],
    [0.05, '0.05'],
    [0.0001234, '0.000123'],
    [0.00001234, '1.23e-05'],
    [9.999, '10.0'],
  ] as const)
    t.is(threeDigits(value), text, `${value}`);
});

test('a tie goes to the even digit', (t) => {
  for (const [value, text] of [
    [12.25, '12.2'],
    [12.75, '12.8'],
    [100.5, '1e+02'],
    [101.5, '1.02e+02'],
    [1.125, '1.12'],
  ] as const)
    t.is(threeDigits(value), text, `${value}`);
});
