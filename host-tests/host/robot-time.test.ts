// The robot's time on the host: real, some times faster, or jumping from alarm to alarm.

import { setTimeout as delay } from 'node:timers/promises';
import test from 'ava';
import { HostWallClock, robotClock } from '../../src/host/robot-time.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';

const SECOND = 1_000_000;
const DAY = 86_400 * SECOND;

/** What is due in this turn of Node is done. */
const turn = () => new Promise((done) => setImmediate(done));

test('at speed 1 it is the true one', (t) => {
  const real = new VirtualClock();
  t.is(robotClock(real, 1), real);
});

test('at another speed both the count and the alarms are as many times faster', (t) => {
  const real = new VirtualClock();
  const clock = robotClock(real, 10);
  let rings = 0;
  const alarm = clock.alarm(() => {
    rings += 1;
  });
  alarm.set(5 * SECOND);
  real.advance(0.4 * SECOND);
  t.deepEqual([clock.now(), rings], [4 * SECOND, 0]);
  real.advance(0.1 * SECOND);
  t.deepEqual([clock.now(), rings], [5 * SECOND, 1]);
  alarm.set(SECOND);
  alarm.cancel();
  real.advance(SECOND);
  t.is(rings, 1);
});

test('virtual time jumps from alarm to alarm, in their order, and stands in between', async (t) => {
  const clock = robotClock(new VirtualClock(), Number.POSITIVE_INFINITY);
  const rings: [string, number][] = [];
  const ring = (name: string) => () => void rings.push([name, clock.now()]);
  clock.alarm(ring('tomorrow')).set(DAY);
  clock.alarm(ring('soon')).set(SECOND);
  const never = clock.alarm(ring('never'));
  never.set(2 * SECOND);
  never.cancel();
  t.deepEqual(rings, [], 'not before the program has nothing else to do');
  await turn();
  t.deepEqual(rings, [
    ['soon', SECOND],
    ['tomorrow', DAY],
  ]);
  clock.alarm(ring('later')).set(SECOND);
  await turn();
  t.deepEqual(rings[2], ['later', DAY + SECOND]);
});

test('however much is due, others get their turn', async (t) => {
  const clock = robotClock(new VirtualClock(), Number.POSITIVE_INFINITY);
  let rings = 0;
  const alarm = clock.alarm(() => {
    rings += 1;
    alarm.set(SECOND);
  });
  alarm.set(SECOND);
  await delay(1);
  const before = rings;
  await delay(1);
  t.true(rings > before, `${before} rings, then ${rings}`);
  alarm.cancel();
  await turn();
  const after = rings;
  await turn();
  t.is(rings, after);
});

test('the date goes on with the robot when that is ahead, never falls behind the true one, and is whole', async (t) => {
  const robot = new VirtualClock();
  const clock = new HostWallClock(robot);
  const start = clock.microseconds();
  t.true(Math.abs(start / 1_000 - Date.now()) < 60_000);
  robot.advance(DAY + 0.5);
  const tomorrow = clock.microseconds();
  t.true(Number.isInteger(tomorrow));
  t.true(Math.abs(tomorrow - start - DAY) < 60 * SECOND);

  const idle = new HostWallClock(new VirtualClock());
  const before = idle.microseconds();
  await delay(5);
  t.true(idle.microseconds() - before >= 4_000);
});
