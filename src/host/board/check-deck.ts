// Checks of the deck: slots beside each other, and within reach of every arm.

import type { Arm, Board, Slot } from '../../kernel/board.js';
import { type Findings, figure } from './finding.js';

/** Slots may overlap by as much as their figures are rounded, mm. */
const ROUNDING = 0.01;

/** How far the wells of a slot are out of an arm's reach. */
function checkReach(
  slot: Slot,
  index: number,
  arm: Arm,
  armName: string,
  board: Board,
  findings: Findings,
): void {
  const { origin, slotSize, wellMargin } = board.deck;
  for (const name of ['x', 'y'] as const) {
    const axis = board.axes[name];
    if (axis === undefined) continue;
    const corner = origin[name] + slot[name] - arm.offset[name];
    const [low, high] = [corner + wellMargin, corner + slotSize[name] - wellMargin];
    if (low >= 0 && high <= axis.travel) continue;
    const over =
      low < 0 ? `${figure(-low)} mm before its start` : `${figure(high - axis.travel)} mm after its end`;
    findings.error(
      `deck.slots[${index}].${name}`,
      `for the ${armName} arm the wells of slot ${slot.slot} are at ${figure(low)} to ${figure(high)} mm of axis ${name}, ` +
        `whose travel is 0 to ${figure(axis.travel)} mm, ${over}: move the slot, the deck's origin or the arm's offset`,
    );
  }
}

function checkOverlaps(slots: readonly Slot[], board: Board, findings: Findings): void {
  const { slotSize } = board.deck;
  slots.forEach((slot, index) => {
    for (const other of slots.slice(0, index)) {
      const path = `deck.slots[${index}]`;
      const [x, y] = [Math.abs(slot.x - other.x), Math.abs(slot.y - other.y)];
      if (slot.slot === other.slot)
        findings.error(`${path}.slot`, `slot ${slot.slot} stands twice: give each its own number`);
      else if (x < slotSize.x - ROUNDING && y < slotSize.y - ROUNDING)
        findings.error(
          path,
          `slot ${slot.slot} overlaps slot ${other.slot}: they are ${figure(x)} mm by ${figure(y)} mm apart, ` +
            `a slot is ${figure(slotSize.x)} mm by ${figure(slotSize.y)} mm`,
        );
    }
  });
}

/** The slots that other parts of the board name. */
function checkReferences(board: Board, findings: Findings): void {
  const numbers = new Set(board.deck.slots.map(({ slot }) => slot));
  const mustBe = (slot: number, path: string): void => {
    if (!numbers.has(slot))
      findings.error(path, `there is no slot ${slot} on the deck: it has ${[...numbers].join(', ')}`);
  };
  mustBe(board.deck.trashSlot, 'deck.trashSlot');
  const module = board.temperatureModule;
  if (module !== undefined) {
    mustBe(module.slot, 'temperatureModule.slot');
    if (module.slot === board.deck.trashSlot)
      findings.error('temperatureModule.slot', `slot ${module.slot} is the trash: choose another`);
  }
  const seen = new Set<string>();
  board.calibration.forEach(({ labware, slot }, index) => {
    const path = `calibration[${index}]`;
    if (slot !== undefined) mustBe(slot, `${path}.slot`);
    const key = `${labware} ${slot ?? ''}`;
    if (seen.has(key))
      findings.error(path, `${labware} stands twice for the same slot: one of them has to go`);
    seen.add(key);
  });
}

export function checkDeck(board: Board, findings: Findings): void {
  board.deck.slots.forEach((slot, index) => {
    for (const [name, arm] of Object.entries(board.arms)) checkReach(slot, index, arm, name, board, findings);
  });
  checkOverlaps(board.deck.slots, board, findings);
  checkReferences(board, findings);
}
