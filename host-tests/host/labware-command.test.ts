import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { LabwareTable } from '../../src/lab/labware-table.js';

function run(...args: string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/labware.mjs', ...args], {
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

test.serial(
  'list shows every labware with its places, capacity and bytes, and what is refused by reason',
  (t) => {
    const { code, said } = run('list');
    t.is(code, 0);
    t.regex(said, /^ {2}corning_96_wellplate_360ul_flat = 96_well_plate +96 +360 µL +73$/m);
    t.regex(said, /^refused: an adapter .*\n(.*\n)* {2}opentrons_96_pcr_adapter$/m);
    t.regex(said, /\d+ labware, 28 refused\n$/);
  },
);

test.serial('show shows one labware from above', (t) => {
  const { code, said } = run('show', 'tube_holder_10');
  t.is(code, 0);
  t.regex(said, /^opentrons_10_tuberack_falcon_4x50ml_6x15ml_conical = tube_holder_10\n/);
  t.regex(said, /^a rack for Tube2000uL, Tube20000uL, Tube50000uL$/m);
  t.regex(
    run('show', 'nest_12_reservoir_15ml').said,
    /^but this labware cannot be put on the deck: .* reservoir$/m,
  );
  t.regex(said, /A1 to C2, 6 in all: 15 mL, ⌀ 14.9 mm/);
  const picture = said
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .join('');
  t.is(picture.replaceAll(/[| ]/g, '').length, 10);
});

test.serial('check says that a file is good, or all that is wrong, and then exits with 1', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'labware-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const good = run('check', 'boards/labware/plate_reader_4.json');
  t.is(good.code, 0);
  t.regex(good.said, /plate_reader_4.json is good/);
  const path = join(folder, 'bad.json');
  writeFileSync(path, readFileSync('boards/labware/plate_reader_4.json', 'utf8').replaceAll('11.19', '-1'));
  const bad = run('check', path);
  t.is(bad.code, 1);
  t.regex(bad.said, /bad.json: 40 problems\n {2}\$\.wells\.E1\.depth: expected .*found -1\n/);
  t.regex(bad.said, / {2}and 20 more\n$/);
});

test.serial('build writes a table that the robot reads', (t) => {
  const { code, said } = run('build', '--board', 'bench');
  t.is(code, 0);
  t.regex(said, /^build\/labware\/bench\.bin: \d+ labware in \d+ bytes\n$/);
  const table = new LabwareTable(readFileSync('build/labware/bench.bin'));
  t.is(table.placeName(table.findText('plate_reader_7'), 0), 'G1');
});

test.serial('no table is built of a folder with a definition that has problems', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'labware-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'board.json'), '{}');
  mkdirSync(join(folder, 'labware'));
  writeFileSync(join(folder, 'labware', 'mine.json'), '{"schemaVersion": 2');
  const { code, said } = run('build', '--board', folder);
  t.is(code, 1);
  t.regex(said, /labware\/mine\.json:\n {2}\$: .*JSON/);
});

test.serial('a question that cannot be answered is one clear line, and exit code 2', (t) => {
  for (const [args, words] of [
    [['check', 'nowhere.json'], /^there is no file nowhere.json\n$/],
    [['list', '--board', 'nobody'], /^there is no board 'nobody'.*bench.*\n$/],
    [['list', '--size'], /^Unknown option '--size'.* npm run labware -- --help shows the commands\.\n$/],
    [['show'], /npm run labware -- COMMAND/],
    [['paint'], /npm run labware -- COMMAND/],
  ] as const) {
    const { code, said } = run(...args);
    t.is(code, 2, said);
    t.regex(said, words);
  }
});

test.serial('labware that is not there is said with a way to find the name, and exit code 1', (t) => {
  const { code, said } = run('show', 'nothing');
  t.is(code, 1);
  t.is(said, 'there is no labware nothing: npm run labware -- list shows the names\n');
});
