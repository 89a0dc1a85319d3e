// The power goes at any byte: what was handed over before is there, whole, and nothing of what was not.

import test from 'ava';
import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import { ENDED } from '../../src/journal/record.js';
import { crc32 } from '../../src/kernel/crc32.js';
import { outside, scaledRuns } from '../support/engine.js';
import { Random } from '../support/random.js';
import { CutFlash, PowerCut, storedSessions } from './cut-flash.js';
import {
  appendPortion,
  fileBytes,
  memory,
  SampleLab,
  SetClock,
  START,
  sampleJournal,
} from './sample-journal.js';

const sampleLab = (): SampleLab => {
  const lab = new SampleLab();
  lab.chemicals.push('WaterC1.0');
  for (let i = 0; i < 4; i++)
    lab.containers.push({ name: `rxn${i}C1.0`, slot: 4, well: `A${i}`, volume: 0, type: 'Well96' });
  return lab;
};

const mark = (bytes: Uint8Array): string => `${bytes.length} bytes, ${crc32(bytes, 0, bytes.length)}`;

/** A session's reports in short. */
const marks = (session: number, history: Uint8Array, protocol: Uint8Array): string =>
  `session ${session}: ${mark(history)}; ${mark(protocol)}`;

/** The reports of each session after its last hand-over that returned, by session. */
type Committed = Map<number, string>;

/** One life of a robot, from power-on until the power goes. */
function live(device: CutFlash, random: Random, committed: Committed, clock: SetClock): void {
  const { journal } = sampleJournal({ device, lab: sampleLab(), clock });
  const keep = () => {
    const files = journal.files();
    const history = fileBytes(files, 'well_history.tsv');
    const protocol = fileBytes(files, 'protocol_record.txt');
    committed.set(journal.session, marks(journal.session, history, protocol));
  };
  for (;;) {
    journal.begin();
    keep();
    for (let commands = random.below(12); commands > 0; commands--) {
      clock.now += 1 + random.below(1_000_000);
      for (let portions = random.below(5); portions > 0; portions--)
        appendPortion(journal, random.below(4), random.below(2_000) / 8);
      if (random.chance(10)) clock.isSynchronized = true;
      journal.handOver();
      keep();
    }
    journal.end(random.pick([ENDED.closed, ENDED.lost, ENDED.failed]));
    keep();
  }
}

/** Lives until the power goes, after at most so many bytes more. */
function liveAndCut(device: CutFlash, random: Random, committed: Committed, bytes: number): void {
  const clock = new SetClock();
  clock.isSynchronized = random.chance(60);
  if (!clock.isSynchronized) clock.now = 0;
  clock.originMicroseconds = clock.now === 0 ? START : 0;
  device.cutAfter(1 + random.below(bytes));
  try {
    live(device, random, committed, clock);
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
  }
  device.cutAfter(Number.POSITIVE_INFINITY);
}

/** A robot that loses its power again and again; how many sessions were found as they should be. */
function compareAfterCuts(seed: number, lives: number): number {
  const random = new Random(seed);
  const blocks = 14 + random.below(27);
  const device = new CutFlash(
    outside(() => new MemoryBlocks(512, blocks)),
    random,
  );
  const committed: Committed = new Map();
  let compared = 0;
  for (let life = 0; life < lives; life++) {
    liveAndCut(device, random, committed, 30_000);
    const stored = storedSessions(device.flash);
    const expected = [...committed.values()].slice(-stored.length || committed.size);
    for (const [i, { session, history, protocol }] of stored.entries()) {
      const found = marks(session, history, protocol);
      if (found !== expected[i])
        throw new Error(`seed ${seed}, life ${life}: ${found} is not ${expected[i]}`);
    }
    compared += stored.length;
  }
  return compared;
}

test('after any number of power cuts, storage holds the newest sessions as they were handed over', (t) => {
  const fresh = Date.now() % 2 ** 31;
  t.log(`fresh seed ${fresh}`);
  const runs = scaledRuns(200);
  let compared = 0;
  for (let run = 0; run < runs; run++)
    compared += compareAfterCuts(run, 4) + compareAfterCuts(fresh + run, 4);
  t.true(compared > runs, `${compared} sessions compared`);
});

test('sequence numbers go on after a power cut, and what was found is said', (t) => {
  const random = new Random(3);
  const device = new CutFlash(memory(), random);
  const before = sampleJournal({ device, lab: sampleLab() }).journal;
  t.is(before.recovery, '');
  before.begin();
  appendPortion(before, 1, 10);
  before.handOver();
  appendPortion(before, 2, 20);
  device.cutAfter(700);
  t.throws(() => before.handOver(), { instanceOf: PowerCut });
  device.cutAfter(Number.POSITIVE_INFINITY);
  const [cut] = storedSessions(device);
  t.is(cut!.records, 10);
  t.is(cut!.ended, 0);
  const after = sampleJournal({ device, lab: sampleLab() }).journal;
  t.regex(after.recovery, /^session 1 was cut off after 10 records/);
  after.begin();
  after.end(ENDED.closed);
  const [, next] = storedSessions(device);
  t.is(next!.session, 2);
  t.is(next!.ended, ENDED.closed);
  t.is(next!.sequence, cut!.sequence + 4);
  t.is(sampleJournal({ device }).journal.recovery, 'session 2 ended after 4 records');
});
