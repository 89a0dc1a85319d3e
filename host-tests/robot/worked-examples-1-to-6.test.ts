// Statements of ROBOT.md as the controller meets them, by section; what concerns one table alone is in host-tests/lab.

import test from 'ava';
import type { ArgumentSource } from '../../src/wire/arguments-writer.js';
import { INIT_CONTAINERS } from '../../src/wire/packets.js';
import { BROMIDE, EXAMPLE, ExampleSession, WITH_1000, withProducts } from './example-session.js';

test('section 1: init homes, cools, and picks up a tip with each pipette, the left one first', (t) => {
  const session = ExampleSession.connect();
  t.is(session.init(EXAMPLE), 'ready');
  t.deepEqual(session.moves(), ['home', 'holdTemperature', 'pickUpTip left', 'pickUpTip right']);
});

test('section 1: without reagents and powders, where the original fails, the robot is ready', (t) => {
  const session = ExampleSession.begin({ reagents: [], dryContainers: [] });
  t.deepEqual(session.locations(), []);
  const files = session.save();
  t.is(files['wellmap.tsv'], 'chem_name\tloc\tdeck_pos\tvol\tcontainer\n');
  t.is(files['well_history.tsv'], 'timestamp\tchemical\tvol\tcontainer\n');
});

test('section 1: powders may stand in wells', (t) => {
  t.is(ExampleSession.begin().make('KBr', 20), 'ready');
});

test('section 1: what needs the temperature module is not on the deck without it, and no fault', (t) => {
  const session = ExampleSession.begin({
    usingTempCtrl: false,
    temp: null,
    reagents: EXAMPLE.reagents.slice(0, 3),
  });
  t.deepEqual(session.moves(), []);
  t.regex(
    session.products({ name: 'aC1.0', labware: 'temp_mod_24_tube', maxVol: 10 }),
    /No containers to put aC1\.0/,
  );
});

test('section 2: one pipette is enough, where the original needs two', (t) => {
  const session = ExampleSession.connect();
  t.is(session.init({ ...EXAMPLE, instruments: { right: '20uL_pipette' } }), 'ready');
  t.deepEqual(session.moves(), ['home', 'holdTemperature', 'pickUpTip right']);
  session.products({ name: 'aC1.0', labware: 'platereader', maxVol: 100 });
  t.is(session.transfer('WaterC1.0', ['aC1.0', 100]), 'ready');
  t.is(session.moves().filter((move) => move === 'aspirate right 20').length, 5);
});

test('section 3: what is aspirable of an empty well is -40 µL', (t) => {
  t.deepEqual(withProducts().locations(['aC1.0']), [['aC1.0', 'E1', 4, 0, -40]]);
});

test('section 3: a well can be filled to its capacity', (t) => {
  const session = withProducts();
  t.is(session.transfer('WaterC1.0', ['aC1.0', 200.1], ['aC1.0', 99.9]), 'ready');
  t.is(session.volume('aC1.0'), 300);
});

test('section 4: where a product gets no place the original keeps those before it; here none is there', (t) => {
  const session = ExampleSession.begin();
  t.is(
    session.products(
      { name: 'aC1.0', labware: 'platereader', maxVol: 200 },
      { name: 'bC1.0', labware: 'platereader', maxVol: 300.5 },
    ),
    'RuntimeError: No containers to put bC1.0 with labware type platereader and container type  with maximum volume 300.5.',
  );
  t.is(session.wellMap().length, EXAMPLE.reagents.length);
});

test('section 4: a largest volume that is not a number is refused; none is as good as 0', (t) => {
  const session = ExampleSession.begin();
  const none: ArgumentSource = {
    rows: () => 1,
    put: (field, _row, writer) => (field === INIT_CONTAINERS.name ? writer.text('aC1.0') : writer.none()),
  };
  t.is(session.command('init_containers', none), 'ready');
  t.is(session.locations(['aC1.0'])[0]?.[1], 'E1');
  t.regex(session.products({ name: 'bC1.0', maxVol: Number.NaN }), /^ValueError: wrong argument: .*max_vol/);
});

