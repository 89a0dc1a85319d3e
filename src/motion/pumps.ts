// From a pump of a board to what drives it.

import { AXIS_NAMES, type Pump } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import type { PumpDrive } from './pump-drive.js';
import { OutputPump } from './pump-output.js';
import { PeristalticPump } from './pump-peristaltic.js';
import { SyringePump } from './pump-syringe.js';

/** Fails where a pump lacks what its kind needs; the check of a board says the same before. */
export function pumpDriveOf(pump: Pump): PumpDrive {
  const { kind, axis, output, microlitersPerMillimeter } = pump;
  if (kind === 'output') {
    if (output === undefined) throw new Fault('pumpIncomplete', 'no output');
    return new OutputPump(pump, output);
  }
  if (axis === undefined || microlitersPerMillimeter === undefined)
    throw new Fault('pumpIncomplete', 'no axis, or no microlitersPerMillimeter');
  const Drive = kind === 'syringe' ? SyringePump : PeristalticPump;
  return new Drive(pump, AXIS_NAMES.indexOf(axis), microlitersPerMillimeter);
}
