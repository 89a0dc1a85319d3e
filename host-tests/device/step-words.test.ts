// What the C of the step engine is told of a board.

import test from 'ava';
import { PULL, stepWords } from '../../src/device/step-words.js';
import type { Board } from '../../src/kernel/board.js';
import { brakeOf } from '../../src/motion/step-settings.js';
import { Wiring } from '../../src/motion/wiring.js';
import benchBoard from '../support/bench-board.json';

const board = benchBoard as unknown as Board;
const { settings } = new Wiring(board);

/** Words before those of the axes, and words of an axis, an output and an input. */
const HEAD = 8;
const AXIS = 5;
const OUTPUT = 3;
const INPUT = 2;

const words = stepWords(board, settings);
const outputsAt = HEAD + AXIS * settings.axes.length;
const inputsAt = outputsAt + OUTPUT * settings.outputs.length;

test('times and counts come first', (t) => {
  const { pulseTicks, intervalTicks, turnTicks, leadTicks, lateTicks, axes, outputs, inputs } = settings;
  const counts = [axes.length, outputs.length, inputs.length];
  t.deepEqual(
    [...words.subarray(0, HEAD)],
    [pulseTicks, intervalTicks, turnTicks, leadTicks, lateTicks, ...counts],
  );
  t.is(words.length, inputsAt + INPUT * inputs.length);
});

test('an axis has its pins, its sense, its enable line and its brake', (t) => {
  settings.axes.forEach((axis, index) => {
    const { stepPin, directionPin, isReversed, enables } = axis;
    const at = HEAD + AXIS * index;
    const sense = isReversed ? 1 : 0;
    t.deepEqual([...words.subarray(at, at + 4)], [stepPin, directionPin, sense, enables]);
    t.is((words[at + 4] as number) >>> 0, brakeOf(axis));
  });
});

test('an output has its pin, whether on is low, and whether a trigger cuts it', (t) => {
  settings.outputs.forEach(({ pin, isLow, isCut }, index) => {
    const at = outputsAt + OUTPUT * index;
    t.deepEqual([...words.subarray(at, at + OUTPUT)], [pin, isLow ? 1 : 0, isCut ? 1 : 0]);
  });
});

test('an input has its pin and the resistor in the chip, which is none where the board has one', (t) => {
  const pullAt = (of: Board): number | undefined => {
    const wiring = new Wiring(of);
    return stepWords(of, wiring.settings)[inputsAt + INPUT * wiring.emergencyStop + 1];
  };
  const withStop = (pull: 'up' | 'down', externalPull: boolean): Board => ({
    ...board,
    emergencyStop: { pin: 4, normally: 'closed', pull, externalPull },
  });
  t.not(board.emergencyStop, undefined);
  t.is(pullAt(withStop('up', false)), PULL.up);
  t.is(pullAt(withStop('down', false)), PULL.down);
  t.is(pullAt(withStop('up', true)), PULL.none);
});

test('a pin that the board does not have is negative', (t) => {
  const { x: _x, ...axes } = board.axes;
  const without: Board = { ...board, axes };
  const [stepPin, directionPin] = stepWords(without, new Wiring(without).settings).subarray(HEAD);
  t.true((stepPin as number) < 0 && (directionPin as number) < 0);
});
