// `npm run demo`: what its protocol does, and what is shown of it.

import test from 'ava';
import { loadBoard } from '../../src/host/board/board-file.js';
import { commands, init, products } from '../../src/host/demo-protocol.js';
import { deckText, ProgressBar, platesText, tubesText } from '../../src/host/demo-view.js';
import { programOf, start } from './server-program.js';

const WELL_MAP = [
  'chem_name\tloc\tdeck_pos\tvol\tcontainer',
  'WaterC1.0\tA3\t1\t26576.54\tTube50000uL',
  'KBrC20.0\tB1\t1\t3166.66\tTube20000uL',
  'NaClC500.0\tC1\t1\t0.0\tTube20000uL',
  'aC1.0\tA2\t4\t162.5\tWell96',
  'bC1.0\tB10\t4\t0.0\tWell96',
  '',
].join('\n');

test('the protocol is that of a day in a lab: 8 labware, 40 reagents, 96 products, every kind of command', (t) => {
  const { labware, reagents, dryContainers } = init();
  t.deepEqual([labware.length, reagents.length, products().length], [8, 40, 96]);
  t.is(new Set(reagents.map(({ deckPos, loc }) => `${deckPos} ${loc}`)).size, 40);
  t.is(new Set(products().map(({ name }) => name)).size, 96);
  t.is(dryContainers?.length, 2);
  const kinds = commands().map(({ kind }) => kind);
  t.deepEqual([...new Set(kinds)].sort(), ['make', 'mix', 'save', 'stop', 'transfer']);
});

test('every well gets its water, and every reagent but the cold water is used', (t) => {
  const transfers = commands().flatMap((command) => (command.kind === 'transfer' ? [command] : []));
  const sources = new Set(transfers.map(({ source }) => source));
  const unused = init().reagents.filter(({ name }) => !sources.has(name));
  t.deepEqual(
    unused.map(({ name }) => name),
    ['ColdWaterC1.0'],
  );
  const watered = transfers
    .filter(({ source }) => source === 'WaterC1.0')
    .flatMap(({ steps }) => steps.map(([well]) => well));
  t.deepEqual(
    watered,
    products().map(({ name }) => name),
  );
});

test('the deck is drawn as one stands in front of it', (t) => {
  const lines = deckText(loadBoard('bench'), init().labware).split('\n');
  t.is(lines.length, 10);
  t.true(lines.every((line) => line.length <= 80));
  t.regex(lines[1] ?? '', /│ 10 tip_rack_300uL +│ 11 tip_rack_20uL +│ 12 trash +│/);
  t.regex(lines[7] ?? '', /│ {2}1 tube_holder_10 +│ {2}2 tube_holder_10 +│ {2}3 temp_mod_24_tube +│/);
});

test('plates are shown as grids, tubes in two columns', (t) => {
  t.is(
    platesText(WELL_MAP, [{ deckPos: 4, name: 'platereader4' }]),
    [
      'platereader4 in slot 4, µL',
      `   ${Array.from({ length: 10 }, (_, i) => String(i + 1).padStart(7)).join('')}`,
      `  A${' '.repeat(9)}162.5${' '.repeat(56)}`,
      `  B${' '.repeat(67)}0.0`,
      '',
    ].join('\n'),
  );
  t.is(
    tubesText(WELL_MAP),
    [
      'Tubes: name, slot, place, µL',
      '  WaterC1.0             1 A3   26576.5     NaClC500.0            1 C1       0.0',
      '  KBrC20.0              1 B1    3166.7',
      '',
    ].join('\n'),
  );
});

test('the bar fills up in one line of a terminal, and is one line elsewhere', (t) => {
  for (const isTTY of [true, false]) {
    const texts: string[] = [];
    const bar = new ProgressBar({ isTTY, write: (text) => texts.push(text) }, 3);
    for (const label of ['init', 'transfer', 'save']) bar.step(label);
    const lines = texts.join('').split('\n');
    t.is(lines.length, 2);
    t.is(lines[1], '');
    const steps = (lines[0] ?? '').split('\r').filter((text) => text !== '');
    t.is(steps.length, isTTY ? 3 : 1);
    t.is(steps.at(-1)?.trimEnd(), `${'█'.repeat(30)} 3/3 save`);
    t.true(steps.every((text) => text.length < 80));
    if (isTTY) t.is(steps[0]?.trimEnd(), `${'█'.repeat(10)}${'░'.repeat(20)} 1/3 init`);
  }
});

test('the program plays it, shows deck, wells and tubes, and the estimate is within 1 % of the robot time', async (t) => {
  const run = start(t, await programOf('src/host/demo-main.ts', 'demo-test/demo.js'));
  t.is(await run.ended, 0, run.stderr);
  t.is(run.stderr, '');
  for (const text of [
    '12 trash',
    'platereader4 in slot 4',
    'platereader7 in slot 7',
    'KBrC20.0',
    'wellmap.tsv: ',
  ])
    t.true(run.stdout.includes(text), text);
  t.is(run.stdout.match(/\b(150\.0|158\.0|162\.5|195\.0)\b/g)?.length, 96);
  const [, percent] = /^Robot time: .* \((\d+\.\d\d) % apart\)/m.exec(run.stdout) ?? [];
  t.true(Number(percent) <= 1, run.stdout);
});
