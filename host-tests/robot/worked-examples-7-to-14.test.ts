// Statements of ROBOT.md as the controller meets them, by section; what concerns one table alone is in host-tests/lab.

import test from 'ava';
import { ACTION } from '../../src/robot/action.js';
import type { ArgumentSource } from '../../src/wire/arguments-writer.js';
import { MAKE } from '../../src/wire/packets.js';
import { BROMIDE, EXAMPLE, ExampleSession, historySum, WITH_1000, withProducts } from './example-session.js';

test('section 7: the example with 300 on the left and 20 on the right', (t) => {
  const session = withProducts({
    reagents: [...EXAMPLE.reagents, { name: 'NaC2.0', conc: 2, loc: 'C1', deckPos: 1, mass: 12 }],
  });
  const work = (run: () => string): string[] => {
    session.moves();
    t.is(run(), 'ready');
    return session
      .moves()
      .filter((move) => /Tip left|Tip right|^aspirate|^mixStroke/.test(move) && !/touch/.test(move));
  };
  t.deepEqual(
    work(() => session.transfer('WaterC1.0', ['bC1.0', 100])),
    ['aspirate left 100'],
  );
  t.deepEqual(
    work(() => session.transfer('AgNO3C0.5', ['bC1.0', 10])),
    ['aspirate right 10'],
  );
  t.deepEqual(
    work(() => session.transfer('AgNO3C0.5', ['bC1.0', 100])),
    ['aspirate left 100'],
  );
  t.deepEqual(
    work(() => session.transfer('WaterC1.0', ['aC1.0', 100])),
    [...['dropTip left', 'dropTip right', 'pickUpTip left', 'pickUpTip right'], 'aspirate left 100'],
  );
  t.deepEqual(
    work(() => session.transfer('NaC2.0', ['bC1.0', 10])),
    ['aspirate right 10'],
  );
  t.deepEqual(
    work(() => session.mix(['bC1.0', 0])),
    [...['dropTip right', 'pickUpTip right'], 'mixStroke left 220'],
  );
});

test('section 7: of two racks of one size the one that was begun is used first, then the other', (t) => {
  const session = withProducts({
    labware: [
      { deckPos: 9, name: 'tip_rack_20uL', firstUsable: 'A1' },
      ...EXAMPLE.labware.map((row) => (row.deckPos === 11 ? { ...row, firstUsable: 'G12' } : row)),
    ],
  });
  for (const source of ['AgNO3C0.5', 'ColdWaterC1.0', 'AgNO3C0.5']) session.transfer(source, ['aC1.0', 10]);
  const record = session.save()['protocol_record.txt'] as string;
  t.deepEqual(
    record.split('\n').filter((line) => /up tip.*20uL/.test(line)),
    ['G12 of tip_rack_20uL on 11', 'H12 of tip_rack_20uL on 11', 'A1 of tip_rack_20uL on 9'].map(
      (place) => `Picking up tip from ${place}`,
    ),
  );
});

const strokes = (session: ExampleSession): string[] =>
  session.moves().filter((move) => move.startsWith('mixStroke'));

test('section 8: 2^code strokes at each height, one blow-out after each and four at the end', (t) => {
  const session = withProducts();
  session.transfer('WaterC1.0', ['wellC1.0', 400], ['tubeC1.0', 600]);
  session.moves();
  t.is(session.mix(['wellC1.0', 1]), 'ready');
  const stroke = ['mixStroke left 300', 'blowOut left 1'];
  t.deepEqual(session.moves(), [...stroke, ...stroke, 'blowOut left 4', 'touchTip left']);
  session.mix(['wellC1.0', 0]);
  t.is(strokes(session).length, 1);
  session.mix(['tubeC1.0', 2]);
  t.is(strokes(session).length, 3 * 4);
  session.mix(['AgNO3C0.5', 2]);
  t.is(strokes(session).length, 4 * 4);
});

test('section 8: codes from 0 to 6 are strokes, others are refused', (t) => {
  const session = withProducts();
  session.transfer('WaterC1.0', ['aC1.0', 50]);
  session.moves();
  t.is(session.mix(['aC1.0', 6]), 'ready');
  t.is(strokes(session).length, 64);
  t.regex(session.mix(['aC1.0', 7]), /^ValueError: wrong argument: /);
});

