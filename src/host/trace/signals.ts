// The signals of a trace: every pin that a step engine drives or samples, by its name on the board.

import type { Board } from '../../kernel/board.js';
import type { StepSettings } from '../../motion/step-settings.js';
import { pinUses } from '../board/pins.js';

export interface TraceSignal {
  /** As in the wiring tables: `x_step`, `estop`. */
  readonly name: string;
  readonly pin: number;
  /** Before anything has happened. */
  readonly level: 0 | 1;
  readonly isStep: boolean;
}

/** In the order of board.json. @param inputs levels of the engine's inputs, bit i for input i */
export function traceSignals(board: Board, settings: StepSettings, inputs: number): TraceSignal[] {
  const levels = new Map<number, 0 | 1>();
  const steps = new Set<number>();
  for (const { stepPin, directionPin } of settings.axes) {
    steps.add(stepPin);
    levels.set(stepPin, 0).set(directionPin, 0);
  }
  for (const { pin, isLow } of settings.outputs) levels.set(pin, isLow ? 1 : 0);
  settings.inputs.forEach((pin, input) => {
    levels.set(pin, ((inputs >> input) & 1) as 0 | 1);
  });
  return pinUses(board).flatMap(({ signal, pin }) => {
    const level = levels.get(pin);
    return level === undefined ? [] : [{ name: signal, pin, level, isStep: steps.has(pin) }];
  });
}

/** A table by pin that has room for all signals. */
export const pinTable = (signals: readonly TraceSignal[]): Uint8Array =>
  new Uint8Array(1 + Math.max(0, ...signals.map(({ pin }) => pin)));
