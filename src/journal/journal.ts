// The run log: records into RAM while things move, into storage and into words when everything is still.

import { Fault } from '../kernel/faults.js';
import { JOURNAL_RECORDS, NAME_BYTES_MAX, RESERVED_BLOCKS, STORED_RECORD_BYTES } from '../kernel/limits.js';
import type { WallClock } from '../kernel/wall-clock.js';
import type { BlockDevice } from './block-device.js';
import { NO_SESSION } from './block-index.js';
import { BlockLog, STREAM } from './block-log.js';
import { ByteBuffer } from './byte-buffer.js';
import { ENDED, NO_ARM, NO_ID, PLACE, RECORD } from './record.js';
import { RecordBatch } from './record-batch.js';
import { ReportFiles } from './report-files.js';
import type { ReportNames } from './report-names.js';
import { SessionReports } from './session-reports.js';
import { UNKNOWN_CAUSE } from './start-cause.js';
import { findSession } from './stored-session.js';
import type { TimeZone } from './time-zone.js';
import { WellMap, type WellMapSource } from './well-map.js';

export interface JournalOptions {
  readonly device: BlockDevice;
  readonly clock: WallClock;
  readonly zone: TimeZone;
  readonly names: ReportNames;
  readonly wellMap: WellMapSource;
  /** The most containers that `wellMap` will ever have. */
  readonly wellMapRows: number;
  /** Why the chip started (start-cause.ts): the first session after it says so. */
  readonly startCause?: number;
}

/**
 * Between `begin` and `end` everything that is appended is in storage when the next `handOver` returns. A hand-over
 * counts as a whole or not at all: its last record is a commit that says how long the reports are with it.
 */
export class Journal {
  /** What was found in storage, one line; empty for blank storage. */
  readonly recovery: string;
  private readonly device: BlockDevice;
  private readonly clock: WallClock;
  private readonly log: BlockLog;
  private readonly batch = new RecordBatch(JOURNAL_RECORDS + 1);
  private readonly reports: SessionReports;
  private readonly reportFiles: ReportFiles;
  private sequence = 0;
  /** Until it is recorded. */
  private startCause: number;
  private isOpen = false;
  private wasCut = false;
  private ended = 0;
  /** Time of the last record of the session. */
  private lastTime = 0;
  /** What is handed over of the reports, and of which ones. */
  private isCorrected = false;
  private historyBytes = 0;
  private protocolBytes = 0;

  /** Looks through the storage. Fault `storageFailed`. */
  constructor(options: JournalOptions) {
    const { device, clock, zone, names, wellMap, wellMapRows, startCause = UNKNOWN_CAUSE } = options;
    this.startCause = startCause;
    this.device = device;
    this.clock = clock;
    this.log = new BlockLog(device);
    const field = new ByteBuffer(NAME_BYTES_MAX);
    this.reports = new SessionReports(this.log, clock, zone, names, field);
    this.reportFiles = new ReportFiles(this.log, new WellMap(wellMap, wellMapRows, field));
    this.recovery = this.recover();
  }

  /** Bytes of the index of the storage and of the records in RAM. */
  get bytes(): number {
    return this.log.index.bytes + this.batch.bytes.length;
  }

  /** Number of the session that is open, or was last. */
  get session(): number {
    return this.log.session;
  }

  /** Whether the storage got full, or failed, in the middle of a command: nothing of this session is written any more. */
  get isCut(): boolean {
    return this.wasCut;
  }

  /** Whether it is time for a `handOver`, at the next moment in which nothing moves. */
  get needsHandOver(): boolean {
    return this.batch.count * 2 > JOURNAL_RECORDS;
  }

  /** Begins a session; one that is still open has failed. */
  begin(): void {
    this.end(ENDED.failed);
    this.log.begin();
    this.reports.begin();
    this.isOpen = true;
    this.wasCut = false;
    this.ended = 0;
    this.lastTime = 0;
    this.isCorrected = false;
    this.historyBytes = 0;
    this.protocolBytes = 0;
    this.append(RECORD.sessionBegun, NO_ARM, 0, 0, NO_ID, NO_ID, this.log.session);
    if (this.startCause !== UNKNOWN_CAUSE)
      this.append(RECORD.started, NO_ARM, 0, 0, NO_ID, NO_ID, this.startCause);
    this.startCause = UNKNOWN_CAUSE;
    this.handOver();
  }

