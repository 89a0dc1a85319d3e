// A fixed batch of records in RAM: filled one by one, handed over whole, begun anew. Also reads records of a storage.

import { crc32 } from '../kernel/crc32.js';
import { FIELD, PLACE, RECORD_BYTES } from './record.js';

export class RecordBatch {
  readonly capacity: number;
  count = 0;
  readonly bytes: Uint8Array;
  private readonly view: DataView;

  /** @param capacity records */
  constructor(capacity: number) {
    this.capacity = capacity;
    this.bytes = new Uint8Array(capacity * RECORD_BYTES);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Bytes of the records that are in. */
  get bytesUsed(): number {
    return this.count * RECORD_BYTES;
  }

  /** Adds a record; the caller sees that there is room. Allocates nothing. */
  add(
    sequence: number,
    time: number,
    kind: number,
    place: number,
    well: number,
    container: number,
    chemical: number,
    value: number,
  ): void {
    const view = this.view;
    const at = this.count * RECORD_BYTES;
    view.setUint32(at + FIELD.sequence, sequence, true);
    view.setUint8(at + FIELD.kind, kind);
    view.setUint8(at + FIELD.place, place);
    view.setUint16(at + FIELD.well, well, true);
    view.setFloat64(at + FIELD.time, time, true);
    view.setFloat64(at + FIELD.value, value, true);
    view.setUint16(at + FIELD.container, container, true);
    view.setUint16(at + FIELD.chemical, chemical, true);
    this.count += 1;
  }

  /** Makes the last record a commit of so many bytes of the two reports. */
  setReportBytes(history: number, protocol: number): void {
    const at = (this.count - 1) * RECORD_BYTES;
    this.view.setUint32(at + FIELD.historyBytes, history, true);
    this.view.setUint32(at + FIELD.protocolBytes, protocol, true);
  }

  /** Gives every record its check sum. */
  seal(): void {
    for (let record = 0; record < this.count; record++)
      this.view.setUint32(record * RECORD_BYTES + FIELD.crc, this.crc(record), true);
  }

  isWhole(record: number): boolean {
    return this.view.getUint32(record * RECORD_BYTES + FIELD.crc, true) === this.crc(record);
  }

  sequence(record: number): number {
    return this.view.getUint32(record * RECORD_BYTES + FIELD.sequence, true);
  }

  kind(record: number): number {
    return this.bytes[record * RECORD_BYTES + FIELD.kind] as number;
  }

  slot(record: number): number {
    return this.place(record) & PLACE.slotMask;
  }

  arm(record: number): number {
    return (this.place(record) & PLACE.armMask) >> PLACE.armShift;
  }

  /** Whether the time is one since power-on. */
  isUndated(record: number): boolean {
    return (this.place(record) & PLACE.undated) !== 0;
  }

  isCorrected(record: number): boolean {
    return (this.place(record) & PLACE.corrected) !== 0;
  }

  well(record: number): number {
    return this.view.getUint16(record * RECORD_BYTES + FIELD.well, true);
  }

  /** µs. */
  time(record: number): number {
    return this.view.getFloat64(record * RECORD_BYTES + FIELD.time, true);
  }

  value(record: number): number {
    return this.view.getFloat64(record * RECORD_BYTES + FIELD.value, true);
  }

  container(record: number): number {
    return this.view.getUint16(record * RECORD_BYTES + FIELD.container, true);
  }

  chemical(record: number): number {
    return this.view.getUint16(record * RECORD_BYTES + FIELD.chemical, true);
  }

  historyBytes(record: number): number {
    return this.view.getUint32(record * RECORD_BYTES + FIELD.historyBytes, true);
  }

  protocolBytes(record: number): number {
    return this.view.getUint32(record * RECORD_BYTES + FIELD.protocolBytes, true);
  }

  private place(record: number): number {
    return this.bytes[record * RECORD_BYTES + FIELD.place] as number;
  }

  private crc(record: number): number {
    const at = record * RECORD_BYTES;
    return crc32(this.bytes, at, at + FIELD.crc);
  }
}
