// Takes from labware definitions what the check of reach has to know.

import type { Board } from '../../kernel/board.js';
import { type Definition, heightOf } from '../labware/definition.js';
import type { LabwareExtent } from './check-reach.js';

/** Slots in which a labware can stand: one that has offsets for some slots only stands in these. */
function slotsOf({ loadName, category }: Definition, board: Board): number[] {
  if (category === 'trash') return [board.deck.trashSlot];
  if (category === 'aluminumBlock' && board.temperatureModule !== undefined)
    return [board.temperatureModule.slot];
  const own: number[] = [];
  for (const { labware, slot } of board.calibration)
    if (labware === loadName && slot !== undefined) own.push(slot);
    else if (labware === loadName) return board.deck.slots.map((corner) => corner.slot);
  return own;
}

/** Extent of a labware where it stands on a board; aluminium blocks are on the temperature module, if there is one. */
export function extentOf(definition: Definition, board: Board): LabwareExtent {
  const { loadName, category, places } = definition;
  const module = category === 'aluminumBlock' ? board.temperatureModule : undefined;
  const { x, y, z } = module?.labwareOffset ?? { x: 0, y: 0, z: 0 };
  const xs = places.map((place) => place.x + x);
  const ys = places.map((place) => place.y + y);
  return {
    name: loadName,
    height: heightOf(definition) + z,
    lowest: Math.min(...places.map((place) => place.z)) + z,
    left: Math.min(...xs),
    right: Math.max(...xs),
    front: Math.min(...ys),
    back: Math.max(...ys),
    slots: slotsOf(definition, board),
  };
}
