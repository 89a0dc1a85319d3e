// The device's clock on the Node port's Timer and Time, and on ones that a test moves.

import test from 'ava';
import { ModdableClock } from '../../src/device/moddable-clock.js';
import Time from '../../src/host/ports/time.js';
import Timer from '../../src/host/ports/timer.js';
import { until } from '../support/loopback.js';

const DAY_MILLISECONDS = 86_400_000;

/** Stands in for the device: one timer and a tick counter that only `advance` moves. */
class Bench {
  milliseconds = 0;
  /** Timers made. */
  made = 0;
  /** Whether the device has microseconds. */
  precise = true;
  #fire: (timer: Timer) => void = () => {};
  #due = Number.POSITIVE_INFINITY;

  /** Runs `body` with this device in the place of the Node port. */
  run(body: () => void): void {
    const { set, schedule, repeat } = Timer;
    const time = Object.getOwnPropertyDescriptors(Time);
    Object.defineProperty(Time, 'ticks', { configurable: true, get: () => this.milliseconds | 0 });
    Object.defineProperty(Time, 'microseconds', {
      configurable: true,
      get: () => (this.precise ? this.milliseconds * 1_000 : undefined),
    });
    Timer.set = (callback, interval = 0) => {
      this.made += 1;
      this.#fire = callback;
      this.#due = this.milliseconds + interval;
      return {} as Timer;
    };
    Timer.repeat = () => ({}) as Timer;
    Timer.schedule = (_timer, interval) => {
      if (interval !== undefined && !(Number.isInteger(interval) && interval >= 0 && interval <= 0x7fff_ffff))
        throw new RangeError(`interval ${interval}`);
      this.#due =
        interval === undefined ? Number.POSITIVE_INFINITY : Math.floor(this.milliseconds) + interval;
    };
    try {
      body();
    } finally {
      Object.assign(Timer, { set, schedule, repeat });
      Object.defineProperties(Time, time);
    }
  }

  /** Moves time on; the timer fires on whole milliseconds, as on the device. */
  advance(milliseconds: number): void {
    const end = this.milliseconds + milliseconds;
    while (this.#due <= end) {
      this.milliseconds = Math.max(this.milliseconds, this.#due);
      this.#due = Number.POSITIVE_INFINITY;
      this.#fire({} as Timer);
    }
    this.milliseconds = end;
  }
}

test('an alarm comes once, not early, and can be set again', async (t) => {
  const clock = new ModdableClock();
  const times: number[] = [];
  const alarm = clock.alarm(() => times.push(clock.now()));
  for (const delay of [3_500, 0, 1, 12_345]) {
    const start = clock.now();
    times.length = 0;
    alarm.set(delay);
    t.is(times.length, 0, 'not within the call');
    await until(() => times.length > 0);
    t.is(times.length, 1);
    t.true(times[0]! - start >= delay);
  }
});

test('the last setting counts, a cancelled alarm does not come, and one may be set in its own callback', async (t) => {
  const clock = new ModdableClock();
  let cancelled = 0;
  let early = 0;
  let rounds = 0;
  const first = clock.alarm(() => cancelled++);
  first.set(1_000);
  first.cancel();
  const second = clock.alarm(() => early++);
  second.set(1_000);
  second.set(600_000_000);
  const third = clock.alarm(() => {
    rounds += 1;
    if (rounds < 3) third.set(2_000);
  });
  third.set(0);
  await until(() => rounds === 3);
  t.deepEqual([cancelled, early], [0, 0]);
  second.cancel();
});

test.serial('never early: an alarm set within a millisecond waits for the whole delay', (t) => {
  const bench = new Bench();
  bench.run(() => {
    bench.milliseconds = 10.9;
    let at = 0;
    new ModdableClock().alarm(() => (at = bench.milliseconds)).set(1_000);
    bench.advance(0.5);
    t.is(at, 0);
    bench.advance(2);
    t.is(at, 12);
    bench.precise = false;
    bench.milliseconds = 20.9;
    new ModdableClock().alarm(() => (at = bench.milliseconds)).set(1_000);
    bench.advance(3);
    t.is(at, 22);
  });
});

test.serial('an alarm has one timer for all its settings', (t) => {
  const bench = new Bench();
  bench.run(() => {
    let calls = 0;
    const alarm = new ModdableClock().alarm(() => calls++);
    for (let i = 0; i < 100; i++) {
      alarm.set(5_000);
      if (i % 3 === 0) alarm.cancel();
      bench.advance(i % 2 === 0 ? 6 : 1);
    }
    t.is(bench.made, 1);
    t.is(calls, 33);
  });
});

test.serial('a delay longer than a timer can have takes several rounds', (t) => {
  const bench = new Bench();
  bench.run(() => {
    let at = 0;
    const alarm = new ModdableClock().alarm(() => (at = bench.milliseconds));
    alarm.set(60 * DAY_MILLISECONDS * 1_000);
    bench.advance(60 * DAY_MILLISECONDS - 1);
    t.is(at, 0);
    bench.advance(1);
    t.is(at, 60 * DAY_MILLISECONDS);
    alarm.set(Number.POSITIVE_INFINITY);
    bench.advance(60 * DAY_MILLISECONDS);
    t.is(at, 60 * DAY_MILLISECONDS);
  });
});

test.serial('without microseconds the clock counts ticks on through the ends of their range', (t) => {
  const bench = new Bench();
  bench.precise = false;
  bench.run(() => {
    bench.milliseconds = 0x7fff_ffff - 10;
    const clock = new ModdableClock();
    t.is(clock.now(), 0);
    let before = 0;
    for (let days = 20; days <= 200; days += 20) {
      bench.advance(20 * DAY_MILLISECONDS);
      t.is(clock.now(), days * DAY_MILLISECONDS * 1_000);
      t.true(clock.now() > before);
      before = clock.now();
    }
  });
});
