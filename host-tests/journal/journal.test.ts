// The journal as the robot uses it: records, hand-overs, sessions, and storage that gets full.

import test from 'ava';
import type { BlockDevice } from '../../src/journal/block-device.js';
import { ENDED, RECORD, RECORD_BYTES } from '../../src/journal/record.js';
import { RecordBatch } from '../../src/journal/record-batch.js';
import { Fault } from '../../src/kernel/faults.js';
import { JOURNAL_RECORDS, STORED_RECORD_BYTES } from '../../src/kernel/limits.js';
import { bytesHex } from '../support/bytes.js';
import { COUNTER, Counters, collectGarbage } from '../support/engine.js';
import { storedSessions } from './cut-flash.js';
import {
  appendPortion,
  fileBytes,
  fileText,
  memory,
  note,
  SampleLab,
  type SampleOptions,
  sampleJournal,
} from './sample-journal.js';

/** A journal with water and four products. */
function sample(options: SampleOptions = {}) {
  const lab = new SampleLab();
  lab.chemicals.push('WaterC1.0');
  for (let i = 0; i < 5; i++)
    lab.containers.push({ name: `rxn${i}C1.0`, slot: 4, well: `A${i}`, volume: i, type: 'Well96' });
  return sampleJournal({ lab, ...options });
}

const HISTORY = 'well_history.tsv';

const rows = (journal: ReturnType<typeof sample>['journal']): number =>
  fileText(journal.files(), HISTORY).split('\n').length - 2;

test('a record is 32 bytes in a fixed order', (t) => {
  const batch = new RecordBatch(2);
  batch.add(0x01020304, 1_795_350_987_627_893, RECORD.aspirate, 0x4a, 0x0102, 0x0506, 0x0708, -100.5);
  batch.seal();
  t.is(
    bytesHex(batch.bytes.subarray(0, 32)),
    '04030201 07 4a 0201 d47575e772831943 00000000002059c0 0605 0807 74202128'.replaceAll(' ', ''),
  );
  t.true(batch.isWhole(0));
  t.false(batch.isWhole(1));
  t.deepEqual([batch.slot(0), batch.arm(0), batch.isUndated(0), batch.well(0)], [10, 0, true, 258]);
  for (let i = 0; i < 32; i++) {
    batch.bytes[i]! ^= 0x10;
    t.false(batch.isWhole(0), `byte ${i}`);
    batch.bytes[i]! ^= 0x10;
  }
});

test('what was appended is in the files, and in storage, from the next hand-over on', (t) => {
  const { journal, device } = sample();
  journal.begin();
  appendPortion(journal, 1, 10);
  t.is(rows(journal), 0);
  journal.handOver();
  t.is(rows(journal), 2);
  const [stored] = storedSessions(device);
  t.deepEqual(stored!.history, fileBytes(journal.files(), HISTORY));
  t.deepEqual(stored!.protocol, fileBytes(journal.files(), 'protocol_record.txt'));
});

test('a hand-over writes reports before records, and syncs after both', (t) => {
  const device = memory();
  const done: string[] = [];
  const watched: BlockDevice = {
    blockBytes: device.blockBytes,
    blocks: device.blocks,
    read: (...args) => device.read(...args),
    write: (block, offset, source, start, length) => {
      if (offset > 0)
        done.push(source[start] === 0x48 ? 'record text' : length % 32 === 0 ? 'records' : 'history');
      device.write(block, offset, source, start, length);
    },
    erase: (block) => device.erase(block),
    sync: () => done.push('sync'),
  };
  const { journal } = sample({ device: watched });
  journal.begin();
  done.length = 0;
  note(journal, RECORD.headMix, { container: 1 });
  note(journal, RECORD.containerMade, { container: 1, chemical: 0, value: 5 });
  journal.handOver();
  t.deepEqual(done, ['history', 'record text', 'sync', 'records', 'sync']);
  done.length = 0;
  journal.handOver();
  t.deepEqual(done, [], 'nothing to hand over');
});

test('the files stay what they were while the next command is recorded', (t) => {
  const { journal } = sample();
  journal.begin();
  appendPortion(journal, 1, 10);
  journal.handOver();
  const files = journal.files();
  const before = fileText(files, HISTORY);
  appendPortion(journal, 1, 10);
  journal.handOver();
  t.is(fileText(files, HISTORY), before);
  t.is(rows(journal), 4);
});

test('more than half full it asks to be handed over; full it faults', (t) => {
  const { journal } = sample();
  journal.begin();
  for (let i = 0; i < JOURNAL_RECORDS; i++) {
    t.is(journal.needsHandOver, i > JOURNAL_RECORDS / 2);
    note(journal, RECORD.touchTip);
  }
  const fault = t.throws(() => note(journal, RECORD.touchTip)) as Fault;
  t.is(fault.code, 'journalOverrun');
  journal.handOver();
  t.false(journal.needsHandOver);
  t.is(fileText(journal.files(), 'protocol_record.txt').split('\n').length, JOURNAL_RECORDS);
  for (let i = 0; i < JOURNAL_RECORDS; i++) note(journal, RECORD.touchTip);
  t.notThrows(() => journal.end(ENDED.failed), 'a session ends in good order all the same');
});

