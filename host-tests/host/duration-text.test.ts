import test from 'ava';
import { durationText } from '../../src/host/duration-text.js';

test('durations have the unit and the figures that people want', (t) => {
  for (const [seconds, text] of [
    [0, '0 s'],
    [0.449, '0.4 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min 00 s'],
    [125, '2 min 05 s'],
    [3599.4, '59 min 59 s'],
    [3599.6, '1 h 00 min'],
    [4020, '1 h 07 min'],
    [90_000, '25 h 00 min'],
  ] as const)
    t.is(durationText(seconds), text);
});
