// Why the chip started is in the run log, and a crash in the words of the report: once, in the first session after it.

import test from 'ava';
import { ENDED, RECORD } from '../../src/journal/record.js';
import { crashOf } from '../../src/journal/start-cause.js';
import { fileText, note, sampleJournal } from './sample-journal.js';

const PROTOCOL = 'protocol_record.txt';

const POWER_ON = 1;
const BROWN_OUT = 9;
const TASK_WATCHDOG = 6;

/** The report of a session in which one tip was touched. */
function reportOf({ journal }: ReturnType<typeof sampleJournal>): string {
  journal.begin();
  note(journal, RECORD.touchTip);
  journal.handOver();
  const text = fileText(journal.files(), PROTOCOL);
  journal.end(ENDED.closed);
  return text;
}

test('after a brown-out the first session begins with it, the next one does not', (t) => {
  const sample = sampleJournal({ startCause: BROWN_OUT });
  t.regex(reportOf(sample), /^HEAD: .* : started anew after a brown-out of its supply\nTouching tip$/);
  t.is(reportOf(sample), 'Touching tip');
});

test('a main loop that hung is said as such', (t) => {
  t.regex(
    reportOf(sampleJournal({ startCause: TASK_WATCHDOG })),
    /after a main loop that did not come round\n/,
  );
});

test('an ordinary start, and one of which nothing is known, are no words', (t) => {
  t.is(reportOf(sampleJournal({ startCause: POWER_ON })), 'Touching tip');
  t.is(reportOf(sampleJournal()), 'Touching tip');
  for (const cause of [0, 1, 2, 8, 10, 11, 12, 99]) t.is(crashOf(cause), '');
});

test('of a chip the first session has one record more, of why it started', (t) => {
  const found = [undefined, POWER_ON, BROWN_OUT].map((startCause) => {
    const { journal, device } = sampleJournal(startCause === undefined ? {} : { startCause });
    journal.begin();
    journal.handOver();
    return sampleJournal({ device }).journal.recovery;
  });
  t.deepEqual(
    found,
    [2, 3, 3].map((records) => `session 1 was cut off after ${records} records`),
  );
});
