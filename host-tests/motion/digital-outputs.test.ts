import test from 'ava';
import fc from 'fast-check';
import type { Output } from '../../src/kernel/board.js';
import { type DigitalOutputs, DutyOutput } from '../../src/motion/digital-outputs.js';
import { holds } from '../support/property.js';

function rig(more: Partial<Output> = {}) {
  const lines: string[] = [];
  const pins: DigitalOutputs = {
    set: (pin, level) => lines.push(`${pin}: ${level}`),
    modulate: (pin, hertz, duty) => lines.push(`${pin}: ${duty} at ${hertz} Hz`),
  };
  const output = new DutyOutput(pins, { pin: 5, activeLow: false, ...more });
  return { output, take: () => lines.splice(0) };
}

test('an output is off as soon as it is there', (t) => {
  t.deepEqual(rig().take(), ['5: 0']);
  t.deepEqual(rig({ activeLow: true }).take(), ['5: 1']);
});

test('with modulation a duty is a duty, and its ends are levels', (t) => {
  const { output, take } = rig({ pwmHertz: 1_000 });
  take();
  for (const duty of [0.25, 1, 0, 2, -1]) output.drive(duty);
  t.deepEqual(take(), ['5: 0.25 at 1000 Hz', '5: 1', '5: 0', '5: 1', '5: 0']);
});

test('active low is the other way round', (t) => {
  const { output, take } = rig({ pwmHertz: 1_000, activeLow: true });
  take();
  for (const duty of [0.25, 1, 0]) output.drive(duty);
  t.deepEqual(take(), ['5: 0.75 at 1000 Hz', '5: 0', '5: 1']);
});

test('what is no number is off', (t) => {
  for (const more of [{}, { pwmHertz: 1_000 }]) {
    const { output, take } = rig(more);
    output.drive(1);
    take();
    output.drive(Number.NaN);
    t.deepEqual(take(), ['5: 0']);
  }
});

test('without modulation it is on for its part of the calls, spread evenly', (t) => {
  const { output, take } = rig();
  take();
  for (let i = 0; i < 10; i++) output.drive(0.25);
  t.is(take().join(' ').replaceAll('5: ', ''), '0 1 0 0 0 1 0 0 0 1');
});

test('where the pins have no modulation it does without', (t) => {
  const levels: number[] = [];
  const pins: DigitalOutputs = { set: (_pin, level) => levels.push(level) };
  const output = new DutyOutput(pins, { pin: 5, activeLow: false, pwmHertz: 1_000 });
  for (let i = 0; i < 4; i++) output.drive(0.5);
  t.deepEqual(levels, [0, 1, 0, 1, 0]);
});

test('off forgets what is owed', (t) => {
  const { output, take } = rig();
  output.drive(0.4);
  output.off();
  take();
  output.drive(0.4);
  t.deepEqual(take(), ['5: 0']);
});

test('without modulation any duty is right to half a call', (t) => {
  holds(
    t,
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 300 }), (percent, calls) => {
      const { output, take } = rig();
      take();
      for (let i = 0; i < calls; i++) output.drive(percent / 100);
      const on = take().filter((line) => line === '5: 1').length;
      return Math.abs(on - (calls * percent) / 100) <= 0.5 + 1e-9;
    }),
    200,
  );
});
