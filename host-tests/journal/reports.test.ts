// The report files in the original's formats (ROBOT.md section 11), line by line.

import test from 'ava';
import { ENDED, RECORD } from '../../src/journal/record.js';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { DELIMITER_BYTES } from '../../src/wire/delimiter.js';
import { FileSender } from '../../src/wire/file-stream.js';
import { fileBytes, fileText, note, type Sample, sampleJournal } from './sample-journal.js';

const PROTOCOL = 'protocol_record.txt';
const HISTORY = 'well_history.tsv';
const MAP = 'wellmap.tsv';

/** The first part of a captured session. */
function capturedBeginning(): Sample {
  const sample = sampleJournal();
  const { journal, lab, clock } = sample;
  const at = (microseconds: number) => {
    clock.now = 1_795_350_987_000_000 + microseconds;
  };
  lab.chemicals.push('WaterC1.0', 'KBrC20.0');
  lab.containers.push(
    { name: 'WaterC1.0', slot: 1, well: 'A3', volume: 26719.365334905175, type: 'Tube50000uL' },
    { name: 'rxn2C1.0', slot: 4, well: 'E2', volume: 165, type: 'Well96' },
    { name: 'KBrC20.0', slot: 5, well: 'A2', volume: 0, type: 'Well24' },
  );
  at(67_893);
  journal.begin();
  note(journal, RECORD.containerMade, {
    slot: 1,
    well: 16,
    container: 0,
    chemical: 0,
    value: 26884.365334905175,
  });
  note(journal, RECORD.containerMade, { slot: 4, well: 12, container: 1, chemical: 0, value: 0 });
  note(journal, RECORD.temperature, { value: 4 });
  note(journal, RECORD.tipPickedUp, { arm: 0, slot: 10, well: 0 });
  note(journal, RECORD.tipPickedUp, { arm: 1, slot: 11, well: 1 });
  at(75_307);
  note(journal, RECORD.headTransfer, { container: 1, chemical: 0 });
  at(75_358);
  note(journal, RECORD.aspirate, { arm: 0, slot: 1, well: 16, container: 0, chemical: 0, value: 165 });
  note(journal, RECORD.touchTip, { arm: 0 });
  note(journal, RECORD.moveTo, { arm: 0, slot: 1, well: 16 });
  at(75_384);
  note(journal, RECORD.dispense, { arm: 0, slot: 4, well: 12, container: 1, chemical: 0, value: 165 });
  note(journal, RECORD.blowOut, { arm: 0, value: 4 });
  note(journal, RECORD.touchTip, { arm: 0 });
  return sample;
}

test('protocol_record.txt has the lines of the motion library and of the robot, and no newline at the end', (t) => {
  const { journal, clock } = capturedBeginning();
  clock.now = 1_795_350_987_420_325;
  note(journal, RECORD.tipDropped, { arm: 1, slot: 12, well: 0 });
  note(journal, RECORD.headMix, { container: 2 });
  note(journal, RECORD.mixStroke, { arm: 0, slot: 3, well: 1, container: 2, value: 300 });
  note(journal, RECORD.blowOut, { arm: 0, value: 1 });
  journal.handOver();
  t.is(
    fileText(journal.files(), PROTOCOL),
    `Setting Temperature Module temperature to 4.0 °C (rounded off to nearest integer)
Picking up tip from A1 of tip_rack_300uL on 10
Picking up tip from B1 of tip_rack_20uL on 11
HEAD: 22-Nov-2026 04:36:27:075307 : transfering WaterC1.0 to rxn2C1.0
Aspirating 165.0 uL from A3 of tube_holder_10 on 1 at 92.86 uL/sec
Touching tip
Moving to A3 of tube_holder_10 on 1
Dispensing 165.0 uL into E2 of platereader4 on 4 at 92.86 uL/sec
Blowing out
Blowing out
Blowing out
Blowing out
Touching tip
Dropping tip into A1 of Opentrons Fixed Trash on 12
HEAD: 22-Nov-2026 04:36:27:420325 : mixing KBrC20.0 
Mixing 1 times with a volume of 300.0 ul
Aspirating 300.0 uL from B1 of temp_mod_24_tube on Temperature Module GEN2 on 3 at 92.86 uL/sec
Dispensing 300.0 uL into B1 of temp_mod_24_tube on Temperature Module GEN2 on 3 at 92.86 uL/sec
Blowing out`,
  );
});

test('well_history.tsv has a row for what is in a container at the start, each aspiration and each dispense', (t) => {
  const { journal } = capturedBeginning();
  journal.handOver();
  t.is(
    fileText(journal.files(), HISTORY),
    `timestamp\tchemical\tvol\tcontainer
2026-11-22 04:36:27.067893\tWaterC1.0\t26884.365334905175\tWaterC1.0
2026-11-22 04:36:27.075358\t\t-165.0\tWaterC1.0
2026-11-22 04:36:27.075384\tWaterC1.0\t165.0\trxn2C1.0
`,
  );
});

