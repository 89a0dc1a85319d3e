import test, { type ExecutionContext } from 'ava';
import { Trapezoid } from '../../src/motion/trapezoid.js';

function trapezoid(
  distance: number,
  speed: number,
  acceleration: number,
  longestRamp = Number.POSITIVE_INFINITY,
) {
  const profile = new Trapezoid();
  profile.set(distance, speed, acceleration, longestRamp);
  return profile;
}

function isNear(t: ExecutionContext, value: number, expected: number): void {
  t.true(Math.abs(value - expected) < 1e-12 * Math.max(1, Math.abs(expected)), `${value}, not ${expected}`);
}

test('a long way has a ramp up, a cruise and a ramp down', (t) => {
  const profile = trapezoid(400, 600, 3000);
  isNear(t, profile.rampSeconds, 0.2);
  isNear(t, profile.rampDistance, 60);
  isNear(t, profile.peakSpeed, 600);
  isNear(t, profile.duration, 0.2 + 280 / 600 + 0.2);
  isNear(t, profile.positionAt(0.1), 15);
  isNear(t, profile.positionAt(0.3), 120);
  isNear(t, profile.positionAt(profile.duration - 0.1), 385);
});

test('a short way has no cruise and turns at half of it', (t) => {
  const profile = trapezoid(30, 600, 3000);
  isNear(t, profile.duration, 0.2);
  isNear(t, profile.peakSpeed, 300);
  isNear(t, profile.positionAt(0.1), 15);
});

test('a ramp that may not be so long ends at a lower speed', (t) => {
  const profile = trapezoid(400, 600, 3000, 15);
  isNear(t, profile.peakSpeed, 300);
  isNear(t, profile.duration, 0.1 + 370 / 300 + 0.1);
});

test('no way takes no time', (t) => {
  const profile = trapezoid(0, 600, 3000);
  t.is(profile.duration, 0);
  t.is(profile.positionAt(0), 0);
  t.is(profile.timeAt(0), 0);
});

test('time over place is the inverse of place over time, in all phases and at both ends', (t) => {
  for (const profile of [trapezoid(400, 600, 3000), trapezoid(30, 600, 3000), trapezoid(1, 0.001, 10)]) {
    t.is(profile.timeAt(0), 0);
    t.is(profile.timeAt(profile.distance), profile.duration);
    for (let part = 0; part <= 1; part += 1 / 64) {
      const position = part * profile.distance;
      t.true(Math.abs(profile.positionAt(profile.timeAt(position)) - position) < 1e-9 * profile.distance);
    }
  }
});
