// Moddable's Timer and Time as the Node port gives them.

import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import Time from '../../src/host/ports/time.js';
import Timer from '../../src/host/ports/timer.js';
import { QUIET_MILLISECONDS, until } from '../support/loopback.js';

test('set calls once, with the timer, after the interval; then the timer is gone', async (t) => {
  const calls: unknown[] = [];
  const start = Time.microseconds;
  const timer = Timer.set((self) => calls.push(self), 5);
  t.deepEqual(calls, []);
  await until(() => calls.length > 0);
  t.true(Time.microseconds - start >= 4_000);
  await sleep(QUIET_MILLISECONDS);
  t.deepEqual(calls, [timer]);
  t.throws(() => Timer.schedule(timer, 1));
});

test('set with a repeat, and repeat, go on until cleared', async (t) => {
  let slow = 0;
  let fast = 0;
  const first = Timer.set(() => slow++, 0, 3);
  const second = Timer.repeat((self) => {
    fast += 1;
    if (fast === 3) Timer.clear(self);
  }, 1);
  await until(() => slow >= 3 && fast >= 3);
  Timer.clear(first);
  const before = slow;
  await sleep(QUIET_MILLISECONDS);
  t.deepEqual([slow, fast], [before, 3]);
  t.throws(() => Timer.schedule(second, 1));
  Timer.clear(second);
  Timer.clear(undefined);
});

test('schedule starts anew, and without an interval it stops the timer until the next one', async (t) => {
  let calls = 0;
  const timer = Timer.set(() => calls++, 10, 1_000);
  Timer.schedule(timer, 1_000, 1_000);
  await sleep(QUIET_MILLISECONDS);
  t.is(calls, 0);
  Timer.schedule(timer, 1, 1_000);
  await until(() => calls === 1);
  Timer.schedule(timer);
  Timer.schedule(timer, 2, 1_000);
  Timer.schedule(timer);
  await sleep(QUIET_MILLISECONDS);
  t.is(calls, 1);
  Timer.schedule(timer, 0);
  await until(() => calls === 2);
  t.throws(() => Timer.schedule(timer, 1), undefined, 'its last schedule had no repeat');
});

test('a timer stopped in its own callback lives on; one rescheduled there without a repeat does not', async (t) => {
  let calls = 0;
  const stopped = Timer.set((self) => {
    calls += 1;
    Timer.schedule(self);
  }, 0);
  const lost = Timer.set((self) => {
    calls += 1;
    Timer.schedule(self, 1);
  }, 0);
  await until(() => calls === 2);
  await sleep(QUIET_MILLISECONDS);
  t.is(calls, 2);
  Timer.schedule(stopped, 0);
  await until(() => calls === 3);
  t.throws(() => Timer.schedule(lost, 1));
});

test('time counts milliseconds and microseconds from the same start', (t) => {
  const { ticks, microseconds } = Time;
  t.true(Number.isInteger(ticks) && Number.isInteger(microseconds));
  t.true(Math.abs(microseconds / 1_000 - ticks) < 20);
  t.is(Time.delta(100, 350), 250);
  t.is(Time.delta(0x7fff_fff0, -0x7fff_fff0), 32);
  t.true(Time.delta(ticks) >= 0 && Time.delta(ticks) < 1_000);
});
