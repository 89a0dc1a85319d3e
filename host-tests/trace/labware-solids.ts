// The labware on a deck as solids with wells in them, from the definitions in schema 2 and board.json.

import { existsSync, readFileSync } from 'node:fs';
import type { BoardJson } from './board-json.js';

/** Axes stand on whole steps, of 0.0125 mm at most, and places are between them. */
const TOLERANCE_MILLIMETERS = 0.01;

interface WellJson {
  readonly shape: 'circular' | 'rectangular';
  readonly diameter?: number;
  readonly xDimension?: number;
  readonly yDimension?: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly depth: number;
}

interface DefinitionJson {
  readonly metadata: { readonly displayCategory: string };
  readonly dimensions: {
    readonly xDimension: number;
    readonly yDimension: number;
    readonly zDimension: number;
  };
  readonly wells: Readonly<Record<string, WellJson>>;
}

/** A hole in a solid, mm from the deck's origin. */
export interface Well {
  /** `A3 on 1` */
  readonly name: string;
  readonly isTip: boolean;
  readonly x: number;
  readonly y: number;
  readonly xHalf: number;
  readonly yHalf: number;
  readonly isRound: boolean;
  readonly bottom: number;
  readonly top: number;
}

/** A box. */
export interface Solid {
  readonly slot: number;
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
  readonly top: number;
  readonly wells: readonly Well[];
}

/** What stands in a slot: the load name of its definition. */
export interface DeckEntry {
  readonly slot: number;
  readonly labware: string;
}

const TRASH = 'opentrons_1_trash_1100ml_fixed';

function definition(labware: string): DefinitionJson {
  const own = `boards/labware/${labware}.json`;
  const standard = `node_modules/@opentrons/shared-data/labware/definitions/2/${labware}/1.json`;
  return JSON.parse(readFileSync(existsSync(own) ? own : standard, 'utf8')) as DefinitionJson;
}

function solid(board: BoardJson, { slot, labware }: DeckEntry): Solid {
  const { metadata, dimensions, wells } = definition(labware);
  const corner = board.deck.slots.find((entry) => entry.slot === slot)!;
  const offsets = board.calibration.filter((entry) => entry.labware === labware);
  const offset =
    offsets.find((entry) => entry.slot === slot) ?? offsets.find((entry) => entry.slot === undefined);
  const module = board.temperatureModule;
  const isRaised = module?.slot === slot && metadata.displayCategory === 'aluminumBlock';
  const [x, y, z] = (['x', 'y', 'z'] as const).map(
    (axis) => (offset?.[axis] ?? 0) + (isRaised ? module.labwareOffset[axis] : 0),
  ) as [number, number, number];
  const xMin = corner.x + x;
  const yMin = corner.y + y;
  return {
    slot,
    xMin,
    xMax: xMin + dimensions.xDimension,
    yMin,
    yMax: yMin + dimensions.yDimension,
    top: z + dimensions.zDimension,
    wells: Object.entries(wells).map(([name, well]) => ({
      name: `${name} on ${slot}`,
      isTip: metadata.displayCategory === 'tipRack',
      x: xMin + well.x,
      y: yMin + well.y,
      xHalf: (well.diameter ?? well.xDimension!) / 2,
      yHalf: (well.diameter ?? well.yDimension!) / 2,
      isRound: well.shape === 'circular',
      bottom: z + well.z,
      top: z + well.z + well.depth,
    })),
  };
}

/** All that stands on a deck, the trash as well. */
export const solidsOf = (board: BoardJson, deck: readonly DeckEntry[]): Solid[] =>
  [...deck, { slot: board.deck.trashSlot, labware: TRASH }].map((entry) => solid(board, entry));

function isOver(well: Well, x: number, y: number): boolean {
  const xOff = Math.abs(x - well.x);
  const yOff = Math.abs(y - well.y);
  if (well.isRound) return Math.hypot(xOff, yOff) <= well.xHalf + TOLERANCE_MILLIMETERS;
  return xOff <= well.xHalf + TOLERANCE_MILLIMETERS && yOff <= well.yHalf + TOLERANCE_MILLIMETERS;
}

/** What a place is over, or in. While it stays the same it is not looked for again: most steps are up and down. */
export class Below {
  /** The labware, if there is one. */
  solid: Solid | undefined;
  readonly #solids: readonly Solid[];
  #x = Number.NaN;
  #y = Number.NaN;
  /** Null until somebody asks for it. */
  #well: Well | undefined | null;

  constructor(solids: readonly Solid[]) {
    this.#solids = solids;
  }

  look(x: number, y: number): void {
    if (x === this.#x && y === this.#y) return;
    this.#x = x;
    this.#y = y;
    this.#well = null;
    this.solid = this.#solids.find(
      ({ xMin, xMax, yMin, yMax }) => x >= xMin && x <= xMax && y >= yMin && y <= yMax,
    );
  }

  get well(): Well | undefined {
    if (this.#well === null) this.#well = this.solid?.wells.find((well) => isOver(well, this.#x, this.#y));
    return this.#well;
  }

  /** mm from the middle of the well, if there is one. */
  get offCenter(): number {
    const { well } = this;
    return well === undefined ? Number.NaN : Math.hypot(well.x - this.#x, well.y - this.#y);
  }

  get at(): string {
    return `${this.#x} ${this.#y}`;
  }
}

/** Whether a place is in what a labware is made of. Tips stand in holes without a bottom. */
export function isInside(found: Solid, well: Well | undefined, z: number): boolean {
  if (well === undefined) return z < found.top - TOLERANCE_MILLIMETERS;
  return !well.isTip && z < well.bottom - TOLERANCE_MILLIMETERS;
}
