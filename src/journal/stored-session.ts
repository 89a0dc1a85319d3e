// A session as it is in storage: how far it was handed over, and how it ended.

import { type BlockLog, STREAM } from './block-log.js';
import { RECORD, RECORD_BYTES } from './record.js';
import type { RecordBatch } from './record-batch.js';

/** What the last commit of a session says. Nothing behind it counts. */
export interface StoredSession {
  readonly session: number;
  /** Sequence number of the commit. */
  readonly sequence: number;
  /** Records, the commit included. */
  readonly records: number;
  readonly historyBytes: number;
  readonly protocolBytes: number;
  /** Whether the streams with corrected times are the reports. */
  readonly isCorrected: boolean;
  /** `ENDED`, or 0: it goes on, or it was cut. */
  readonly ended: number;
  /** Whole records behind the commit: what was being handed over when the power went. */
  readonly recordsCut: number;
}

/** Reads records `from` on into `batch`; how many of them are whole, up to the first that is not. */
export function readRecords(log: BlockLog, session: number, from: number, batch: RecordBatch): number {
  const stored = log.index.blocksOf(session, STREAM.records) * recordsOfBlock(log);
  const count = Math.min(batch.capacity, stored - from);
  log.read(session, STREAM.records, from * RECORD_BYTES, batch.bytes, 0, count * RECORD_BYTES);
  batch.count = 0;
  while (batch.count < count && batch.isWhole(batch.count)) batch.count += 1;
  return batch.count;
}

const recordsOfBlock = (log: BlockLog): number => log.device.blockBytes / RECORD_BYTES - 1;

/** The state of a session, or null when nothing of it was ever handed over. `batch` is overwritten. */
export function findSession(log: BlockLog, session: number, batch: RecordBatch): StoredSession | null {
  const perBlock = recordsOfBlock(log);
  for (let block = log.index.blocksOf(session, STREAM.records) - 1; block >= 0; block--) {
    const found = lastCommit(log, session, block * perBlock, batch);
    if (found !== null) return found;
  }
  return null;
}

/** The last commit from record `from` on. */
function lastCommit(log: BlockLog, session: number, from: number, batch: RecordBatch): StoredSession | null {
  let found: StoredSession | null = null;
  let at = from;
  for (let isWhole = true; isWhole; ) {
    const count = readRecords(log, session, at, batch);
    isWhole = count === batch.capacity;
    let record = count - 1;
    while (record >= 0 && batch.kind(record) !== RECORD.commit) record -= 1;
    if (record >= 0) found = storedSession(session, at + record + 1, batch, record);
    at += count;
  }
  return found === null ? null : { ...found, recordsCut: at - found.records };
}

/** What the commit at `record` of a batch says. */
const storedSession = (
  session: number,
  records: number,
  batch: RecordBatch,
  record: number,
): StoredSession => ({
  session,
  records,
  sequence: batch.sequence(record),
  historyBytes: batch.historyBytes(record),
  protocolBytes: batch.protocolBytes(record),
  isCorrected: batch.isCorrected(record),
  ended: batch.well(record),
  recordsCut: 0,
});