  /** Ends the session, if one is open. @param how one of `ENDED` */
  end(how: number): void {
    if (!this.isOpen) return;
    if (this.needsHandOver) this.handOver();
    this.ended = how;
    this.append(RECORD.sessionEnded, NO_ARM, 0, 0, NO_ID, NO_ID, how);
    this.isOpen = false;
    this.handOver();
  }

  /**
   * Adds a record to those in RAM; outside of a session nothing is recorded. Allocates nothing. JOURNAL.md says what
   * each kind puts into the fields. Fault `journalOverrun` when no room was made in time.
   * @param kind one of `RECORD`
   */
  append(
    kind: number,
    arm: number,
    slot: number,
    well: number,
    container: number,
    chemical: number,
    value: number,
  ): void {
    if (!this.isOpen) return;
    if (this.batch.count === JOURNAL_RECORDS) throw new Fault('journalOverrun', `${JOURNAL_RECORDS} records`);
    const clock = this.clock;
    const now = Math.floor(clock.microseconds());
    if (now > this.lastTime) this.lastTime = now;
    const place = slot | (arm << PLACE.armShift) | (clock.isSynchronized ? 0 : PLACE.undated);
    this.batch.add(this.sequence, this.lastTime, kind, place, well, container, chemical, value);
    this.sequence += 1;
  }

  /** Writes what was appended, and the words for it, to storage. Fault `storageFailed`. */
  handOver(): void {
    const batch = this.batch;
    if (batch.count === 0) return;
    try {
      if (!this.wasCut) this.wasCut = !this.store();
    } catch (fault) {
      this.wasCut = true;
      throw fault;
    } finally {
      batch.count = 0;
    }
  }

  /** Fault `storageFull` unless the storage surely takes `records` more and all that ends a session in good order. */
  checkRoom(records: number): void {
    const { device } = this.log;
    const needed = records * STORED_RECORD_BYTES + RESERVED_BLOCKS * device.blockBytes;
    const { roomBytes } = this.log;
    if (this.wasCut || needed > roomBytes)
      throw new Fault('storageFull', `${needed} bytes needed, ${this.wasCut ? 0 : roomBytes} left`);
  }

  /** The report files as of the last hand-over. It is the same object each time. */
  files(): ReportFiles {
    this.reportFiles.begin(this.session, this.isCorrected, this.protocolBytes, this.historyBytes);
    return this.reportFiles;
  }

  /** Reports first, then the records and the commit: without the commit nothing of it counts. False when full. */
  private store(): boolean {
    const batch = this.batch;
    const reports = this.reports;
    if (!reports.put(batch)) return false;
    this.device.sync();
    const { isCorrected } = reports;
    const flags = isCorrected ? PLACE.corrected : 0;
    batch.add(this.sequence, this.lastTime, RECORD.commit, flags, this.ended, NO_ID, NO_ID, 0);
    batch.setReportBytes(reports.historyBytes, reports.protocolBytes);
    batch.seal();
    if (!this.log.append(STREAM.records, batch.bytes, 0, batch.bytesUsed)) return false;
    this.device.sync();
    this.sequence += 1;
    this.isCorrected = isCorrected;
    this.historyBytes = reports.historyBytes;
    this.protocolBytes = reports.protocolBytes;
    reports.dropUndated();
    return true;
  }

  /** Sequence numbers go on where the newest session ended. Sessions of which nothing was handed over are given up. */
  private recover(): string {
    const { index, session: newest } = this.log;
    for (let session = newest; session !== NO_SESSION; session = index.sessionBefore(session)) {
      const found = findSession(this.log, session, this.batch);
      this.batch.count = 0;
      if (found === null) {
        this.log.drop(session);
        continue;
      }
      this.sequence = found.sequence + 1;
      const { ended, records, recordsCut } = found;
      const cut = recordsCut === 0 ? '' : `; ${recordsCut} records of its last hand-over were not complete`;
      return `session ${session} ${ended === 0 ? 'was cut off' : 'ended'} after ${records} records${cut}`;
    }
    return '';
  }
}
