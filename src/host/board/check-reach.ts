// Whether the tips of a board reach into a labware, and travel over it.

import type { Arm, Axis, Board, Point, Slot } from '../../kernel/board.js';
import { type Findings, figure } from './finding.js';

/** Where the places of a labware are, mm from the slot's front left corner and the deck. */
export interface LabwareExtent {
  readonly name: string;
  /** Height of the whole. */
  readonly height: number;
  /** Lowest place to which a tip has to go: the bottom of the deepest well, or the trash. */
  readonly lowest: number;
  /** Centres of the outermost wells. */
  readonly left: number;
  readonly right: number;
  readonly front: number;
  readonly back: number;
  /** Where it can stand. */
  readonly slots: readonly number[];
}

interface Tool {
  readonly nozzleHeight: number;
  readonly tipLength: number;
}

const toolsOf = (board: Board, arm: Arm): [string, Tool][] =>
  Object.entries<Tool | undefined>({ ...board.pumps, ...board.pipettes }).filter(
    (entry): entry is [string, Tool] => entry[1] !== undefined && arm.instruments.includes(entry[0]),
  );

/** Offset of a labware in a slot: its own for the slot, or that for all. */
function offsetOf(board: Board, labware: string, slot: number): Point {
  const entries = board.calibration.filter((entry) => entry.labware === labware);
  return (
    entries.find((entry) => entry.slot === slot) ??
    entries.find((entry) => entry.slot === undefined) ?? { x: 0, y: 0, z: 0 }
  );
}

/** Heights: into the deepest well with the head at 0, and over the labware with the head at the top. */
function checkHeights(
  labware: LabwareExtent,
  raised: number,
  armName: string,
  arm: Arm,
  board: Board,
  findings: Findings,
): void {
  const { origin, clearance } = board.deck;
  const travel = board.axes[arm.head]?.travel ?? 0;
  const lowest = labware.lowest + raised;
  const height = labware.height + raised;
  for (const [name, { nozzleHeight, tipLength }] of toolsOf(board, arm)) {
    const bottom = arm.offset.z + nozzleHeight - tipLength - origin.z;
    const top = bottom + travel;
    if (bottom > lowest)
      findings.error(
        `arms.${armName}`,
        `with ${name} the tip goes down to ${figure(bottom)} mm over the deck and cannot reach into ${labware.name}, ` +
          `whose deepest place is at ${figure(lowest)} mm: mount the arm ${figure(bottom - lowest)} mm lower`,
      );
    if (top < height + clearance)
      findings.error(
        `arms.${armName}`,
        `with ${name} the tip goes up to ${figure(top)} mm over the deck and cannot pass over ${labware.name}, ` +
          `${figure(height)} mm high, with ${figure(clearance)} mm to spare: it needs ${figure(height + clearance - top)} mm more`,
      );
  }
}

/** While the machine runs its home switches stop it: one that calls a little early must not. */
function checkSwitch(
  labware: LabwareExtent,
  { slot }: Slot,
  armName: string,
  name: string,
  { home, travel }: Axis,
  low: number,
  high: number,
  findings: Findings,
): void {
  if (home === undefined) return;
  const left = home.end === 'max' ? travel - high : low;
  if (left >= home.pullOff) return;
  findings.warning(
    `arms.${armName}`,
    `the wells of ${labware.name} in slot ${slot} are up to ${figure(left)} mm from the home switch of axis ${name}, ` +
      `which pulls off by ${figure(home.pullOff)} mm: with calibration ${figure(home.pullOff - left)} mm further in, ` +
      'or a smaller pullOff, a switch that calls early does not stop the machine there',
  );
}

function checkSides(
  labware: LabwareExtent,
  slot: Slot,
  armName: string,
  arm: Arm,
  board: Board,
  findings: Findings,
): void {
  const offset = offsetOf(board, labware.name, slot.slot);
  const sides = { x: [labware.left, labware.right], y: [labware.front, labware.back] } as const;
  for (const name of ['x', 'y'] as const) {
    const axis = board.axes[name];
    const travel = axis?.travel ?? 0;
    const zero = board.deck.origin[name] + slot[name] + offset[name] - arm.offset[name];
    const [low, high] = [zero + sides[name][0], zero + sides[name][1]];
    if (low < 0 || high > travel)
      findings.error(
        `arms.${armName}`,
        `the wells of ${labware.name} in slot ${slot.slot} are at ${figure(low)} to ${figure(high)} mm of axis ${name}, ` +
          `whose travel is 0 to ${figure(travel)} mm: use other slots, or correct calibration`,
      );
    else if (axis !== undefined) checkSwitch(labware, slot, armName, name, axis, low, high, findings);
  }
}

/** Says of which arm a labware is out of reach: too far to a side, too low, or too high to pass over. */
export function checkReach(board: Board, labware: LabwareExtent, findings: Findings): void {
  const slots = board.deck.slots.filter(({ slot }) => labware.slots.includes(slot));
  const heights = new Set(slots.map(({ slot }) => offsetOf(board, labware.name, slot).z));
  for (const [name, arm] of Object.entries(board.arms)) {
    for (const raised of heights) checkHeights(labware, raised, name, arm, board, findings);
    for (const slot of slots) checkSides(labware, slot, name, arm, board, findings);
  }
}
