import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';

/** What the tests change of a board. */
interface Board {
  readonly axes: { readonly x: { travelSpeed: number } };
  readonly emergencyStop: { pin: number };
  calibration: readonly object[];
}

type Bundle = (source: string, name: string) => Promise<string>;

let program = '';

test.before(async () => {
  // By its address, so that esbuild leaves the module alone: it finds the project from its own place.
  const { bundle } = (await import(pathToFileURL(resolve('scripts/bundle.mjs')).href)) as { bundle: Bundle };
  program = await bundle('src/host/board-main.ts', 'board-test/main.js');
});

/** The folder of a board that is changed from the bench. */
function folderOf(t: ExecutionContext, change: (board: Board) => void): string {
  const parent = mkdtempSync(join(tmpdir(), 'armchair-board-'));
  const folder = join(parent, 'mine');
  t.teardown(() => rmSync(parent, { recursive: true }));
  mkdirSync(folder);
  const board = JSON.parse(readFileSync('boards/bench/board.json', 'utf8'));
  change(board);
  writeFileSync(join(folder, 'board.json'), JSON.stringify(board));
  return folder;
}

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

test('check says of each board of the repository that it is free of errors, exit code 0', (t) => {
  for (const [name, count] of [
    ['bench', 0],
    ['esp32_devkit', 3],
    ['esp32s3_devkit', 1],
    ['esp32s3_ethernet', 4],
    ['fysetc_e4', 2],
  ] as const) {
    const { status, stdout, stderr } = run('check', name);
    t.is(status, 0, stdout);
    t.true(stdout.endsWith(`${name}: 0 errors, ${count} warning${count === 1 ? '' : 's'}\n`), stdout);
    t.is(stderr, '');
  }
});

test('check says all errors of a board, one a line, exit code 1', (t) => {
  const folder = folderOf(t, (board) => {
    board.axes.x.travelSpeed = 601;
    board.emergencyStop.pin = 0;
  });
  const { status, stdout } = run('check', folder);
  t.is(status, 1);
  t.deepEqual(
    stdout.split('\n').map((line) => line.replace(/: .*/, '')),
    ['error    emergencyStop.pin', 'error    axes.x.travelSpeed', folder, ''],
  );
  t.true(stdout.endsWith(': 2 errors, 0 warnings\n'));
});

test('check says what labware of the board is out of reach', (t) => {
  const folder = folderOf(t, (board) => {
    board.calibration = [
      { labware: 'corning_96_wellplate_360ul_flat', slot: 3, x: 10, y: 0, z: 0 },
      { labware: 'corning_96_wellplate_360ul_flatt', x: 0, y: 0, z: 0 },
    ];
  });
  const { status, stdout } = run('check', folder);
  t.is(status, 1);
  t.regex(stdout, /^error +arms\.left: the wells of corning_96_wellplate_360ul_flat in slot 3 .* axis x/m);
  t.regex(
    stdout,
    /^warning +calibration\[1\]\.labware: .*did you mean 'corning_96_wellplate_360ul_flat'\?$/m,
  );
});

test('list names the boards, show the wiring of one', (t) => {
  const { status, stdout } = run('list');
  t.is(status, 0);
  t.deepEqual(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/)),
    [
      ['bench', 'virtual', 'Virtual OT-2-class gantry'],
      ['bench_pumps', 'virtual', 'Virtual gantry with pumps'],
      ['esp32_devkit', 'esp32', 'ESP32 module with six external drivers'],
      ['esp32s3_devkit', 'esp32s3', 'ESP32-S3-DevKitC-1 with six external drivers'],
      ['esp32s3_ethernet', 'esp32s3', 'ESP32-S3-DevKitC-1 with a W5500 and six external drivers'],
      ['fysetc_e4', 'esp32', 'FYSETC E4 with four TMC2209, one arm'],
    ],
  );
  t.regex(run('show', 'esp32s3_ethernet').stdout, /^ {2}network: Ethernet by a W5500, port 50000$/m);
  const shown = run('show', 'fysetc_e4');
  t.is(shown.status, 0);
  t.regex(shown.stdout, /^ {2}network: Wi-Fi, port 50000$/m);
  t.regex(shown.stdout, /^ {2}x +80 +400 .* TMC2209 at 1, 800 mA, 1\/16$/m);
  t.regex(
    shown.stdout,
    /^ {2}GPIO 34 +x_home +input, normally closed to ground, resistor to 3\.3 V .*, active high$/m,
  );
});

test('what cannot be checked is one line, exit code 2', (t) => {
  const { status, stdout, stderr } = run('check', 'bensch');
  t.deepEqual([status, stdout, stderr], [2, '', "there is no board 'bensch': did you mean 'bench'?\n"]);
  for (const args of [['--bord'], ['check'], ['chek', 'bench'], ['check', 'bench', 'more'], []])
    t.is(run(...args).status, 2, args.join(' '));
  t.is(run('--help').status, 0);
});
