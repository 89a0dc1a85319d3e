// Where the fields of a labware table are, as LABWARE.md describes them; all numbers are little-endian.

/** Newest format that is read. */
export const TABLE_VERSION = 1;

/** The first four bytes, 'LABW', as a little-endian number. */
export const TABLE_MAGIC = 0x5742_414c;

/** Lengths are kept in 1/100 mm and volumes in 1/100 µL: a place is within 0.005 mm of its definition. */
export const PER_UNIT = 100;

export const HEADER = Object.freeze({
  magic: 0,
  /** CRC-32 of everything behind it. */
  crc: 4,
  version: 8,
  /** Labware in the table. */
  count: 10,
  /** Bytes of the whole table. */
  length: 12,
  /** Where each labware starts, 16 bits each, in the order of the names' bytes. */
  starts: 16,
});

export const LABWARE = Object.freeze({
  nameLength: 0,
  category: 1,
  xDimension: 2,
  yDimension: 4,
  height: 6,
  places: 8,
  tipLength: 10,
  tipOverlap: 12,
  groups: 14,
  quirks: 15,
  name: 16,
});

/** What a labware is, as the definitions have it. */
export const CATEGORY = Object.freeze({
  wellPlate: 0,
  reservoir: 1,
  tubeRack: 2,
  tipRack: 3,
  aluminumBlock: 4,
  trash: 5,
});

/** Bit of `quirks`: touching the wall with the tip is not possible here. */
export const NO_TOUCH_TIP = 1;

/** A group: places in a row of the order that have the same solid. */
export const GROUP = Object.freeze({
  shape: 0,
  /** Rows of a grid, 0 for a list. */
  rows: 1,
  places: 2,
  capacity: 4,
  depth: 8,
  xSize: 10,
  ySize: 12,
  bottom: 14,
  /** The place of lowest row and column of a grid, or the places of a list one after the other. */
  place: 16,
  /** Distance from column to column and from row to row of a grid. */
  xPitch: 22,
  yPitch: 24,
  gridBytes: 26,
});

/** One place in a group. */
export const PLACE = Object.freeze({ row: 0, column: 1, x: 2, y: 4, bytes: 6 });

/** Bits of a group's `shape`. */
export const SHAPE = Object.freeze({
  rectangular: 1,
  /** The places of a grid follow row after row; otherwise column after column. */
  rowAfterRow: 2,
  /** The last row, the last column comes first. */
  rowsBackwards: 4,
  columnsBackwards: 8,
});
