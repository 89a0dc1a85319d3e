// The switches of a board's machine for the simulator: all axes begin in the middle of their travel.

import { AXIS_NAMES, type Board } from '../kernel/board.js';
import { PositionSwitches } from './simulated-inputs.js';
import { NO_INPUT, type Wiring } from './wiring.js';

/** Nobody presses the emergency stop or the button before `set` says so. */
export function simulatedGantry(board: Board, wiring: Wiring): PositionSwitches {
  const inputs = wiring.settings.inputs.length;
  const gantry = new PositionSwitches(inputs);
  const opposite = (level: 0 | 1): 0 | 1 => (level === 1 ? 0 : 1);
  for (let input = 0; input < inputs; input++) gantry.set(input, opposite(wiring.activeLevel(input)));
  AXIS_NAMES.forEach((name, axis) => {
    const figures = board.axes[name];
    if (figures === undefined) return;
    const half = Math.round((figures.travel * figures.stepsPerMillimeter) / 2);
    putSwitch(gantry, wiring, wiring.homeSwitches[axis] as number, axis, figures.home?.end === 'min', half);
    putSwitch(gantry, wiring, wiring.limitSwitches[axis] as number, axis, figures.home?.end !== 'min', half);
  });
  return gantry;
}

/** A switch calls from its end of the travel on; `put` names the places below which its level is the other one. */
function putSwitch(
  gantry: PositionSwitches,
  wiring: Wiring,
  input: number,
  axis: number,
  isLow: boolean,
  half: number,
): void {
  if (input === NO_INPUT) return;
  const active = wiring.activeLevel(input);
  gantry.set(input, isLow === (active === 1) ? 0 : 1);
  gantry.put(input, axis, isLow ? -half : half - 1);
}