test('liquid that is discarded leaves the history as a negative row; what is lost and what failed is said', (t) => {
  const { journal } = capturedBeginning();
  note(journal, RECORD.discarded, { slot: 4, well: 12, container: 1, chemical: 0, value: 165 });
  note(journal, RECORD.lost, { arm: 0, chemical: 0, value: 12.5 });
  note(journal, RECORD.fault, { value: 405 });
  note(journal, RECORD.home);
  note(journal, RECORD.pause, { value: 1.5 });
  journal.handOver();
  const files = journal.files();
  t.true(fileText(files, HISTORY).endsWith('2026-11-22 04:36:27.075384\t\t-165.0\trxn2C1.0\n'));
  t.true(
    fileText(files, PROTOCOL).endsWith(
      'HEAD: 22-Nov-2026 04:36:27:075384 : lost 12.5 uL of WaterC1.0\nHEAD: 22-Nov-2026 04:36:27:075384 : fault 405',
    ),
  );
});

test('wellmap.tsv is sorted by deck slot, then by well as text', (t) => {
  const { journal, lab } = sampleJournal();
  const places: [number, string][] = [
    [10, 'A1'],
    [1, 'B3'],
    [4, 'A10'],
    [4, 'A2'],
    [1, 'A3'],
    [4, 'A1'],
    [4, 'B1'],
  ];
  for (const [slot, well] of places)
    lab.containers.push({ name: `${slot}${well}`, slot, well, volume: slot / 10, type: 'Well96' });
  journal.begin();
  const expected = [
    'chem_name\tloc\tdeck_pos\tvol\tcontainer',
    '1A3\tA3\t1\t0.1\tWell96',
    '1B3\tB3\t1\t0.1\tWell96',
    '4A1\tA1\t4\t0.4\tWell96',
    '4A10\tA10\t4\t0.4\tWell96',
    '4A2\tA2\t4\t0.4\tWell96',
    '4B1\tB1\t4\t0.4\tWell96',
    '10A1\tA1\t10\t1.0\tWell96',
  ];
  t.is(fileText(journal.files(), MAP), `${expected.join('\n')}\n`);
  lab.containers.push({ name: 'new', slot: 1, well: 'A1', volume: 1e-5, type: 'Tube2000uL' });
  t.is(fileText(journal.files(), MAP).split('\n')[1], 'new\tA1\t1\t1e-05\tTube2000uL');
  lab.containers.length = 1;
  t.is(fileText(journal.files(), MAP), `${expected[0]}\n${expected[7]}\n`);
});

test('the well map is the same however it is read', (t) => {
  const { journal, lab } = sampleJournal();
  for (let i = 0; i < 30; i++)
    lab.containers.push({ name: `rxn${i}C1.0`, slot: 1 + (i % 3), well: `A${i}`, volume: i, type: 'Well96' });
  journal.begin();
  const files = journal.files();
  const whole = fileText(files, MAP);
  t.is(whole.split('\n').length, 32);
  for (const piece of [1, 7, 64, 600, 4_000])
    t.is(fileText(files, MAP, piece), whole, `${piece} bytes a time`);
  const target = new Uint8Array(40);
  for (const offset of [700, 0, 41, 40, 300, whole.length - 5, whole.length, whole.length + 9]) {
    const count = files.read(1, offset, target);
    t.is(
      String.fromCharCode(...target.subarray(0, count)),
      whole.slice(offset, offset + 40),
      `from ${offset} on`,
    );
  }
});

test('a name with a quote in it is put in quotes, in every file of a table', (t) => {
  const { journal, lab } = sampleJournal();
  lab.chemicals.push('5" tubeC1.0', 'a\tb', 'a\nb', 'größeC1.0');
  for (const name of lab.chemicals)
    lab.containers.push({ name, slot: 1, well: 'A1', volume: 1, type: 'Well96' });
  journal.begin();
  for (let i = 0; i < 4; i++)
    note(journal, RECORD.dispense, { slot: 1, container: i, chemical: i, value: 1 });
  journal.handOver();
  const history = fileText(journal.files(), HISTORY);
  for (const field of ['"5"" tubeC1.0"', '"a\tb"', '"a\nb"', 'größeC1.0'])
    t.true(history.includes(`\t${field}\t1.0\t${field}\n`), field);
  t.true(fileText(journal.files(), MAP).includes('\n"5"" tubeC1.0"\tA1\t1\t1.0\tWell96\n'));
});

