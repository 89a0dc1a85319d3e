import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import {
  BoardError,
  boardNames,
  DEFAULT_BOARD,
  loadBoard,
  readBoard,
} from '../../src/host/board/board-file.js';
import { pinUses } from '../../src/host/board/pins.js';
import { AXIS_NAMES, activeLevel } from '../../src/kernel/board.js';

/** A folder with a board.json of this text. */
function boardWith(t: ExecutionContext, text: string, name = 'mine'): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'armchair-board-')), name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'board.json'), text);
  t.teardown(() => rmSync(join(folder, '..'), { recursive: true }));
  return folder;
}

const warnings = (name: string) => {
  const { board, findings } = readBoard(name);
  return [board !== undefined, findings.map(({ severity, path }) => `${severity} ${path}`)];
};

test('the boards of the repository are free of errors; what is to be known of them is a warning', (t) => {
  t.deepEqual(boardNames(), [
    'bench',
    'bench_pumps',
    'esp32_devkit',
    'esp32s3_devkit',
    'esp32s3_ethernet',
    'fysetc_e4',
  ]);
  t.deepEqual(warnings('bench'), [true, []]);
  t.deepEqual(warnings('bench_pumps'), [true, []]);
  t.deepEqual(warnings('esp32_devkit'), [
    true,
    ['warning axes.a.driver.direction', 'warning localButton.pin', 'warning pumps.wash_pump.output.pin'],
  ]);
  t.deepEqual(warnings('esp32s3_devkit'), [true, ['warning localButton.pin']]);
  t.deepEqual(warnings('esp32s3_ethernet'), [
    true,
    ['warning localButton.pin', ...['clock', 'mosi', 'miso'].map((pin) => `warning network.ethernet.${pin}`)],
  ]);
  t.deepEqual(warnings('fysetc_e4'), [
    true,
    ['warning axes.z.driver.direction', 'warning axes.z.home.switch.pin'],
  ]);
});

test('the default board is an OT-2-class gantry', (t) => {
  const { axes, deck, homeOrder } = loadBoard(DEFAULT_BOARD);
  const figures = AXIS_NAMES.map((name) => {
    const axis = axes[name]!;
    return [axis.stepsPerMillimeter, axis.travel, axis.maxSpeed, axis.travelSpeed, axis.acceleration];
  });
  t.deepEqual(figures, [
    [80, 418, 600, 250, 3000],
    [80, 353, 400, 250, 2000],
    [400, 218, 125, 125, 1500],
    [400, 218, 125, 125, 1500],
    [768, 19, 40, 40, 200],
    [768, 19, 40, 40, 200],
  ]);
  t.is(homeOrder.flat().join(''), 'zabcxy');
  const { locations } = JSON.parse(
    readFileSync('node_modules/@opentrons/shared-data/deck/definitions/3/ot2_standard.json', 'utf8'),
  );
  const slots = locations.orderedSlots.slice(0, 12) as { id: string; position: number[] }[];
  t.deepEqual(
    deck.slots,
    slots.map(({ id, position: [x, y] }) => ({ slot: Number(id), x, y })),
  );
});

test('what a board does not say has its default', (t) => {
  const { timeZone, network, timings, deck, axes, enables } = loadBoard('esp32_devkit');
  t.is(timeZone, 'PST8PDT,M3.2.0,M11.1.0');
  t.deepEqual(network, { port: 50000, onLinkLoss: 'finish', timeServer: 'pool.ntp.org' });
  t.deepEqual(timings, { stepPulseMicroseconds: 2, directionSetupMicroseconds: 5, enableMilliseconds: 5 });
  t.deepEqual(deck.slotSize, { x: 127.76, y: 85.48 });
  t.deepEqual(enables, { motors: { pin: 13, activeLow: true } });
  t.deepEqual(loadBoard('bench').limits, {});
  t.deepEqual(axes.b?.home?.switch, { pin: 32, normally: 'closed', pull: 'up', externalPull: false });
});

test('a board cannot be changed', (t) => {
  const board = loadBoard(DEFAULT_BOARD);
  for (const part of [
    board,
    board.axes,
    board.axes.x?.driver,
    board.deck.slots,
    board.homeOrder[0],
    board.limits,
  ])
    t.true(Object.isFrozen(part));
  t.false('$schema' in board);
});

test('a contact or wire that breaks is a stop', (t) => {
  const contact = { pin: 1, externalPull: false };
  t.is(activeLevel({ ...contact, normally: 'closed', pull: 'up' }), 1);
  t.is(activeLevel({ ...contact, normally: 'closed', pull: 'down' }), 0);
  t.is(activeLevel({ ...contact, normally: 'open', pull: 'up' }), 0);
  t.is(activeLevel({ ...contact, normally: 'open', pull: 'down' }), 1);
});

test('signals are named after what they move', (t) => {
  const signals = (name: string) => pinUses(loadBoard(name)).map(({ signal }) => signal);
  t.deepEqual(signals('fysetc_e4').slice(0, 12), [
    'x_step',
    'x_dir',
    'x_home',
    'y_step',
    'y_dir',
    'y_home',
    'left_head_step',
    'left_head_dir',
    'left_head_home',
    'left_plunger_step',
    'left_plunger_dir',
    'left_plunger_home',
  ]);
  for (const name of boardNames()) {
    const names = signals(name);
    t.is(new Set(names).size, names.length, name);
    t.true(names.includes('estop'));
  }
});

test('an unknown name is refused with those that are known', (t) => {
  const refused = (name: string) => t.throws(() => loadBoard(name), { instanceOf: BoardError })?.message;
  t.is(
    refused('nothing'),
    "there is no board 'nothing': known are bench, bench_pumps, esp32_devkit, esp32s3_devkit, esp32s3_ethernet, fysetc_e4",
  );
  t.is(refused('fysetc'), "there is no board 'fysetc': did you mean 'fysetc_e4'?");
  t.is(
    refused('../boards'),
    "there is no board '../boards': known are bench, bench_pumps, esp32_devkit, esp32s3_devkit, esp32s3_ethernet, fysetc_e4",
  );
});

test('a board with errors is refused with all of them', (t) => {
  const folder = boardWith(t, '{ "title": 3, "chips": "esp32" }');
  const message = t.throws(() => loadBoard(folder), { instanceOf: BoardError })?.message ?? '';
  for (const part of [
    /^board '.*mine' has errors:\n/,
    /error +title: /,
    /chips: .*did you mean 'chip'/,
    /deck: is missing/,
  ])
    t.regex(message, part);
});

test('a folder whose name the SDK does not find is refused', (t) => {
  const text = readFileSync('boards/bench/board.json', 'utf8');
  t.notThrows(() => loadBoard(boardWith(t, text, 'mine_2')));
  for (const name of ['Mine', 'mi-ne', 'mi ne'])
    t.throws(() => loadBoard(boardWith(t, text, name)), { message: /small letters, digits and _ only/ });
});

test('a file that is not JSON is refused with the place', (t) => {
  const folder = boardWith(t, '{\n  "title": "mine",\n  "chip" "esp32"\n}');
  t.throws(() => readBoard(folder), {
    instanceOf: BoardError,
    message: /mine\/board\.json:3:10: this is not JSON: \S/,
  });
  t.throws(() => readBoard(boardWith(t, '')), { instanceOf: BoardError, message: /this is not JSON/ });
});
