// Writes definitions into the table that src/lab/LABWARE.md describes.

import { crc32 } from '../../kernel/crc32.js';
import {
  CATEGORY,
  GROUP,
  HEADER,
  LABWARE,
  NO_TOUCH_TIP,
  PLACE,
  SHAPE,
  TABLE_MAGIC,
  TABLE_VERSION,
} from '../../lab/labware-layout.js';
import { type Definition, heightOf, type Place } from './definition.js';
import { groupPlaces, inUnits, type PlaceGroup } from './place-groups.js';

/** The starts of the labware are kept in 16 bits. */
export const TABLE_BYTES_MAX = 65_535;

/** Bytes of one labware, without its two in the index. */
export function labwareBytes({ loadName, places }: Definition): number {
  return groupPlaces(places).reduce((sum, group) => sum + groupBytes(group), LABWARE.name + loadName.length);
}

const groupBytes = ({ grid, places }: PlaceGroup): number =>
  grid === undefined ? GROUP.place + PLACE.bytes * places.length : GROUP.gridBytes;

function writePlace(view: DataView, at: number, { row, column, x, y }: Place): void {
  view.setUint8(at + PLACE.row, row);
  view.setUint8(at + PLACE.column, column);
  view.setInt16(at + PLACE.x, inUnits(x), true);
  view.setInt16(at + PLACE.y, inUnits(y), true);
}

/** Returns where the next group starts. */
function writeGroup(view: DataView, at: number, group: PlaceGroup): number {
  const { grid, places } = group;
  const [solid] = places as [Place];
  const shape = (solid.isRectangular ? SHAPE.rectangular : 0) | (grid?.order ?? 0);
  view.setUint8(at + GROUP.shape, shape);
  view.setUint8(at + GROUP.rows, grid?.rows ?? 0);
  view.setUint16(at + GROUP.places, places.length, true);
  view.setUint32(at + GROUP.capacity, inUnits(solid.capacity), true);
  view.setUint16(at + GROUP.depth, inUnits(solid.depth), true);
  view.setUint16(at + GROUP.xSize, inUnits(solid.xSize), true);
  view.setUint16(at + GROUP.ySize, inUnits(solid.ySize), true);
  view.setInt16(at + GROUP.bottom, inUnits(solid.z), true);
  const listed = grid === undefined ? places : [grid.corner];
  listed.forEach((place, i) => {
    writePlace(view, at + GROUP.place + i * PLACE.bytes, place);
  });
  if (grid !== undefined) {
    view.setInt16(at + GROUP.xPitch, grid.xPitch, true);
    view.setInt16(at + GROUP.yPitch, grid.yPitch, true);
  }
  return at + groupBytes(group);
}

/** Returns where the next labware starts. */
function writeLabware(view: DataView, at: number, definition: Definition): number {
  const { loadName, places } = definition;
  const groups = groupPlaces(places);
  view.setUint8(at + LABWARE.nameLength, loadName.length);
  view.setUint8(at + LABWARE.category, CATEGORY[definition.category]);
  view.setUint16(at + LABWARE.xDimension, inUnits(definition.xDimension), true);
  view.setUint16(at + LABWARE.yDimension, inUnits(definition.yDimension), true);
  view.setUint16(at + LABWARE.height, inUnits(heightOf(definition)), true);
  view.setUint16(at + LABWARE.places, places.length, true);
  view.setUint16(at + LABWARE.tipLength, inUnits(definition.tipLength), true);
  view.setUint16(at + LABWARE.tipOverlap, inUnits(definition.tipOverlap), true);
  view.setUint8(at + LABWARE.groups, groups.length);
  view.setUint8(at + LABWARE.quirks, definition.allowsTouchTip ? 0 : NO_TOUCH_TIP);
  for (let i = 0; i < loadName.length; i++) view.setUint8(at + LABWARE.name + i, loadName.charCodeAt(i));
  return groups.reduce((start, group) => writeGroup(view, start, group), at + LABWARE.name + loadName.length);
}

/** The table of some definitions, each with a load name of its own. Throws when it would be too large. */
export function writeLabwareTable(definitions: readonly Definition[]): Uint8Array {
  const sorted = [...definitions].sort((a, b) => (a.loadName < b.loadName ? -1 : 1));
  let at = HEADER.starts + 2 * sorted.length;
  const length = sorted.reduce((sum, definition) => sum + labwareBytes(definition), at);
  if (length > TABLE_BYTES_MAX)
    throw new Error(`the labware table has ${length} bytes, ${TABLE_BYTES_MAX} are possible`);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(HEADER.magic, TABLE_MAGIC, true);
  view.setUint16(HEADER.version, TABLE_VERSION, true);
  view.setUint16(HEADER.count, sorted.length, true);
  view.setUint32(HEADER.length, length, true);
  sorted.forEach((definition, labware) => {
    view.setUint16(HEADER.starts + 2 * labware, at, true);
    at = writeLabware(view, at, definition);
  });
  view.setUint32(HEADER.crc, crc32(bytes, HEADER.version, length), true);
  return bytes;
}
