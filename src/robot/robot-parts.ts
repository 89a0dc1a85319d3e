// What a robot is put together from, besides its ports: books, places, moves, run log.

import type { BlockDevice } from '../journal/block-device.js';
import { Journal } from '../journal/journal.js';
import { TimeZone } from '../journal/time-zone.js';
import type { Board, Pipette, PipetteName } from '../kernel/board.js';
import { LAB_LIMITS, type LabLimits } from '../kernel/limits.js';
import type { WallClock } from '../kernel/wall-clock.js';
import { Lab } from '../lab/lab.js';
import type { LabwareTable } from '../lab/labware-table.js';
import { ARM, ARM_NAMES } from '../lab/numbers.js';
import { Choreography } from './choreography.js';
import { MoveList } from './move-list.js';
import { Places } from './places.js';
import { LabNames } from './report-names.js';
import { Tool } from './tool.js';
import { WellMapRows } from './well-map-rows.js';

export interface RobotOptions {
  readonly board: Board;
  readonly labware: LabwareTable;
  readonly storage: BlockDevice;
  readonly wallClock: WallClock;
  readonly limits?: LabLimits;
}

const armOf = ({ arms }: Board, arm: number) => (arm === ARM.left ? arms.left : arms.right);

const pipetteOf = ({ pipettes }: Board, name: string): Pipette | undefined => pipettes[name as PipetteName];

/** µL of the pipettes that an arm of the board can have. */
function sizesOf(board: Board, arm: number): number[] {
  const sizes: number[] = [];
  for (const name of armOf(board, arm)?.instruments ?? []) {
    const pipette = pipetteOf(board, name);
    if (pipette !== undefined) sizes.push(pipette.capacity);
  }
  return sizes;
}

/** Made once, at the start. */
export class RobotParts {
  readonly board: Board;
  readonly lab: Lab;
  readonly places: Places;
  readonly moves = new MoveList();
  readonly choreography: Choreography;
  readonly journal: Journal;
  readonly zone: TimeZone;

  /** Faults of the board's time zone and of the storage. */
  constructor({ board, labware, storage, wallClock, limits = LAB_LIMITS }: RobotOptions) {
    this.board = board;
    this.lab = new Lab({
      labware,
      pipettes: ARM_NAMES.map((_, arm) => sizesOf(board, arm)),
      temperatureModuleSlot: board.temperatureModule?.slot ?? 0,
      limits,
    });
    this.places = new Places(board, this.lab, labware);
    this.choreography = new Choreography(board, this.lab.containers, this.places, this.moves);
    this.zone = new TimeZone(board.timeZone);
    this.journal = new Journal({
      device: storage,
      clock: wallClock,
      zone: this.zone,
      names: new LabNames(this.lab, labware, board),
      wellMap: new WellMapRows(this.lab),
      wellMapRows: limits.containers,
    });
  }

  /** Takes what `init` has put on the deck and on the arms. */
  equip(): void {
    this.places.update();
    const { instruments } = this.lab;
    for (let arm = 0; arm < ARM_NAMES.length; arm++) {
      const mount = armOf(this.board, arm);
      const pipette = instruments.has(arm) ? pipetteOf(this.board, instruments.name(arm)) : undefined;
      this.choreography.tools[arm] =
        mount === undefined || pipette === undefined ? null : new Tool(this.board, mount, pipette);
    }
  }
}
