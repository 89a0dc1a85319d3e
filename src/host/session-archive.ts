// The sessions of a run log for people: a list of them, and the files of one.

import type { BlockDevice } from '../journal/block-device.js';
import { NO_SESSION } from '../journal/block-index.js';
import { BlockLog, historyStream, protocolStream } from '../journal/block-log.js';
import { ByteBuffer } from '../journal/byte-buffer.js';
import { CivilTime } from '../journal/calendar.js';
import { ENDED, NO_ARM, NO_ID, RECORD } from '../journal/record.js';
import { RecordBatch } from '../journal/record-batch.js';
import { putTimestamp } from '../journal/report-text.js';
import { findSession, readRecords, type StoredSession } from '../journal/stored-session.js';
import type { TimeZone } from '../journal/time-zone.js';

const ENDS: ReadonlyMap<number, string> = new Map([
  [0, 'cut or open'],
  ...Object.entries(ENDED).map(([name, value]): [number, string] => [value, name]),
]);

const KINDS: ReadonlyMap<number, string> = new Map(
  Object.entries(RECORD).map(([name, value]): [number, string] => [value, name]),
);

const TITLE = 'sequence\ttime\tkind\tarm\tdeck_pos\twell\tcontainer\tchemical\tvalue';

export class SessionArchive {
  private readonly log: BlockLog;
  private readonly zone: TimeZone;
  private readonly batch = new RecordBatch(64);

  constructor(device: BlockDevice, zone: TimeZone) {
    this.log = new BlockLog(device);
    this.zone = zone;
  }

  /** Sessions of which something was handed over, the oldest first. */
  sessions(): StoredSession[] {
    const { index } = this.log;
    const sessions: StoredSession[] = [];
    for (let at = index.sessionFrom(0); at !== NO_SESSION; at = index.sessionFrom(at + 1)) {
      const found = findSession(this.log, at, this.batch);
      if (found !== null) sessions.push(found);
    }
    return sessions;
  }

  /** One line for each session. */
  list(): string[] {
    const line = (...[session, begun, ended, records, bytes]: string[]): string =>
      `${session?.padStart(7)}  ${begun?.padEnd(26)}  ${ended?.padEnd(11)}  ${records?.padStart(8)}  ${bytes?.padStart(12)}`;
    return [
      line('session', 'begun', 'ended', 'records', 'report bytes'),
      ...this.sessions().map((found) => {
        readRecords(this.log, found.session, 0, this.batch);
        const bytes = found.historyBytes + found.protocolBytes;
        return line(
          String(found.session),
          this.timeText(0),
          ENDS.get(found.ended) ?? String(found.ended),
          String(found.records),
          String(bytes),
        );
      }),
    ];
  }

  /** The files of a session: both reports as they were sent, and all records as a table. */
  files(found: StoredSession): ReadonlyMap<string, Uint8Array> {
    const { isCorrected, protocolBytes, historyBytes } = found;
    return new Map([
      ['protocol_record.txt', this.read(found.session, protocolStream(isCorrected), protocolBytes)],
      ['well_history.tsv', this.read(found.session, historyStream(isCorrected), historyBytes)],
      ['records.tsv', Buffer.from(`${[TITLE, ...this.rows(found)].join('\n')}\n`)],
    ]);
  }

  private rows({ session, records }: StoredSession): string[] {
    const batch = this.batch;
    const rows: string[] = [];
    while (rows.length < records) {
      const count = Math.min(readRecords(this.log, session, rows.length, batch), records - rows.length);
      if (count <= 0) throw new Error(`session ${session}: record ${rows.length} is damaged`);
      for (let record = 0; record < count; record++) rows.push(this.row(record));
    }
    return rows;
  }

  private row(record: number): string {
    const batch = this.batch;
    const id = (value: number) => (value === NO_ID ? '' : String(value));
    const arm = batch.arm(record);
    return [
      batch.sequence(record),
      this.timeText(record),
      KINDS.get(batch.kind(record)) ?? batch.kind(record),
      arm === NO_ARM ? '' : ['left', 'right'][arm],
      batch.slot(record) || '',
      batch.slot(record) === 0 ? '' : batch.well(record),
      id(batch.container(record)),
      id(batch.chemical(record)),
      batch.kind(record) === RECORD.commit ? '' : batch.value(record),
    ].join('\t');
  }

  private timeText(record: number): string {
    const time = this.batch.time(record);
    const civil = new CivilTime();
    const out = new ByteBuffer(32);
    civil.set(this.batch.isUndated(record) ? time : this.zone.localMicroseconds(time));
    putTimestamp(out, civil);
    return Buffer.from(out.bytes.subarray(0, out.length)).toString('latin1');
  }

  private read(session: number, stream: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    this.log.read(session, stream, 0, bytes, 0, length);
    return bytes;
  }
}
