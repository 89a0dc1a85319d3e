// The date on the chip, before and after somebody has told it.

import test from 'ava';
import { DeviceWallClock } from '../../src/device/wall-clock.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';

const DATE = 1_700_000_000_000_000;

/** A clock that has run for a second, and the date over it. */
function started(): { clock: VirtualClock; date: DeviceWallClock } {
  const clock = new VirtualClock();
  clock.alarm(() => {}).set(1_000_000);
  clock.step();
  return { clock, date: new DeviceWallClock(clock) };
}

test('before anybody has told the date it is the time since power-on', (t) => {
  const { date } = started();
  t.false(date.isSynchronized);
  t.is(date.originMicroseconds, 0);
  t.is(date.microseconds(), 1_000_000);
});

test('from then on it is the date, and the date of power-on is known', (t) => {
  const { clock, date } = started();
  date.synchronize(DATE);
  t.true(date.isSynchronized);
  t.is(date.originMicroseconds, DATE - 1_000_000);
  clock.alarm(() => {}).set(500);
  clock.step();
  t.is(date.microseconds(), DATE + 500);
});

test('it is put forward and never back', (t) => {
  const { date } = started();
  date.synchronize(DATE);
  date.synchronize(DATE - 10_000);
  t.is(date.microseconds(), DATE);
  date.synchronize(DATE + 10_000);
  t.is(date.microseconds(), DATE + 10_000);
});
