// Storage that a run log fills: sessions as a lab's day has them, the newest with a last block that is full of records.

import { BlockHeader, HEADER_BYTES } from '../../src/journal/block-header.js';
import { STREAM } from '../../src/journal/block-log.js';
import { ENDED, NO_ID, RECORD, RECORD_BYTES } from '../../src/journal/record.js';
import { RecordBatch } from '../../src/journal/record-batch.js';

/** Blocks of each stream of a session, one of some 80 portions. */
const SESSION: readonly (readonly [stream: number, blocks: number])[] = [
  [STREAM.history, 5],
  [STREAM.protocol, 5],
  [STREAM.records, 6],
];

/** So many records, all whole, the last one a commit. */
function handedOver(count: number): Uint8Array {
  const batch = new RecordBatch(count);
  for (let record = 1; record < count; record++)
    batch.add(record, 1_795_350_987_627_893 + record, RECORD.dispense, 4, record % 96, record, 3, 100.5);
  batch.add(count, 1_795_350_987_627_893 + count, RECORD.commit, 0, ENDED.closed, NO_ID, NO_ID, 0);
  batch.seal();
  return batch.bytes;
}

/** @param write puts bytes at a place of storage that is erased, of so many blocks */
export function fillLog(
  write: (bytes: Uint8Array, position: number) => void,
  blockBytes: number,
  blocks: number,
): void {
  const header = new BlockHeader();
  let block = 0;
  for (let session = 1; block < blocks; session++)
    for (const [stream, count] of SESSION)
      for (let index = 0; index < count && block < blocks; index++) {
        header.encode(session, stream, index);
        write(header.bytes, block * blockBytes);
        block += 1;
      }
  write(handedOver(blockBytes / RECORD_BYTES - 1), (block - 1) * blockBytes + HEADER_BYTES);
}
