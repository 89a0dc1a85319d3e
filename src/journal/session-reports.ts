// The two reports that grow with a session: each record is put into words once, and once more when the date becomes known.

import { Fault } from '../kernel/faults.js';
import { RESERVED_BLOCKS } from '../kernel/limits.js';
import type { WallClock } from '../kernel/wall-clock.js';
import { type BlockLog, historyStream, protocolStream, STREAM } from './block-log.js';
import type { ByteBuffer } from './byte-buffer.js';
import { HistoryReport } from './history-report.js';
import { ProtocolReport } from './protocol-report.js';
import { RECORD_BYTES } from './record.js';
import { RecordBatch } from './record-batch.js';
import { RecordTimes } from './record-times.js';
import type { ReportNames } from './report-names.js';
import { ReportStream } from './report-stream.js';
import { readRecords } from './stored-session.js';
import type { TimeZone } from './time-zone.js';

/** Records that are read back at a time. */
const READ_RECORDS = 4;

export class SessionReports {
  /** Whether the reports are those with corrected times. */
  isCorrected = false;
  private readonly log: BlockLog;
  private readonly clock: WallClock;
  private readonly history: HistoryReport;
  private readonly protocol: ProtocolReport;
  private readonly historyOut: ReportStream;
  private readonly protocolOut: ReportStream;
  private readonly read = new RecordBatch(READ_RECORDS);
  /** Whether the reports have times since power-on in them. */
  private isUndated = false;

  /** @param field room for a name, while records are put into words */
  constructor(log: BlockLog, clock: WallClock, zone: TimeZone, names: ReportNames, field: ByteBuffer) {
    const times = new RecordTimes(clock, zone);
    this.log = log;
    this.clock = clock;
    this.history = new HistoryReport(names, times, field);
    this.protocol = new ProtocolReport(names, times);
    this.historyOut = new ReportStream(log, STREAM.history);
    this.protocolOut = new ReportStream(log, STREAM.protocol);
  }

  /** Bytes of the reports, all of them written. */
  get historyBytes(): number {
    return this.log.length(this.historyOut.stream);
  }

  get protocolBytes(): number {
    return this.log.length(this.protocolOut.stream);
  }

  /** A session begins. */
  begin(): void {
    this.isUndated = false;
    this.beginReports(false);
  }

  /** Writes the words for all records of a batch; false when the storage is full. */
  put(batch: RecordBatch): boolean {
    if (this.isUndated && this.clock.isSynchronized) this.correct();
    if (!this.clock.isSynchronized) this.isUndated = true;
    this.render(batch);
    this.historyOut.flush();
    this.protocolOut.flush();
    return !this.historyOut.isFull && !this.protocolOut.isFull;
  }

  /** Gives up the reports without the date once the corrected ones count. */
  dropUndated(): void {
    if (!this.isCorrected || this.log.length(STREAM.history) === 0) return;
    this.log.dropStream(STREAM.history);
    this.log.dropStream(STREAM.protocol);
  }

  /** Writes both reports anew with the times that are known now, if the storage has room for that. */
  private correct(): void {
    const { device, roomBytes, session } = this.log;
    const needed = this.historyBytes + this.protocolBytes + RESERVED_BLOCKS * device.blockBytes;
    if (needed > roomBytes) return;
    const records = this.log.length(STREAM.records) / RECORD_BYTES;
    this.isUndated = false;
    this.beginReports(true);
    for (let at = 0; at < records; at += this.read.count) {
      if (readRecords(this.log, session, at, this.read) === 0)
        throw new Fault('storageFailed', `session ${session}: record ${at} is damaged`);
      this.render(this.read);
    }
  }

  private render(batch: RecordBatch): void {
    for (let record = 0; record < batch.count; record++) {
      this.history.put(this.historyOut, batch, record);
      this.protocol.put(this.protocolOut, batch, record);
    }
  }

  private beginReports(isCorrected: boolean): void {
    this.isCorrected = isCorrected;
    this.historyOut.begin(historyStream(isCorrected));
    this.protocolOut.begin(protocolStream(isCorrected));
    this.history.begin(this.historyOut);
    this.protocol.begin();
  }
}
