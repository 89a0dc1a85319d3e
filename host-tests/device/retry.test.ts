// When something that fails is tried again.

import test from 'ava';
import { Retry } from '../../src/device/retry.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';

/** Seconds at which something that always fails is tried again. */
function tries(count: number): number[] {
  const clock = new VirtualClock();
  const times: number[] = [];
  const retry = new Retry(clock, () => {
    times.push(clock.now() / 1e6);
    if (times.length < count) retry.failed();
  });
  retry.failed();
  while (clock.step());
  return times;
}

test('each wait is twice as long as the one before, up to 64 s', (t) => {
  t.deepEqual(tries(9), [1, 3, 7, 15, 31, 63, 127, 191, 255]);
});

test('after a success nothing is tried, and the next failure waits 1 s again', (t) => {
  const clock = new VirtualClock();
  let count = 0;
  const retry = new Retry(clock, () => {
    count += 1;
  });
  retry.failed();
  retry.failed();
  retry.succeeded();
  t.false(clock.step());
  t.is(count, 0);
  retry.failed();
  t.true(clock.step());
  t.is(clock.now(), 1_000_000);
  t.is(count, 1);
});