test('section 8: a stroke takes what there is, in an empty container none is made', (t) => {
  const session = withProducts();
  session.transfer('WaterC1.0', ['aC1.0', 50]);
  session.moves();
  session.mix(['aC1.0', 0], ['bC1.0', 0]);
  t.deepEqual(strokes(session), ['mixStroke left 50']);
});

test('section 8: with 1000 and 20 µL the smaller pipette mixes', (t) => {
  const session = withProducts(WITH_1000);
  session.transfer('WaterC1.0', ['aC1.0', 100]);
  session.moves();
  session.mix(['aC1.0', 0]);
  t.deepEqual(strokes(session), ['mixStroke right 20']);
});

test('section 8: mixing changes no volume and no history', (t) => {
  const session = withProducts();
  session.transfer('WaterC1.0', ['aC1.0', 100]);
  const before = [session.wellMap(), session.history()];
  session.mix(['aC1.0', 1]);
  t.deepEqual([session.wellMap(), session.history()], before);
});

test('section 9: 0.005 g of 119.0 g/mol make 2100.840 µL of 20 mM, whose history adds up', (t) => {
  const session = withProducts();
  t.is(session.make('KBr', 20), 'ready');
  const made = 2100.840336134454;
  t.deepEqual(session.locations(['KBrC20.0']), [['KBrC20.0', 'A2', 5, made, made - 400]]);
  const rows = session.history();
  t.is(rows.filter((row) => row.startsWith('KBrC20.0\t')).length, 8);
  t.true(Math.abs(historySum(rows, 'KBrC20.0') - made) < 1e-6);
  t.true(Math.abs(historySum(rows, 'WaterC1.0') - (26884.365334905175 + 31698.577370254727 - made)) < 1e-6);
});

test('section 9: what is made replaces a container of its name, whose contents leave the history', (t) => {
  const session = withProducts({ reagents: [...EXAMPLE.reagents, BROMIDE] });
  const old = session.volume('KBrC20.0') as number;
  t.is(session.make('KBr', 20), 'ready');
  t.is(session.wellMap().filter((row) => row.startsWith('KBrC20.0')).length, 1);
  const rows = session.history();
  t.true(rows.includes(`\t${-old}\tKBrC20.0`));
  t.true(Math.abs(historySum(rows, 'KBrC20.0') - 2100.840336134454) < 1e-6);
});

test('section 9: also a container that was used up before leaves the history when its name is made', (t) => {
  const second = { ...BROMIDE, loc: 'C1', mass: 14 };
  const session = withProducts({ reagents: [...EXAMPLE.reagents, BROMIDE, second] });
  t.is(session.transfer('KBrC20.0', ['wellC1.0', 300]), 'ready');
  t.is(session.locations(['KBrC20.0'])[0]?.[1], 'C1');
  t.is(session.make('KBr', 20), 'ready');
  t.true(Math.abs(historySum(session.history(), 'KBrC20.0') - 2100.840336134454) < 1e-6);
});

test('section 9: the name of what is made has the concentration as it was sent', (t) => {
  const session = ExampleSession.begin();
  const whole: ArgumentSource = {
    rows: () => 0,
    put: (field, _row, writer) => (field === MAKE.name ? writer.text('KBr') : writer.integer(20)),
  };
  t.is(session.command('make', whole), 'ready');
  t.is(session.volume('KBrC20'), 2100.840336134454);
});

test('section 10: all containers come in the order of creation, powders once they are made', (t) => {
  const session = withProducts();
  const names = () => session.locations('all').map(([name]) => name);
  const first = ['WaterC1.0', 'AgNO3C0.5', 'ColdWaterC1.0', 'aC1.0', 'bC1.0', 'tubeC1.0', 'wellC1.0'];
  t.deepEqual(names(), first);
  session.make('KBr', 20);
  t.deepEqual(names(), [...first, 'KBrC20.0']);
});

test('section 10: in a list all is a name like any other', (t) => {
  const session = ExampleSession.begin();
  session.products({ name: 'all', maxVol: 10 });
  t.deepEqual(
    session.locations(['all', 'WaterC1.0', 'all']).map(([name]) => name),
    ['all', 'WaterC1.0', 'all'],
  );
});

