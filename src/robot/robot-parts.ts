// What a robot is put together from, besides its ports: books, places, moves, run log.

import type { BlockDevice } from '../journal/block-device.js';
import { Journal } from '../journal/journal.js';
import { UNKNOWN_CAUSE } from '../journal/start-cause.js';
import { TimeZone } from '../journal/time-zone.js';
import type { Board, PipetteName, Pump } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import { LAB_LIMITS, type LabLimits } from '../kernel/limits.js';
import type { MappedMemory } from '../kernel/mapped-memory.js';
import type { WallClock } from '../kernel/wall-clock.js';
import { sizeOf } from '../lab/instruments.js';
import { Lab } from '../lab/lab.js';
import type { LabwareTable } from '../lab/labware-table.js';
import { ARM, ARM_NAMES, NONE } from '../lab/numbers.js';
import { Choreography } from './choreography.js';
import { MoveList } from './move-list.js';
import { PipetteTool } from './pipette-tool.js';
import { Places } from './places.js';
import { PumpTool } from './pump-tool.js';
import { Reach } from './reach.js';
import { LabNames } from './report-names.js';
import type { Tool } from './tool.js';
import { WellMapRows } from './well-map-rows.js';

export interface RobotOptions {
  readonly board: Board;
  readonly labware: LabwareTable;
  readonly storage: BlockDevice;
  readonly wallClock: WallClock;
  readonly limits?: LabLimits;
  /** Why the chip started (journal/start-cause.ts). */
  readonly startCause?: number;
  /** For the texts of the lab's names; left out, RAM of its own. */
  readonly nameMemory?: MappedMemory;
}

const armOf = ({ arms }: Board, arm: number) => (arm === ARM.left ? arms.left : arms.right);

/** µL of those of `known` that an arm of the board can have. */
function sizesOf(board: Board, arm: number, known: Readonly<Record<string, unknown>>): number[] {
  const sizes: number[] = [];
  for (const name of armOf(board, arm)?.instruments ?? []) if (name in known) sizes.push(sizeOf(name));
  return sizes;
}

/** Made once, at the start. */
export class RobotParts {
  readonly board: Board;
  readonly lab: Lab;
  readonly places: Places;
  readonly reach: Reach;
  readonly moves = new MoveList();
  readonly choreography: Choreography;
  readonly journal: Journal;
  readonly zone: TimeZone;

  /** Faults of the board's time zone and of the storage. */
  constructor(options: RobotOptions) {
    const {
      board,
      labware,
      storage,
      wallClock,
      nameMemory,
      limits = LAB_LIMITS,
      startCause = UNKNOWN_CAUSE,
    } = options;
    this.board = board;
    this.lab = new Lab({
      labware,
      pipettes: ARM_NAMES.map((_, arm) => sizesOf(board, arm, { ...board.pipettes, ...board.pumps })),
      pumps: ARM_NAMES.map((_, arm) => sizesOf(board, arm, board.pumps)),
      temperatureModuleSlot: board.temperatureModule?.slot ?? 0,
      limits,
      nameMemory,
    });
    this.places = new Places(board, this.lab, labware);
    this.reach = new Reach(board, this.lab, this.places);
    this.choreography = new Choreography(board, this.lab.containers, this.places, this.moves);
    this.zone = new TimeZone(board.timeZone);
    this.journal = new Journal({
      device: storage,
      clock: wallClock,
      zone: this.zone,
      names: new LabNames(this.lab, labware, board),
      wellMap: new WellMapRows(this.lab),
      wellMapRows: limits.containers,
      startCause,
    });
  }

  /** Takes what `init` has put on the deck and on the arms. Fault `deckInvalid` for a pump without water. */
  equip(): void {
    this.places.update();
    for (let arm = 0; arm < ARM_NAMES.length; arm++) this.choreography.tools[arm] = this.toolFor(arm);
    this.reach.update(this.choreography.tools);
  }

  private toolFor(arm: number): Tool | null {
    const { instruments } = this.lab;
    const mount = armOf(this.board, arm);
    if (mount === undefined || !instruments.has(arm)) return null;
    const name = instruments.name(arm) as PipetteName;
    const { pipettes, pumps } = this.board;
    if (!instruments.isPump(arm)) {
      const pipette = pipettes[name];
      return pipette === undefined ? null : new PipetteTool(this.board, mount, pipette);
    }
    const pump = pumps[name] as Pump;
    const water = this.lab.chemicalNamed(pump.water);
    if (water !== NONE) return new PumpTool(this.board, mount, pump, arm, water, this.choreography.travel);
    throw new Fault('deckInvalid', `the ${name} is a pump and needs ${pump.water}: give it in reagents`);
  }
}
