// The operations of the whole robot whose cost on XS is held: a home, a transfer step planned and performed, a save, a session.

import { LAB_LIMITS } from '../../src/kernel/limits.js';
import { Lab } from '../../src/lab/lab.js';
import { LabwareTable } from '../../src/lab/labware-table.js';
import sample from '../lab/sample-table.json';
import { hexBytes } from '../support/bytes.js';
import { LeanRobot, productName, waterTo } from '../support/lean-robot.js';
import { packet } from '../support/packets.js';
import { typedArrayBytes } from '../support/typed-array-bytes.js';

/** Measures an operation under a name; what comes before and after it does not count. */
type Measure = (name: string, prepare: () => void, operation: () => void, finish: () => void) => void;

const nothing = (): void => {};

/** Portions behind the session in which costs are measured. */
const PORTIONS = 10;

/** Bytes of the tables of a lab with all its containers, and of those of its run log. */
export function tableBytes(): { readonly labBytes: number; readonly journalBytes: number } {
  const labware = new LabwareTable(hexBytes(sample.hex));
  const pipettes = [[300], [20]];
  const lab = typedArrayBytes(
    () => new Lab({ labware, pipettes, pumps: [], temperatureModuleSlot: 3, limits: LAB_LIMITS }),
  );
  return { labBytes: lab.bytes, journalBytes: new LeanRobot().rig.parts.journal.bytes };
}

export function measureRobot(measure: Measure): void {
  const robot = new LeanRobot();
  robot.begin();
  for (let i = 0; i < PORTIONS; i++) robot.send(waterTo([productName(i), 100]));
  const ask = (name: string, bytes: Uint8Array): void =>
    measure(name, nothing, () => robot.send(bytes), nothing);
  ask('home with a robot, from frame to ready', packet('home', 7));
  ask('a transfer of no step, from frame to ready', waterTo());
  ask('a transfer of one portion, checked, performed and recorded', waterTo([productName(0), 1]));
  ask('the same of four portions', waterTo(...[0, 1, 2, 3].map((i) => [productName(i), 1] as const)));
  measure('a save after ten portions', nothing, () => robot.save(), nothing);
  const twelve = waterTo(...Array.from({ length: 12 }, (_, i) => [productName(i), 1] as const));
  measure(
    'a transfer of 12 portions, frame to first move',
    nothing,
    () => robot.offer(twelve),
    () => robot.settle(),
  );
  if (!robot.isActive) throw new Error('a command was refused');
  robot.close();
  measure(
    'a session: init, 80 products, a transfer, a save, close',
    nothing,
    () => {
      robot.begin();
      robot.send(waterTo([productName(0), 100]));
      robot.save();
      robot.close();
    },
    nothing,
  );
}
