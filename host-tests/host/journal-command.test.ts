// `npm run journal`: the list of a state folder's sessions, and the files of one.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { FileBlocks } from '../../src/host/storage/file-blocks.js';
import { ENDED } from '../../src/journal/record.js';
import { appendPortion, fileBytes, SampleLab, SetClock, sampleJournal } from '../journal/sample-journal.js';

const run = (...args: string[]) => spawnSync('node', ['scripts/journal.mjs', ...args], { encoding: 'utf8' });

const folder = (): string => mkdtempSync(join(tmpdir(), 'armchair-'));

/** A state folder with a session that was closed and one that goes on, and the reports of the second. */
function stateFolder() {
  const path = folder();
  const device = new FileBlocks(path);
  const lab = new SampleLab();
  lab.chemicals.push('WaterC1.0');
  lab.containers.push({ name: 'rxn1C1.0', slot: 4, well: 'A1', volume: 1, type: 'Well96' });
  const clock = new SetClock();
  const { journal } = sampleJournal({ device, lab, clock });
  journal.begin();
  journal.end(ENDED.closed);
  clock.now += 3_600_000_000;
  journal.begin();
  for (let i = 0; i < 30; i++) {
    appendPortion(journal, 0, i + 0.5);
    journal.handOver();
  }
  const files = journal.files();
  const reports = {
    'protocol_record.txt': fileBytes(files, 'protocol_record.txt'),
    'well_history.tsv': fileBytes(files, 'well_history.tsv'),
  };
  device.close();
  return { path, reports };
}

test('sessions are listed with their beginning, their end and their size', (t) => {
  const { path, reports } = stateFolder();
  const { stdout, stderr, status } = run(path);
  t.is(stderr, '');
  t.is(status, 0);
  const bytes = reports['protocol_record.txt'].length + reports['well_history.tsv'].length;
  t.deepEqual(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/)),
    [
      ['session', 'begun', 'ended', 'records', 'report bytes'],
      ['1', '2026-11-22 04:36:27.627893', 'closed', '4', '33'],
      ['2', '2026-11-22 05:36:27.627893', 'cut or open', '242', String(bytes)],
    ],
  );
});

test('a session is exported as it was sent, with all records as a table', (t) => {
  const { path, reports } = stateFolder();
  const target = join(folder(), 'session');
  const { stderr, status } = run(path, 'export', '2', target, '--zone', 'UTC0');
  t.is(stderr, '');
  t.is(status, 0);
  t.deepEqual(readdirSync(target).sort(), ['protocol_record.txt', 'records.tsv', 'well_history.tsv']);
  for (const [name, bytes] of Object.entries(reports))
    t.deepEqual(new Uint8Array(readFileSync(join(target, name))), bytes, name);
  const rows = readFileSync(join(target, 'records.tsv'), 'utf8').trimEnd().split('\n');
  t.is(rows.length, 243);
  t.is(rows[0], 'sequence\ttime\tkind\tarm\tdeck_pos\twell\tcontainer\tchemical\tvalue');
  t.is(rows[3], '6\t2026-11-22 13:36:27.627893\theadTransfer\t\t\t\t0\t0\t0');
  t.is(rows[4], '7\t2026-11-22 13:36:27.627893\taspirate\tleft\t1\t2\t0\t0\t0.5');
});

test('what is not there is said in one line, with exit code 2', (t) => {
  const empty = folder();
  const { path } = stateFolder();
  for (const [args, message] of [
    [[], /^which folder\? .*--help shows/],
    [[empty], /there is no journal\.bin in it: give the folder of npm start -- --state/],
    [[path, 'export', '7', empty], /^there is no session 7: there are 1, 2/],
    [[path, 'drop'], /^export SESSION TARGET/],
    [[path, '--zone', 'Mars'], /not a POSIX time-zone rule.*'Mars'/],
  ] as const) {
    const { stdout, stderr, status } = run(...args);
    t.is(status, 2, stderr);
    t.is(stdout, '');
    t.regex(stderr, message);
    t.is(stderr.trimEnd().split('\n').length, 1);
  }
  t.deepEqual(readdirSync(empty), []);
});
