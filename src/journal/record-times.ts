// The local time of a record, and what stands for it while the date is not known.

import type { WallClock } from '../kernel/wall-clock.js';
import { CivilTime } from './calendar.js';
import type { RecordBatch } from './record-batch.js';
import type { TimeZone } from './time-zone.js';

/** A time of an unsynchronised clock counts from 1970-01-01 00:00:00: the year is the mark. */
export class RecordTimes {
  private readonly clock: WallClock;
  private readonly zone: TimeZone;
  private readonly civil = new CivilTime();

  constructor(clock: WallClock, zone: TimeZone) {
    this.clock = clock;
    this.zone = zone;
  }

  /** Valid until the next call. */
  local(batch: RecordBatch, record: number): CivilTime {
    const time = batch.time(record);
    const origin = batch.isUndated(record) ? this.clock.originMicroseconds : 0;
    const isKnown = !batch.isUndated(record) || origin > 0;
    this.civil.set(isKnown ? this.zone.localMicroseconds(time + origin) : time);
    return this.civil;
  }
}
