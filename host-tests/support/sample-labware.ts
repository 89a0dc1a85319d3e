// Small labware for tests: definitions as the robot reads them, and the JSON that they are read from.

import type { Definition, Place } from '../../src/host/labware/definition.js';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Name of a place: row 0 is A, row 26 AA. */
export const nameOf = (row: number, column: number): string =>
  (row < 26 ? '' : LETTERS[Math.floor(row / 26) - 1]) + LETTERS[row % 26]! + column;

/** A round place 10 mm deep that stands on the deck. */
export const place = (
  row: number,
  column: number,
  x: number,
  y: number,
  more: Partial<Place> = {},
): Place => ({
  name: nameOf(row, column),
  row,
  column,
  x,
  y,
  z: 0,
  depth: 10,
  isRectangular: false,
  xSize: 6,
  ySize: 6,
  capacity: 200,
  ...more,
});

export const labware = (loadName: string, places: Place[], more: Partial<Definition> = {}): Definition => ({
  loadName,
  displayName: loadName,
  category: 'wellPlate',
  xDimension: 127.76,
  yDimension: 85.48,
  zDimension: 14.22,
  tipLength: 0,
  tipOverlap: 0,
  allowsTouchTip: true,
  places,
  ...more,
});

/** Rows and columns in a row after one another, column after column, A1 at 14.38, 74.24. */
export function grid(rows: number, columns: number, pitch = 9, more: Partial<Place> = {}): Place[] {
  return Array.from({ length: rows * columns }, (_, i) => {
    const row = i % rows;
    const column = (i - row) / rows;
    return place(row, column + 1, 14.38 + pitch * column, 74.24 - pitch * row, more);
  });
}

/** Rectangular troughs that stand on no grid. */
export const troughs = (): Definition => {
  const solid = { isRectangular: true, xSize: 8.2, ySize: 71.2, depth: 26.85, z: 4.55, capacity: 15_000 };
  const places = [
    place(0, 1, 14.38, 42.78, solid),
    place(0, 2, 25, 42.78, solid),
    place(0, 4, 60, 42.5, solid),
  ];
  return labware('troughs', places, { category: 'reservoir', allowsTouchTip: false });
};