test('section 5: a portion is aspirated, the tip touched and lifted, dispensed, blown out and touched', (t) => {
  const session = withProducts();
  session.transfer('WaterC1.0', ['aC1.0', 100.5]);
  t.deepEqual(session.moves(), [
    'aspirate left 100.5',
    'touchTip left',
    'moveToTop left',
    'dispense left 100.5',
    'blowOut left 4',
    'touchTip left',
  ]);
});

test('section 5: 300 µL are one portion, 600.5 µL three of 200.1667 µL', (t) => {
  const session = withProducts();
  session.transfer('WaterC1.0', ['wellC1.0', 300], ['wellC1.0', 600.5]);
  const portions = session.moves().filter((move) => move.startsWith('aspirate'));
  t.deepEqual(portions, ['aspirate left 300', ...new Array(3).fill(`aspirate left ${600.5 / 3}`)]);
});

test('section 5: with 1000 and 20 µL 999 µL are 50 portions, and 1000 µL are one', (t) => {
  const session = withProducts(WITH_1000);
  session.transfer('WaterC1.0', ['wellC1.0', 999]);
  t.is(session.moves().filter((move) => move === `aspirate right ${999 / 50}`).length, 50);
  session.transfer('WaterC1.0', ['wellC1.0', 1000]);
  t.is(session.moves()[0], 'aspirate left 1000');
});

test('section 5: no steps are nothing but the check of the tips', (t) => {
  const session = withProducts();
  session.transfer('AgNO3C0.5', ['aC1.0', 10]);
  session.moves();
  t.is(session.transfer('AgNO3C0.5'), 'ready');
  t.deepEqual(session.moves(), []);
  t.is(session.transfer('WaterC1.0'), 'ready');
  t.deepEqual(session.moves(), ['dropTip right', 'pickUpTip right']);
});

test('section 5: volumes that are no volumes are refused, and the text says which', (t) => {
  for (const volume of [0, -5, -700, Number.NaN]) {
    const session = withProducts();
    session.moves();
    t.regex(session.transfer('WaterC1.0', ['aC1.0', 10], ['bC1.0', volume]), /^ValueError: .*volume/);
    t.deepEqual(session.moves(), []);
  }
});

test('section 5: a reagent that runs out is made once, and the transfer goes on with the new container', (t) => {
  const session = withProducts({ reagents: [...EXAMPLE.reagents, BROMIDE] });
  t.true((session.volume('KBrC20.0') as number) < 2300);
  t.is(session.transfer('KBrC20.0', ['aC1.0', 200], ['bC1.0', 290], ['wellC1.0', 600]), 'ready');
  t.deepEqual(session.locations(['KBrC20.0'])[0]?.slice(1, 3), ['A2', 5]);
  const made = 2100.840336134454;
  t.true(Math.abs((session.volume('KBrC20.0') as number) - (made - 890)) < 1e-6);
});

test('section 5: a name without a concentration is made of no powder', (t) => {
  const session = withProducts({ reagents: [...EXAMPLE.reagents, { ...BROMIDE, name: 'KBr' }] });
  t.regex(
    session.transfer('KBr', ['wellC1.0', 500]),
    /^RuntimeError: step 1 \(wellC1\.0, 500\.0 uL\): cannot aspirate 2\.5e\+02uL from KBr because it only has 2\.33e\+02uL/,
  );
});

test('section 6: containers of one name are one in loc_resp, and a row each in the well map', (t) => {
  const session = withProducts({
    reagents: [
      { name: 'WaterC1.0', conc: 1, loc: 'A1', deckPos: 1, mass: 9.3 },
      { name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 40.2 },
    ],
  });
  const first = ((9.3 - 6.9731) / 0.9970479) * 1000;
  const second = 26884.365334905175;
  t.deepEqual(session.locations(['WaterC1.0']), [
    ['WaterC1.0', 'A1', 1, first, first - 2000 + (second - 5000)],
  ]);
  t.is(session.transfer('WaterC1.0', ['wellC1.0', 300], ['wellC1.0', 300]), 'ready');
  t.deepEqual(session.locations(['WaterC1.0']), [['WaterC1.0', 'A3', 1, second - 300, second - 300 - 5000]]);
  t.deepEqual(session.wellMap().slice(0, 2), [
    `WaterC1.0\tA1\t1\t${first - 300}\tTube20000uL`,
    `WaterC1.0\tA3\t1\t${second - 300}\tTube50000uL`,
  ]);
});
