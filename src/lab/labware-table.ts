// What the robot knows of labware, read in place from the table that LABWARE.md describes.

import { ByteRing } from '../kernel/byte-ring.js';
import type { ByteSource } from '../kernel/byte-source.js';
import type { ByteWriter } from '../kernel/byte-writer.js';
import { putUtf8, textAt, utf8Length } from '../kernel/utf8.js';
import { LabwareBytes, NOT_FOUND } from './labware-bytes.js';
import { GROUP, LABWARE, NO_TOUCH_TIP, PER_UNIT, PLACE, SHAPE } from './labware-layout.js';
import { placeNameNumber, putPlaceName, readPlaceName } from './labware-place-name.js';
import { LabwarePlaces } from './labware-places.js';

export { NOT_FOUND };

/**
 * Labware are numbered from 0 in the order of their names, the places of one from 0 in the order in which they are
 * handed out. Lengths are in mm, volumes in µL; x, y and z count from the front left corner of the deck slot to the
 * right, to the back and up. Numbers of labware and places come from `find`, from `findPlace`, or are below `count`
 * and `places`: they are not checked again. No lookup allocates; methods with a string are for borders.
 */
export class LabwareTable {
  private readonly table: LabwareBytes;
  private readonly placeFinder: LabwarePlaces;

  /**
   * @param bytes the table, which stays where it is. Fault `labwareTableDamaged` when it is cut or changed,
   *   `labwareTableTooNew` when this firmware is older than its format
   * @param isSound somebody has made sure that no byte has changed: its checksum is not counted
   */
  constructor(bytes: Uint8Array, isSound = false) {
    this.table = new LabwareBytes(bytes, isSound);
    this.placeFinder = new LabwarePlaces(this.table);
  }

  /** Labware in the table. */
  get count(): number {
    return this.table.count;
  }

  /** The labware whose load name stands at `offset`, or `NOT_FOUND`. */
  find(ring: ByteSource, offset: number, length: number): number {
    return this.table.find(ring, offset, length);
  }

  /** Whether its load name stands at `offset`. */
  isNamed(labware: number, ring: ByteSource, offset: number, length: number): boolean {
    return this.table.compareName(labware, ring, offset, length) === 0;
  }

  findText(loadName: string): number {
    const ring = new ByteRing(utf8Length(loadName));
    putUtf8(ring, loadName);
    return this.find(ring, 0, ring.length);
  }

  name(labware: number): string {
    const ring = new ByteRing(256);
    this.putName(labware, ring);
    return textAt(ring, 0, ring.length);
  }

  /** Writes the load name. */
  putName(labware: number, out: ByteWriter): void {
    const start = this.table.start(labware);
    out.putBytes(this.table.bytes, start + LABWARE.name, this.table.uint8(start + LABWARE.nameLength));
  }

  /** One of `CATEGORY`. */
  category(labware: number): number {
    return this.table.uint8(this.table.start(labware) + LABWARE.category);
  }

  /** Outer size from left to right. */
  xDimension(labware: number): number {
    return this.field(labware, LABWARE.xDimension);
  }

  yDimension(labware: number): number {
    return this.field(labware, LABWARE.yDimension);
  }

  /** The highest point above the slot: of the outside, or of a place that stands out of it. */
  height(labware: number): number {
    return this.field(labware, LABWARE.height);
  }

  /** Whether a tip can be touched to the wall of a place. */
  allowsTouchTip(labware: number): boolean {
    return (this.table.uint8(this.table.start(labware) + LABWARE.quirks) & NO_TOUCH_TIP) === 0;
  }

  /** Length of the tips of a tip rack, 0 for other labware. */
  tipLength(labware: number): number {
    return this.field(labware, LABWARE.tipLength);
  }

  /** How much of a tip's length is on the nozzle. */
  tipOverlap(labware: number): number {
    return this.field(labware, LABWARE.tipOverlap);
  }

  /** Number of wells, tubes or tips. */
  places(labware: number): number {
    return this.table.uint16(this.table.start(labware) + LABWARE.places);
  }

  /** The place whose name (A1, H12) stands at `offset`, or `NOT_FOUND`. */
  findPlace(labware: number, ring: ByteSource, offset: number, length: number): number {
    return this.placeFinder.find(labware, readPlaceName(ring, offset, length));
  }

  findPlaceText(labware: number, name: string): number {
    return this.placeFinder.find(labware, placeNameNumber(name));
  }

  placeName(labware: number, place: number): string {
    const ring = new ByteRing(8);
    this.putPlaceName(labware, place, ring);
    return textAt(ring, 0, ring.length);
  }

  /** Writes the name of a place. */
  putPlaceName(labware: number, place: number, out: ByteWriter): void {
    const { record, row, column } = this.placeFinder.locate(labware, place);
    const table = this.table;
    putPlaceName(out, table.uint8(record + PLACE.row) + row, table.uint8(record + PLACE.column) + column);
  }

  /**
   * The first place after `place`, or -1, that has to be looked at for the extremes of all: of a grid the first and
   * the last have them. `NOT_FOUND` behind the last.
   */
  nextExtreme(labware: number, place: number): number {
    return this.placeFinder.nextExtreme(labware, place);
  }

  /** Middle of a place. */
  x(labware: number, place: number): number {
    const { record, group, column } = this.placeFinder.locate(labware, place);
    const pitch = column === 0 ? 0 : this.table.int16(group + GROUP.xPitch);
    return (this.table.int16(record + PLACE.x) + column * pitch) / PER_UNIT;
  }

  /** Middle of a place. */
  y(labware: number, place: number): number {
    const { record, group, row } = this.placeFinder.locate(labware, place);
    const pitch = row === 0 ? 0 : this.table.int16(group + GROUP.yPitch);
    return (this.table.int16(record + PLACE.y) + row * pitch) / PER_UNIT;
  }

  /** Bottom of a place, inside. */
  z(labware: number, place: number): number {
    return this.table.int16(this.placeFinder.locate(labware, place).group + GROUP.bottom) / PER_UNIT;
  }

  /** From the bottom of a place to its top. */
  depth(labware: number, place: number): number {
    return this.table.uint16(this.placeFinder.locate(labware, place).group + GROUP.depth) / PER_UNIT;
  }

  /** Inner size from left to right; of a round place its diameter, as is `ySize`. */
  xSize(labware: number, place: number): number {
    return this.table.uint16(this.placeFinder.locate(labware, place).group + GROUP.xSize) / PER_UNIT;
  }

  ySize(labware: number, place: number): number {
    return this.table.uint16(this.placeFinder.locate(labware, place).group + GROUP.ySize) / PER_UNIT;
  }

  isRectangular(labware: number, place: number): boolean {
    const { group } = this.placeFinder.locate(labware, place);
    return (this.table.uint8(group + GROUP.shape) & SHAPE.rectangular) !== 0;
  }

  capacity(labware: number, place: number): number {
    return this.table.uint32(this.placeFinder.locate(labware, place).group + GROUP.capacity) / PER_UNIT;
  }

  private field(labware: number, field: number): number {
    return this.table.uint16(this.table.start(labware) + field) / PER_UNIT;
  }
}
