// The bytes of a labware table: checked once when it is opened, then read in place.

import type { ByteSource } from '../kernel/byte-source.js';
import { crc32 } from '../kernel/crc32.js';
import { Fault } from '../kernel/faults.js';
import { GROUP, HEADER, LABWARE, PLACE, TABLE_MAGIC, TABLE_VERSION } from './labware-layout.js';

/** What a lookup of an unknown labware or place gives. */
export const NOT_FOUND = -1;

/** Offsets count from the start of the table. */
export class LabwareBytes {
  /** Labware in the table. */
  readonly count: number;
  readonly bytes: Uint8Array;
  private readonly view: DataView;

  /**
   * Fault `labwareTableDamaged` for bytes that are cut or changed, `labwareTableTooNew` for a newer format.
   * @param isSound their checksum is taken to be right
   */
  constructor(bytes: Uint8Array, isSound: boolean) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (bytes.length < HEADER.starts || this.uint32(HEADER.magic) !== TABLE_MAGIC)
      throw new Fault('labwareTableDamaged', 'it does not begin as one');
    const version = this.uint16(HEADER.version);
    if (version > TABLE_VERSION)
      throw new Fault('labwareTableTooNew', `format ${version}, the newest that is read is ${TABLE_VERSION}`);
    const length = this.uint32(HEADER.length);
    if (length > bytes.length) throw new Fault('labwareTableDamaged', `${bytes.length} bytes of ${length}`);
    if (!isSound && crc32(bytes, HEADER.version, length) !== this.uint32(HEADER.crc))
      throw new Fault('labwareTableDamaged', 'the checksum is wrong');
    this.count = this.uint16(HEADER.count);
  }

  uint8(at: number): number {
    return this.bytes[at] as number;
  }

  uint16(at: number): number {
    return this.view.getUint16(at, true);
  }

  int16(at: number): number {
    return this.view.getInt16(at, true);
  }

  uint32(at: number): number {
    return this.view.getUint32(at, true);
  }

  /** Where a labware starts. */
  start(labware: number): number {
    return this.uint16(HEADER.starts + 2 * labware);
  }

  /** Where the first group of a labware starts; the others follow. */
  firstGroup(labware: number): number {
    const start = this.start(labware);
    return start + LABWARE.name + this.uint8(start + LABWARE.nameLength);
  }

  /** Where the group behind `group` starts. */
  groupAfter(group: number): number {
    if (this.uint8(group + GROUP.rows) !== 0) return group + GROUP.gridBytes;
    return group + GROUP.place + PLACE.bytes * this.uint16(group + GROUP.places);
  }

  /** The labware whose load name stands at `offset`, or `NOT_FOUND`. */
  find(ring: ByteSource, offset: number, length: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = this.compareName(middle, ring, offset, length);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return NOT_FOUND;
  }

  /** Below 0 when the name of `labware` comes before the one at `offset`, above 0 when behind it. */
  compareName(labware: number, ring: ByteSource, offset: number, length: number): number {
    const start = this.start(labware);
    const own = this.uint8(start + LABWARE.nameLength);
    const both = Math.min(own, length);
    for (let i = 0; i < both; i++) {
      const difference = this.uint8(start + LABWARE.name + i) - ring.uint8(offset + i);
      if (difference !== 0) return difference;
    }
    return own - length;
  }
}
