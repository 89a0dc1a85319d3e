// Puts the places of a labware into groups for the table: grids where they are regular, lists where they are not.

import { PER_UNIT, SHAPE } from '../../lab/labware-layout.js';
import type { Place } from './definition.js';

/** Groups of one labware that the table can hold. */
export const GROUPS_MAX = 255;

/** Rows of a grid that the table can hold. */
const GRID_ROWS_MAX = 255;

/** Places in a row of the order that have the same solid. */
export interface PlaceGroup {
  readonly places: readonly Place[];
  /** Undefined when they are listed. */
  readonly grid: Grid | undefined;
}

export interface Grid {
  readonly rows: number;
  /** The place of lowest row and column. */
  readonly corner: Place;
  /** In the unit of the table. */
  readonly xPitch: number;
  readonly yPitch: number;
  /** Bits of `SHAPE` that say how the order runs. */
  readonly order: number;
}

/** A length or volume in the unit of the table. */
export const inUnits = (value: number): number => Math.round(value * PER_UNIT);

/** Half a unit, and what adding and multiplying decimal fractions may add. */
const TOLERANCE = 0.5 + 1e-6;

const solidOf = ({ z, depth, isRectangular, xSize, ySize, capacity }: Place): string =>
  [isRectangular, ...[z, depth, xSize, ySize, capacity].map(inUnits)].join();

/** Splits the places where the solid changes. */
function splitBySolid(places: readonly Place[]): Place[][] {
  const runs: Place[][] = [];
  let solid = '';
  for (const place of places) {
    if (solidOf(place) !== solid) runs.push([]);
    solid = solidOf(place);
    runs.at(-1)?.push(place);
  }
  return runs;
}

const ORDERS = Array.from(
  { length: 8 },
  (_, i) =>
    (i & 1 ? SHAPE.rowAfterRow : 0) |
    (i & 2 ? SHAPE.rowsBackwards : 0) |
    (i & 4 ? SHAPE.columnsBackwards : 0),
);

/** Row and column, from 0 inside a grid, of place `index` in an order. */
function position(index: number, order: number, rows: number, columns: number): [number, number] {
  const byRows = (order & SHAPE.rowAfterRow) !== 0;
  const row = byRows ? Math.floor(index / columns) : index % rows;
  const column = byRows ? index % columns : Math.floor(index / rows);
  return [
    order & SHAPE.rowsBackwards ? rows - 1 - row : row,
    order & SHAPE.columnsBackwards ? columns - 1 - column : column,
  ];
}

const pitchOf = (from: number, to: number, steps: number): number =>
  steps === 0 ? 0 : Math.round(((to - from) * PER_UNIT) / steps);

/** The places as a grid in which none is further than half a unit from where it should be. */
function gridOf(places: readonly Place[]): Grid | undefined {
  const rowNumbers = places.map(({ row }) => row);
  const columnNumbers = places.map(({ column }) => column);
  const firstRow = Math.min(...rowNumbers);
  const firstColumn = Math.min(...columnNumbers);
  const rows = Math.max(...rowNumbers) - firstRow + 1;
  const columns = Math.max(...columnNumbers) - firstColumn + 1;
  if (rows * columns !== places.length || rows > GRID_ROWS_MAX) return undefined;
  const at = (row: number, column: number) =>
    places.find((place) => place.row === firstRow + row && place.column === firstColumn + column);
  const corner = at(0, 0);
  const far = at(rows - 1, columns - 1);
  if (corner === undefined || far === undefined) return undefined;
  const xPitch = pitchOf(corner.x, far.x, columns - 1);
  const yPitch = pitchOf(corner.y, far.y, rows - 1);
  const isNear = (exact: number, units: number) => Math.abs(exact * PER_UNIT - units) <= TOLERANCE;
  const order = ORDERS.find((candidate) =>
    places.every((place, index) => {
      const [row, column] = position(index, candidate, rows, columns);
      return (
        place.row === firstRow + row &&
        place.column === firstColumn + column &&
        isNear(place.x, inUnits(corner.x) + column * xPitch) &&
        isNear(place.y, inUnits(corner.y) + row * yPitch)
      );
    }),
  );
  return order === undefined ? undefined : { rows, corner, xPitch, yPitch, order };
}

export function groupPlaces(places: readonly Place[]): PlaceGroup[] {
  return splitBySolid(places).map((run) => ({ places: run, grid: gridOf(run) }));
}
