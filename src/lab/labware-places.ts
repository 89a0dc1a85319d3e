// Finds the places of a labware in its groups: from number to group and position, and from row and column to number.

import { type LabwareBytes, NOT_FOUND } from './labware-bytes.js';
import { GROUP, LABWARE, PLACE, SHAPE } from './labware-layout.js';
import { NO_PLACE_NAME } from './labware-place-name.js';

/** Holds where the place that was located last is; what is asked next is mostly of the same one. */
export class LabwarePlaces {
  /** Where its group starts. */
  group = 0;
  /** Where its record starts: its own in a list, in a grid that of the place of lowest row and column. */
  record = 0;
  /** How many rows and columns it is away from its record. */
  row = 0;
  column = 0;
  private readonly table: LabwareBytes;
  private labware = NOT_FOUND;
  private place = NOT_FOUND;

  constructor(table: LabwareBytes) {
    this.table = table;
  }

  /** Finds a place, which is below the number of places of `labware`, and gives itself. */
  locate(labware: number, place: number): this {
    if (place === this.place && labware === this.labware) return this;
    const table = this.table;
    this.labware = labware;
    this.place = place;
    let group = table.firstGroup(labware);
    let places = table.uint16(group + GROUP.places);
    while (place >= places) {
      place -= places;
      group = table.groupAfter(group);
      places = table.uint16(group + GROUP.places);
    }
    this.group = group;
    this.record = group + GROUP.place;
    this.row = 0;
    this.column = 0;
    const rows = table.uint8(group + GROUP.rows);
    if (rows === 0) this.record += place * PLACE.bytes;
    else this.locateInGrid(place, rows, places / rows);
    return this;
  }

  private locateInGrid(place: number, rows: number, columns: number): void {
    const shape = this.table.uint8(this.group + GROUP.shape);
    const isRowAfterRow = (shape & SHAPE.rowAfterRow) !== 0;
    const lineLength = isRowAfterRow ? columns : rows;
    const inLine = place % lineLength;
    const line = (place - inLine) / lineLength;
    const row = isRowAfterRow ? line : inLine;
    const column = isRowAfterRow ? inLine : line;
    this.row = (shape & SHAPE.rowsBackwards) === 0 ? row : rows - 1 - row;
    this.column = (shape & SHAPE.columnsBackwards) === 0 ? column : columns - 1 - column;
  }

  /** The place after `place` that has an extreme of its group: of a grid two opposite corners have them all. */
  nextExtreme(labware: number, place: number): number {
    const table = this.table;
    let group = table.firstGroup(labware);
    let first = 0;
    for (let left = table.uint8(table.start(labware) + LABWARE.groups); left > 0; left--) {
      const last = first + table.uint16(group + GROUP.places) - 1;
      const isGrid = table.uint8(group + GROUP.rows) !== 0;
      if (place < last) return isGrid && place >= first ? last : place + 1;
      first = last + 1;
      group = table.groupAfter(group);
    }
    return NOT_FOUND;
  }

  /** Number of the place with a name as `readPlaceName` gives it, or `NOT_FOUND`. */
  find(labware: number, name: number): number {
    if (name === NO_PLACE_NAME) return NOT_FOUND;
    const row = name >> 8;
    const column = name & 0xff;
    const table = this.table;
    let group = table.firstGroup(labware);
    let first = 0;
    for (let left = table.uint8(table.start(labware) + LABWARE.groups); left > 0; left--) {
      const places = table.uint16(group + GROUP.places);
      const rows = table.uint8(group + GROUP.rows);
      const inside =
        rows === 0
          ? this.findInList(group, places, row, column)
          : this.findInGrid(group, rows, places / rows, row, column);
      if (inside !== NOT_FOUND) return first + inside;
      first += places;
      group = table.groupAfter(group);
    }
    return NOT_FOUND;
  }

  private findInList(group: number, places: number, row: number, column: number): number {
    const table = this.table;
    for (let i = 0; i < places; i++) {
      const record = group + GROUP.place + i * PLACE.bytes;
      if (table.uint8(record + PLACE.row) === row && table.uint8(record + PLACE.column) === column) return i;
    }
    return NOT_FOUND;
  }

  private findInGrid(group: number, rows: number, columns: number, row: number, column: number): number {
    const table = this.table;
    row -= table.uint8(group + GROUP.place + PLACE.row);
    column -= table.uint8(group + GROUP.place + PLACE.column);
    if (row < 0 || row >= rows || column < 0 || column >= columns) return NOT_FOUND;
    const shape = table.uint8(group + GROUP.shape);
    if ((shape & SHAPE.rowsBackwards) !== 0) row = rows - 1 - row;
    if ((shape & SHAPE.columnsBackwards) !== 0) column = columns - 1 - column;
    return (shape & SHAPE.rowAfterRow) !== 0 ? row * columns + column : column * rows + row;
  }
}
