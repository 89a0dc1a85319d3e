// Settings of the step engine as its C reads them: one word after the other, in the order of step-binding.c.

import { AXIS_NAMES, type Board, type Switch } from '../kernel/board.js';
import { brakeOf, type StepSettings } from '../motion/step-settings.js';

/** The resistor in the chip at an input, with the values of the C. */
export const PULL = Object.freeze({ none: 0, up: 1, down: 2 });

const pullOf = ({ pull, externalPull }: Switch): number => (externalPull ? PULL.none : PULL[pull]);

/** Pulls of a board's switches, by their pins. */
function pullsOf({ axes, emergencyStop, localButton }: Board): Map<number, number> {
  const pulls = new Map<number, number>();
  const add = (wired: Switch | undefined) => {
    if (wired !== undefined) pulls.set(wired.pin, pullOf(wired));
  };
  add(emergencyStop);
  add(localButton);
  for (const name of AXIS_NAMES) {
    add(axes[name]?.home?.switch);
    add(axes[name]?.limit);
  }
  return pulls;
}

/** A pin that the board does not have is negative. */
export function stepWords(board: Board, settings: StepSettings): Int32Array {
  const { axes, outputs, inputs, pulseTicks, intervalTicks, turnTicks, leadTicks, lateTicks } = settings;
  const pulls = pullsOf(board);
  const words = [pulseTicks, intervalTicks, turnTicks, leadTicks, lateTicks];
  words.push(axes.length, outputs.length, inputs.length);
  for (const axis of axes)
    words.push(axis.stepPin, axis.directionPin, Number(axis.isReversed), axis.enables, brakeOf(axis));
  for (const { pin, isLow, isCut } of outputs) words.push(pin, Number(isLow), Number(isCut));
  for (const pin of inputs) words.push(pin, pulls.get(pin) ?? PULL.none);
  return Int32Array.from(words);
}
