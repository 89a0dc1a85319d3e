// What the robot is given on the emulated chip: what an ESP32 has, and a machine behind its pins.

import { AXIS_NAMES, type Board, type TemperatureModule } from '../../kernel/board.js';
import type { DigitalOutputs } from '../../motion/digital-outputs.js';
import type { DriverLine } from '../../motion/driver-line.js';
import { simulatedGantry } from '../../motion/simulated-gantry.js';
import type { SimulatedInputs } from '../../motion/simulated-inputs.js';
import { SimulatedPlant } from '../../motion/simulated-plant.js';
import { SimulatedTmc2209 } from '../../motion/tmc2209-simulated.js';
import type { Wiring } from '../../motion/wiring.js';
import type { Drive } from '../../robot/motor-machine.js';
import type { TemperaturePorts } from '../../robot/tempered-machine.js';
import * as esp32 from '../ports.js';
import { CHIP } from './chip.js';

export {
  goOnline,
  openAuthenticator,
  openClock,
  openLongPayloads,
  openNameMemory,
  openStorage,
  startCause,
} from '../ports.js';

/** Farther than any axis goes, steps. */
const FAR = 2 ** 24;

/** The axis that an input depends on and the place, steps, up to which it has another level; -1 for none. */
interface Dependence {
  readonly axis: number;
  readonly place: number;
}

function dependenceOf(plant: SimulatedInputs, input: number): Dependence {
  const shaft = new Float64Array(AXIS_NAMES.length);
  const bit = 1 << input;
  const levelAt = (axis: number, place: number): number => {
    shaft[axis] = place;
    const level = plant.levels(shaft) & bit;
    shaft[axis] = 0;
    return level;
  };
  for (let axis = 0; axis < AXIS_NAMES.length; axis++) {
    const below = levelAt(axis, -FAR);
    if (levelAt(axis, FAR) === below) continue;
    let place = -FAR;
    for (let span = FAR; span >= 1; span /= 2) if (levelAt(axis, place + span) === below) place += span;
    return { axis, place };
  }
  return { axis: -1, place: 0 };
}

/** Nothing is told: the machine is looked at when something is foreseen. */
export const listenToSteps = (_happened: () => void): void => {};

export const openDriverLine = (board: Board): DriverLine | undefined =>
  board.driverUart === undefined ? undefined : new SimulatedTmc2209(board);

/** The emulator's time jumps to the next alarm: it would run on for ever, and to no set place, while a controller is silent. */
export const KEEPS_TIME = false;

export function openTemperature(module: TemperatureModule, outputs: DigitalOutputs): TemperaturePorts {
  const inputs = new SimulatedPlant(module);
  return { outputs: inputs.behind(outputs), inputs };
}

export function openDrive(board: Board, wiring: Wiring): Drive {
  const { axes, inputs } = wiring.settings;
  const plant = simulatedGantry(board, wiring);
  const high = new Float64Array(axes.length).fill(FAR);
  axes.forEach(({ stepPin, directionPin, isReversed }, axis) => {
    CHIP.chipPlantAxis(axis, stepPin, directionPin, isReversed ? 1 : 0);
  });
  inputs.forEach((pin, input) => {
    const { axis, place } = dependenceOf(plant, input);
    CHIP.chipPlantSwitch(input, pin, axis, place, (plant.levels(high) >> input) & 1);
  });
  return esp32.openDrive(board, wiring);
}