test('sections 10 and 14: pause takes its time, but not in a simulation', (t) => {
  for (const simulate of [false, true]) {
    const session = ExampleSession.begin({ simulate });
    const { clock } = session.rig;
    const start = clock.now();
    t.is(session.pause(90), 'ready');
    t.is(clock.now() - start, simulate ? 0 : 90_000_000);
  }
});

test('section 10: home homes, and stop too before it waits for continue', (t) => {
  const session = ExampleSession.begin();
  t.is(session.command('home'), 'ready');
  t.is(session.command('stop'), 'stopped');
  t.deepEqual(session.moves(), ['home', 'home']);
  t.is(session.command('continue'), 'ready');
  t.deepEqual(session.moves(), []);
});

test('section 10: what is no continue is refused after a stop', (t) => {
  const session = ExampleSession.begin();
  session.command('stop');
  t.is(session.command('home'), 'RuntimeError: Was stopped waiting for continue, but recieved: home');
});

test('section 11: the well map is sorted by slot, then by the text of the well', (t) => {
  const session = ExampleSession.begin({
    labware: EXAMPLE.labware.map((row) => (row.deckPos === 8 ? { ...row, firstUsable: 'A10' } : row)),
    reagents: [],
  });
  session.products(
    ...Array.from({ length: 10 }, (_, i) => ({ name: `w${i}C1.0`, labware: '96_well_plate', maxVol: 10 })),
    { name: 'firstC1.0', labware: 'platereader4', maxVol: 10 },
  );
  t.deepEqual(
    session.wellMap().map((row) => row.split('\t').slice(1, 3).join(' ')),
    ['E1 4', 'A10 8', 'A11 8', 'B10 8', 'B11 8', 'C10 8', 'D10 8', 'E10 8', 'F10 8', 'G10 8', 'H10 8'],
  );
});

test('section 11: the record has a line of its own before each portion and each mix, and no newline at its end', (t) => {
  const session = withProducts();
  session.transfer('WaterC1.0', ['aC1.0', 100.5]);
  session.mix(['aC1.0', 0]);
  const record = session.save()['protocol_record.txt'] as string;
  const time = '22-Nov-2026 04:3\\d:\\d\\d:\\d{6}';
  t.regex(
    record,
    new RegExp(`\nHEAD: ${time} : transfering WaterC1.0 to aC1.0\nAspirating 100.5 uL from A3 of`),
  );
  t.regex(record, new RegExp(`\nHEAD: ${time} : mixing aC1.0 \n`));
  t.regex(record, /[^\n]$/);
});

test('section 11: a field with a quote stands in quotes', (t) => {
  const session = ExampleSession.begin({ reagents: [] });
  session.products({ name: 'the "best"C1.0', labware: 'platereader', maxVol: 10 });
  t.deepEqual(session.wellMap(), ['"the ""best""C1.0"\tE1\t4\t0.0\tWell96']);
});

test('section 12: close drops both tips, clean or not, homes, and is acknowledged', (t) => {
  const session = withProducts();
  session.transfer('AgNO3C0.5', ['aC1.0', 10]);
  session.moves();
  t.is(session.close(), 'ready');
  t.deepEqual(session.moves(), ['dropTip left', 'dropTip right', 'home']);
});

test('section 12: the pumps and the heater are off before the tips are dropped', (t) => {
  const calls: string[] = [];
  const session = ExampleSession.begin(
    {},
    {
      onAction: ({ kind }) => calls.push(`action ${kind}`),
      machine: (paced) => Object.assign(paced, { off: () => calls.push('off') }),
    },
  );
  calls.length = 0;
  t.is(session.close(), 'ready');
  t.deepEqual(calls, [
    'off',
    `action ${ACTION.dropTip}`,
    `action ${ACTION.dropTip}`,
    `action ${ACTION.home}`,
  ]);
});

test('section 13: init again is an unidentified command', (t) => {
  t.regex(ExampleSession.begin().init(EXAMPLE), /^RuntimeError: Unidentified command 'init'/);
});

test('section 14: a simulation moves in no time and books all the same', (t) => {
  const session = withProducts({ simulate: true });
  const { clock } = session.rig;
  const start = clock.now();
  session.transfer('WaterC1.0', ['aC1.0', 100]);
  t.is(clock.now(), start);
  t.is(session.volume('aC1.0'), 100);
});
