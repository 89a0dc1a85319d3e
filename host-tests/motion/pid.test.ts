import test from 'ava';
import fc from 'fast-check';
import { Pid } from '../../src/motion/pid.js';
import { holds } from '../support/property.js';

const GAINS = { proportional: 0.2, integral: 0.002, derivative: 0.5 };

test('the duty is proportional to the error at first', (t) => {
  const pid = new Pid({ proportional: 0.2, integral: 0, derivative: 0 }, -1, 1);
  t.is(pid.step(40, 38, 0.25), 0.4);
  t.is(pid.step(40, 41, 0.25), -0.2);
  t.is(pid.step(40, 40, 0.25), 0);
});

test('an error that stays is integrated over time, whatever the steps are', (t) => {
  for (const seconds of [0.1, 0.25, 1]) {
    const pid = new Pid({ proportional: 0, integral: 0.01, derivative: 0 }, -1, 1);
    let duty = 0;
    for (let time = 0; time < 20 - seconds / 2; time += seconds) duty = pid.step(40, 38, seconds);
    t.true(Math.abs(duty - 0.4) < 1e-9, `${duty}`);
  }
});

test('a rising value brakes, a new set value makes no kick', (t) => {
  const pid = new Pid({ proportional: 0, integral: 0, derivative: 0.5 }, -1, 1);
  let duty = 0;
  for (let i = 0; i < 200; i++) duty = pid.step(40, 20 + 0.1 * i, 0.25);
  t.true(Math.abs(duty - -0.2) < 1e-6, `0.4 °C/s for long: ${duty}`);
  pid.reset();
  t.is(pid.step(40, 38, 0.25), 0);
  t.is(pid.step(90, 38, 0.25), 0);
});

test('the integral does not wind up while the duty is at its bound', (t) => {
  const pid = new Pid(GAINS, -1, 1);
  for (let i = 0; i < 10_000; i++) t.is(pid.step(95, 20, 0.25), 1);
  t.true(pid.step(95, 95, 0.25) < 0.01);
});

test('a bound of 0 takes one direction away', (t) => {
  t.is(new Pid(GAINS, 0, 1).step(20, 40, 0.25), 0);
  t.is(new Pid(GAINS, -1, 0).step(40, 20, 0.25), 0);
});

const celsius = fc.double({ min: -20, max: 120, noNaN: true });

test('whatever is measured, the duty is within its bounds, and leaves them as soon as the error turns', (t) => {
  holds(
    t,
    fc.property(fc.array(celsius, { maxLength: 50 }), fc.constantFrom(0.1, 0.25, 2), (measured, seconds) => {
      const pid = new Pid({ ...GAINS, derivative: 0 }, -1, 1);
      for (const value of measured) if (Math.abs(pid.step(50, value, seconds)) > 1) return false;
      // The integral is within the bounds, so 10 °C of proportional duty are more than it.
      return pid.step(50, 61, seconds) <= 0 && pid.step(50, 39, seconds) >= 0;
    }),
  );
});