test('sessions end closed, lost or failed; outside of one nothing is recorded', (t) => {
  const { journal, device } = sample();
  appendPortion(journal, 1, 10);
  journal.handOver();
  journal.end(ENDED.closed);
  journal.begin();
  appendPortion(journal, 1, 10);
  journal.end(ENDED.closed);
  appendPortion(journal, 1, 10);
  journal.handOver();
  journal.begin();
  journal.end(ENDED.lost);
  journal.begin();
  journal.begin();
  t.deepEqual(
    storedSessions(device).map(({ session, ended, records }) => [session, ended, records]),
    [
      [1, ENDED.closed, 11],
      [2, ENDED.lost, 4],
      [3, ENDED.failed, 4],
      [4, 0, 2],
    ],
  );
});

test('a command is refused before the session would be cut, and its end still has room', (t) => {
  const { journal, device } = sample();
  journal.begin();
  let portions = 0;
  for (; ; portions++) {
    try {
      journal.checkRoom(7);
    } catch (fault) {
      t.is((fault as Fault).code, 'storageFull');
      t.regex((fault as Fault).message, /save and close.*: \d+ bytes needed, \d+ left$/);
      break;
    }
    appendPortion(journal, 1, 10);
    journal.handOver();
  }
  t.true(portions > 15, `${portions} portions`);
  t.false(journal.isCut);
  t.is(rows(journal), 2 * portions);
  for (let i = 0; i < 8; i++) note(journal, RECORD.tipDropped, { arm: 0, slot: 12 });
  journal.end(ENDED.closed);
  t.false(journal.isCut);
  t.is(storedSessions(device)[0]!.ended, ENDED.closed);
  journal.begin();
  t.notThrows(() => journal.checkRoom(7));
});

test('a portion needs no more room than it is taken to need, with names of 40 bytes and all digits', (t) => {
  const { journal, lab, device } = sample();
  const name = 'n'.repeat(40);
  lab.chemicals[0] = name;
  lab.containers.push({ name, slot: 4, well: 'H12', volume: 0, type: 'Well96' });
  lab.containers[0] = lab.containers[5]!;
  journal.begin();
  const before = storedSessions(device)[0]!;
  appendPortion(journal, 5, 262.60504201680675);
  journal.handOver();
  const after = storedSessions(device)[0]!;
  const records = after.records - before.records;
  t.is(records, 8);
  const text = after.historyBytes + after.protocolBytes - before.historyBytes - before.protocolBytes;
  t.true(text + records * RECORD_BYTES <= 7 * STORED_RECORD_BYTES, `${text + records * RECORD_BYTES} bytes`);
});

test('storage that gets full within a command cuts the session: what was handed over stays, the run goes on', (t) => {
  const { journal, device } = sample();
  journal.begin();
  let portions = 0;
  for (; !journal.isCut; portions++) {
    appendPortion(journal, 1, 10);
    journal.handOver();
  }
  const kept = rows(journal);
  t.is(kept, 2 * (portions - 1));
  for (let i = 0; i < 3 * JOURNAL_RECORDS; i++) {
    note(journal, RECORD.touchTip);
    if (journal.needsHandOver) journal.handOver();
  }
  t.is(rows(journal), kept);
  t.throws(() => journal.checkRoom(0), { message: /nearly full/ });
  journal.end(ENDED.closed);
  t.is(storedSessions(device)[0]!.ended, 0);
  journal.begin();
  t.false(journal.isCut);
  appendPortion(journal, 1, 10);
  journal.handOver();
  t.is(rows(journal), 2);
  t.deepEqual(
    storedSessions(device).map(({ session }) => session),
    [2],
  );
});

test('storage that fails is a fault, and the session is written no further', (t) => {
  const device = memory();
  let isBroken = false;
  const failing: BlockDevice = {
    blockBytes: device.blockBytes,
    blocks: device.blocks,
    read: (...args) => device.read(...args),
    write: (...args) => {
      if (isBroken) throw new Fault('storageFailed', 'the disk is full');
      device.write(...args);
    },
    erase: (block) => device.erase(block),
    sync: () => {},
  };
  const { journal } = sample({ device: failing });
  journal.begin();
  appendPortion(journal, 1, 10);
  journal.handOver();
  isBroken = true;
  appendPortion(journal, 1, 10);
  t.throws(() => journal.handOver(), { message: /cannot be written or read: the disk is full/ });
  t.true(journal.isCut);
  t.is(rows(journal), 2);
  t.notThrows(() => journal.handOver());
});

test('the times of a session whose clock is set stay marked when storage has no room to write them anew', (t) => {
  const { journal, clock, device } = sample({ device: memory(512, 14) });
  clock.isSynchronized = false;
  clock.now = 0;
  journal.begin();
  for (let i = 0; i < 4; i++) appendPortion(journal, 1, 10);
  journal.handOver();
  clock.isSynchronized = true;
  clock.originMicroseconds = 1_795_350_987_000_000;
  clock.now = clock.originMicroseconds;
  appendPortion(journal, 1, 10);
  journal.handOver();
  t.false(journal.isCut);
  const lines = fileText(journal.files(), HISTORY).split('\n');
  t.regex(lines[1]!, /^1970-01-01/);
  t.regex(lines[9]!, /^2026-11-22/);
  t.false(storedSessions(device)[0]!.isCorrected);
});

test('an append allocates nothing', (t) => {
  const { journal } = sample();
  journal.begin();
  const before = new Counters();
  const after = new Counters();
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    before.read();
    journal.append(RECORD.aspirate, 0, 1, 2, 0, 0, 100.5);
    after.read();
  }
  for (const counter of [COUNTER.slots, COUNTER.chunkBytes, COUNTER.keys, COUNTER.collections])
    t.is(after.since(before, counter), 0);
  t.log(`cost append: ${after.since(before, COUNTER.instructions)} instructions`);
});
