// Where wells, tubes and tips are on the deck of a board, and how high the deck's slots are built up.

import type { Board } from '../kernel/board.js';
import type { Lab } from '../lab/lab.js';
import { FIXED_TRASH } from '../lab/labware-kinds.js';
import { type LabwareTable, NOT_FOUND } from '../lab/labware-table.js';
import { indexOf, SLOTS, slotOf } from '../lab/numbers.js';
import { TravelMap } from '../motion/travel.js';

/** `find` sets the fields to one place, in mm from the deck's origin; made once. */
export class Places {
  /** Middle of the place. */
  x = 0;
  y = 0;
  /** Inside. */
  bottom = 0;
  top = 0;
  /** Half of the inner size; of a round place its radius. */
  xRadius = 0;
  yRadius = 0;
  /** Whether a tip can be touched to its wall. */
  allowsTouchTip = false;
  readonly travel: TravelMap;
  private readonly board: Board;
  private readonly lab: Lab;
  private readonly table: LabwareTable;
  /** By slot: number of the labware, its corner and its calibration offset in one, x y z. */
  private readonly labware = new Int16Array(SLOTS + 1);
  private readonly corners = new Float64Array(3 * (SLOTS + 1));

  constructor(board: Board, lab: Lab, table: LabwareTable) {
    this.board = board;
    this.lab = lab;
    this.table = table;
    this.travel = new TravelMap(board.deck);
    this.update();
  }

  /** Takes the labware that now stand on the deck. */
  update(): void {
    const { deck } = this.board;
    for (const { slot, x, y } of deck.slots) {
      const labware =
        slot === deck.trashSlot ? this.table.findText(FIXED_TRASH) : this.lab.deck.labware(slot);
      this.labware[slot] = labware;
      if (labware >= 0) this.put(slot, labware, x, y);
      else this.travel.setHeight(slot, 0);
    }
  }

  /** A place on the deck. */
  find(place: number): void {
    this.findIn(slotOf(place), indexOf(place));
  }

  findTrash(): void {
    this.findIn(this.board.deck.trashSlot, 0);
  }

  /** The place after `index` (-1 for the first) that the extremes of a slot may be at: `LabwareTable.nextExtreme`. */
  nextExtreme(slot: number, index: number): number {
    const labware = this.labware[slot] as number;
    return labware < 0 ? NOT_FOUND : this.table.nextExtreme(labware, index);
  }

  private findIn(slot: number, index: number): void {
    const labware = this.labware[slot] as number;
    const table = this.table;
    this.x = (this.corners[3 * slot] as number) + table.x(labware, index);
    this.y = (this.corners[3 * slot + 1] as number) + table.y(labware, index);
    this.bottom = (this.corners[3 * slot + 2] as number) + table.z(labware, index);
    this.top = this.bottom + table.depth(labware, index);
    this.xRadius = table.xSize(labware, index) / 2;
    this.yRadius = table.ySize(labware, index) / 2;
    this.allowsTouchTip = table.allowsTouchTip(labware);
  }

  private put(slot: number, labware: number, x: number, y: number): void {
    const name = this.table.name(labware);
    const { calibration } = this.board;
    const offset =
      calibration.find((entry) => entry.labware === name && entry.slot === slot) ??
      calibration.find((entry) => entry.labware === name && entry.slot === undefined);
    const module = this.lab.deck.isOnTemperatureModule(slot) ? this.board.temperatureModule : undefined;
    const raised = (offset?.z ?? 0) + (module?.labwareOffset.z ?? 0);
    this.corners[3 * slot] = x + (offset?.x ?? 0) + (module?.labwareOffset.x ?? 0);
    this.corners[3 * slot + 1] = y + (offset?.y ?? 0) + (module?.labwareOffset.y ?? 0);
    this.corners[3 * slot + 2] = raised;
    this.travel.setHeight(slot, this.table.height(labware) + raised);
  }
}