test('the longest names fit', (t) => {
  const { journal, lab } = sampleJournal();
  const name = '"'.repeat(255);
  lab.chemicals.push(name);
  lab.containers.push({ name, slot: 11, well: 'H12', volume: -1.2345678901234568e-300, type: 'Tube50000uL' });
  journal.begin();
  note(journal, RECORD.headTransfer, { container: 0, chemical: 0 });
  journal.handOver();
  const field = `"${'"'.repeat(510)}"`;
  const row = `${field}\tH12\t11\t-1.2345678901234568e-300\tTube50000uL`;
  t.is(fileText(journal.files(), MAP).split('\n')[1], row);
  t.true(fileText(journal.files(), PROTOCOL).endsWith(` : transfering ${name} to ${name}`));
});

test('times of a session never run backwards, even when the clock does', (t) => {
  const { journal, lab, clock } = capturedBeginning();
  clock.now -= 3_600_000_000;
  note(journal, RECORD.dispense, { slot: 4, container: 1, chemical: 0, value: 1 });
  journal.handOver();
  t.true(
    fileText(journal.files(), HISTORY).endsWith('2026-11-22 04:36:27.075384\tWaterC1.0\t1.0\trxn2C1.0\n'),
  );
  journal.end(ENDED.closed);
  journal.begin();
  note(journal, RECORD.dispense, { slot: 4, container: 1, chemical: 0, value: 1 });
  journal.handOver();
  t.true(
    fileText(journal.files(), HISTORY).endsWith('2026-11-22 03:36:27.075384\tWaterC1.0\t1.0\trxn2C1.0\n'),
  );
  t.is(lab.count, 3);
});

test('before the first synchronisation times have the year 1970; they are corrected once the date is known', (t) => {
  const { journal, lab, clock } = sampleJournal();
  lab.chemicals.push('WaterC1.0');
  lab.containers.push({ name: 'rxn1C1.0', slot: 4, well: 'A1', volume: 1, type: 'Well96' });
  const made = (value: number) =>
    note(journal, RECORD.containerMade, { slot: 4, container: 0, chemical: 0, value });
  clock.isSynchronized = false;
  clock.now = 5_000_000;
  journal.begin();
  for (let i = 0; i < 40; i++) {
    made(i + 1);
    if (journal.needsHandOver) journal.handOver();
  }
  note(journal, RECORD.headTransfer, { container: 0, chemical: 0 });
  journal.handOver();
  t.regex(fileText(journal.files(), HISTORY), /\n1970-01-01 00:00:05\.000000\tWaterC1\.0\t1\.0\trxn1C1\.0\n/);
  t.is(fileText(journal.files(), PROTOCOL).slice(0, 33), 'HEAD: 01-Jan-1970 00:00:05:000000');
  clock.now = 7_000_000;
  made(100);
  clock.isSynchronized = true;
  clock.originMicroseconds = 1_795_350_987_000_000 - 9_000_000;
  clock.now = 1_795_350_987_000_000;
  made(200);
  journal.handOver();
  const rows = fileText(journal.files(), HISTORY).split('\n');
  t.is(rows.length, 44);
  t.is(rows[0], 'timestamp\tchemical\tvol\tcontainer');
  t.is(rows[40], '2026-11-22 04:36:23.000000\tWaterC1.0\t40.0\trxn1C1.0');
  t.is(rows[41], '2026-11-22 04:36:25.000000\tWaterC1.0\t100.0\trxn1C1.0');
  t.is(rows[42], '2026-11-22 04:36:27.000000\tWaterC1.0\t200.0\trxn1C1.0');
  const protocol = fileText(journal.files(), PROTOCOL);
  t.is(protocol, 'HEAD: 22-Nov-2026 04:36:23:000000 : transfering WaterC1.0 to rxn1C1.0');
  made(300);
  journal.handOver();
  t.is(fileText(journal.files(), HISTORY).split('\n').length, 45);
});

test('the files go over the wire as they are', (t) => {
  const { journal } = capturedBeginning();
  journal.handOver();
  const files = journal.files();
  const lengths = [PROTOCOL, MAP, HISTORY].map((name) => fileBytes(files, name).length);
  const ring = new ByteRing(1_024);
  const sender = new FileSender();
  let sent = 0;
  for (sender.start(files); !sender.done; ring.clear()) {
    sender.step(ring);
    sent += ring.length;
  }
  t.is(
    sent,
    lengths.reduce((sum, length) => sum + length + DELIMITER_BYTES, 0),
  );
});

test('the files are called as the original calls them', (t) => {
  const files = sampleJournal().journal.files();
  t.deepEqual(
    [0, 1, 2].map((file) => files.name(file)),
    [PROTOCOL, MAP, HISTORY],
  );
  t.is(files.count, 3);
  t.is(fileBytes(files, PROTOCOL).length, 0, 'before the first session');
});
