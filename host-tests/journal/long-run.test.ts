// Ten thousand transfers: the files are right to the last byte, nothing grows, and late pieces cost what early ones do.

import test from 'ava';
import { ENDED } from '../../src/journal/record.js';
import type { ReportFiles } from '../../src/journal/report-files.js';
import { COUNTER, Counters, collectGarbage, HAS_COUNTERS, scaledRuns } from '../support/engine.js';
import { appendPortion, memory, SampleLab, SetClock, sampleJournal, wellName } from './sample-journal.js';

const TRANSFERS = Math.max(120, scaledRuns(10_000));
const PRODUCTS = 40;
const STEP_MICROSECONDS = 7_310_417;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Time of transfer `i`: the run begins at midnight of 2 February 2026 in UTC. */
function timeOf(i: number, separator: string): string {
  const microseconds = i * STEP_MICROSECONDS;
  const seconds = Math.floor(microseconds / 1e6);
  const [hours, minutes] = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60];
  const time = `${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`;
  return `${time}${separator}${String(1e6 + (microseconds % 1e6)).slice(1)}`;
}

const dayOf = (i: number): string => twoDigits(2 + Math.floor((i * STEP_MICROSECONDS) / 86_400e6));

const volumeOf = (i: number): number => 20 + (i % 300) + 0.5;

const historyOf = (i: number): string => {
  const time = `2026-02-${dayOf(i)} ${timeOf(i, '.')}`;
  const volume = volumeOf(i);
  return `${time}\t\t-${volume}\tWaterC1.0\n${time}\tWaterC1.0\t${volume}\trxn${1 + (i % PRODUCTS)}C1.0\n`;
};

const protocolOf = (i: number): string =>
  `${i === 0 ? '' : '\n'}HEAD: ${dayOf(i)}-Feb-2026 ${timeOf(i, ':')} : transfering WaterC1.0 to rxn${1 + (i % PRODUCTS)}C1.0
Aspirating ${volumeOf(i)} uL from C1 of tube_holder_10 on 1 at 92.86 uL/sec
Touching tip
Moving to C1 of tube_holder_10 on 1
Dispensing ${volumeOf(i)} uL into ${wellName(1 + (i % PRODUCTS))} of platereader4 on 4 at 92.86 uL/sec
Blowing out
Blowing out
Blowing out
Blowing out
Touching tip`;

/** A lab of water and products, and the run of so many transfers, a hand-over after each. */
function run(transfers: number) {
  const lab = new SampleLab();
  lab.chemicals.push('WaterC1.0');
  lab.containers.push({ name: 'WaterC1.0', slot: 1, well: 'C1', volume: 0, type: 'Tube50000uL' });
  for (let i = 1; i <= PRODUCTS; i++)
    lab.containers.push({ name: `rxn${i}C1.0`, slot: 4, well: wellName(i), volume: 0, type: 'Well96' });
  const clock = new SetClock();
  const sample = sampleJournal({
    lab,
    clock,
    zone: 'UTC0',
    device: memory(4_096, 16 + Math.ceil(transfers / 4)),
  });
  const { journal } = sample;
  clock.now = 1_769_990_400_000_000;
  journal.begin();
  for (let i = 0; i < transfers; i++) {
    journal.checkRoom(7);
    appendPortion(journal, 1 + (i % PRODUCTS), volumeOf(i));
    journal.handOver();
    clock.now += STEP_MICROSECONDS;
  }
  return sample;
}

/** Reads a file from the front and compares it with what should be in it. */
class Reading {
  readonly #files: ReportFiles;
  readonly #file: number;
  readonly #piece = new Uint8Array(512);
  #offset = 0;
  #length = 0;
  #at = 0;

  constructor(files: ReportFiles, file: number) {
    this.#files = files;
    this.#file = file;
  }

  /** Whether `text`, which is ASCII, comes next. */
  reads(text: string): boolean {
    for (const character of text) if (this.#next() !== character.charCodeAt(0)) return false;
    return true;
  }

  get isAtEnd(): boolean {
    return this.#next() === -1;
  }

  #next(): number {
    if (this.#at === this.#length) {
      this.#offset += this.#length;
      this.#length = this.#files.read(this.#file, this.#offset, this.#piece);
      this.#at = 0;
    }
    return this.#length === 0 ? -1 : this.#piece[this.#at++]!;
  }
}

test('the files of a long run are right to the last byte', (t) => {
  const { journal } = run(TRANSFERS);
  journal.end(ENDED.closed);
  const files = journal.files();
  const protocol = new Reading(files, 0);
  const history = new Reading(files, 2);
  t.true(history.reads('timestamp\tchemical\tvol\tcontainer\n'));
  for (let i = 0; i < TRANSFERS; i++)
    if (!history.reads(historyOf(i)) || !protocol.reads(protocolOf(i))) t.fail(`transfer ${i}`);
  t.true(history.isAtEnd);
  t.true(protocol.isAtEnd);
});

test('the memory after many transfers is that after ten', (t) => {
  const { journal, clock } = run(10);
  const before = new Counters();
  const after = new Counters();
  const use = (counters: Counters) => {
    for (let i = 0; i < 10; i++) {
      appendPortion(journal, 1 + i, volumeOf(i));
      journal.handOver();
      clock.now += STEP_MICROSECONDS;
    }
    collectGarbage();
    counters.read();
  };
  use(before);
  for (let i = 0; i < 8; i++) use(after);
  for (const counter of [COUNTER.slots, COUNTER.chunkBytes, COUNTER.keys])
    t.is(after.since(before, counter), 0);
  t.true(journal.bytes < 16_384, `${journal.bytes} bytes of tables`);
});

test('a piece at the end of a long history costs what one at its beginning does: it is not looked at', (t) => {
  const { journal } = run(TRANSFERS);
  const files = journal.files();
  const piece = new Uint8Array(512);
  let end = 0;
  for (let count = files.read(2, 0, piece); count === 512; count = files.read(2, end, piece)) end += count;
  const cost = (offset: number): number => {
    const before = new Counters().read();
    const after = new Counters();
    files.read(2, offset, piece);
    return after.read().since(before, COUNTER.instructions);
  };
  cost(0);
  const [first, last] = [cost(0), cost(end - 512)];
  if (HAS_COUNTERS) t.log(`cost 512 bytes of a file: ${first} instructions at the front, ${last} at the end`);
  t.true(last <= first * 1.1 && first < 5 * 512, `${first} and ${last}`);
});
