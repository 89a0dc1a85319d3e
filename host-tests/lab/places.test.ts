import test from 'ava';
import { Fault } from '../../src/kernel/faults.js';
import { invariants } from '../../src/lab/invariants.js';
import type { Lab } from '../../src/lab/lab.js';
import { NONE } from '../../src/lab/numbers.js';
import { once } from '../support/once.js';
import {
  addProducts,
  at,
  type Bench,
  labWith,
  newLab,
  REAL,
  type Request,
  setUp,
  whereIs,
} from './bench-lab.js';

const shared = once(() => newLab());

const TIPS = REAL.labware.slice(0, 2);

/** The deck with tips and `labware`, without reagents. */
const deckOf = (...labware: NonNullable<Bench['labware']>): Lab =>
  setUp(shared(), { labware: [...TIPS, ...labware], reagents: [], powders: [] });

/** Where products of these wishes are put. */
function wellsFor(
  lab: Lab,
  ...wishes: [labware?: string, container?: string, maxVolume?: number][]
): string[] {
  const first = lab.names.count;
  const rows = wishes.map(([...wish], i): Request => [`p${first + i}`, ...wish]);
  addProducts(lab, rows);
  invariants(lab);
  return rows.map(([name]) => whereIs(lab, name));
}

/** What is said when a product gets no place. */
function refusal(
  lab: Lab,
  ...[labware, container, maxVolume]: [labware?: string, container?: string, maxVolume?: number]
): string {
  try {
    addProducts(lab, [['X', labware ?? '', container ?? '', maxVolume ?? 0]]);
  } catch (fault) {
    if (fault instanceof Fault) return fault.message;
  }
  return '';
}

const noContainers = (labware: string, container: string, maxVolume: number): string =>
  `No containers to put X with labware type ${labware} and container type ${container} with maximum volume ${maxVolume}.`;

test('section 4: platereader4 comes first, platereader7 second, then the slots in their order', (t) => {
  const lab = deckOf(
    [8, '96_well_plate', 'H12'],
    [7, 'platereader7', 'A8'],
    [2, '24_well_plate', 'D6'],
    [4, 'platereader4', 'A8'],
  );
  t.deepEqual(wellsFor(lab, [], [], [], []), ['A8 on 4', 'A8 on 7', 'D6 on 2', 'H12 on 8']);
  t.is(refusal(lab), noContainers('', '', 0));
});

test('section 4: a request is a name or a group, and a type of container', (t) => {
  const lab = setUp(shared());
  t.deepEqual(
    wellsFor(
      lab,
      ['platereader', '', 200],
      ['96_well_plate', '', 50],
      ['well_plate', 'Well24', 300],
      ['WellPlate96', '', 299],
      ['', 'Tube2000uL', 500],
      ['tube_holder', '', 0],
      ['platereader7', 'Well96', 10],
    ),
    ['E1 on 4', 'A1 on 8', 'A1 on 5', 'E2 on 4', 'B1 on 3', 'A1 on 3', 'G1 on 7'],
  );
  t.is(refusal(lab, 'bucket', '', 1), noContainers('bucket', '', 1));
  t.is(refusal(lab, '', 'Tube1uL', 1), noContainers('', 'Tube1uL', 1));
  t.is(refusal(lab, '96_well_plate', 'Tube2000uL', 1), noContainers('96_well_plate', 'Tube2000uL', 1));
});

test('section 4: wells go from the first usable one on, column of the definition after column', (t) => {
  t.deepEqual(wellsFor(deckOf([8, '96_well_plate', 'G1']), [], [], []), ['G1 on 8', 'H1 on 8', 'A2 on 8']);
  t.deepEqual(wellsFor(deckOf([4, 'platereader4', 'E7']), [], [], []), ['E7 on 4', 'E8 on 4', 'D1 on 4']);
});

test('section 4: a plate that does not have its first usable well is full', (t) => {
  const lab = deckOf([4, 'platereader4', 'F8'], [7, 'platereader7', 'G1']);
  t.deepEqual(wellsFor(lab, ['platereader']), ['G1 on 7']);
  t.is(refusal(lab, 'platereader4'), noContainers('platereader4', '', 0));
});

test('section 4: a well has to hold more than the largest volume; one that does not is not passed over', (t) => {
  const lab = deckOf([4, 'platereader4', 'E1'], [8, '96_well_plate', 'A1']);
  t.deepEqual(wellsFor(lab, ['', '', 300], ['', '', 299.9], ['', '', 359]), [
    'A1 on 8',
    'E1 on 4',
    'B1 on 8',
  ]);
  t.is(refusal(lab, '', '', 360), noContainers('', '', 360));
});

test('a well that holds a powder is not given out, as the original does', (t) => {
  const lab = setUp(shared(), {
    labware: [...TIPS, [5, '24_well_plate', 'A1']],
    reagents: [],
    powders: [
      ['KBr', 'A1', 5, 0.005, 119],
      ['NaCl', 'C1', 5, 0.005, 58],
    ],
  });
  t.deepEqual(wellsFor(lab, [], []), ['B1 on 5', 'D1 on 5']);
});

test('section 4: empty tubes are taken from the end of their list', (t) => {
  const lab = deckOf([1, 'tube_holder_10', '', 'A1,B1,C1,A3,B4,B3']);
  t.deepEqual(
    wellsFor(lab, ['', 'Tube20000uL'], ['', 'Tube20000uL'], ['', 'Tube50000uL'], ['', 'Tube50000uL']),
    ['C1 on 1', 'B1 on 1', 'B3 on 1', 'B4 on 1'],
  );
  t.is(refusal(lab, '', 'Tube2000uL', 1), noContainers('', 'Tube2000uL', 1));
});

test('section 4: the volume says which tube is best, and the largest are next', (t) => {
  const lab = deckOf([1, 'tube_holder_10', '', 'A1,A3,A4'], [3, 'temp_mod_24_tube', '', 'A1']);
  t.deepEqual(
    wellsFor(
      lab,
      ['tube_holder_10', '', 500],
      ['temp_mod', '', 2000],
      ['tube_holder_10', '', 2001],
      ['tube_holder_10', '', 2001],
    ),
    ['A4 on 1', 'A1 on 3', 'A1 on 1', 'A3 on 1'],
  );
});

test('section 4: no volume is a wish for the largest tube; a rack without tubes is passed over', (t) => {
  const lab = deckOf(
    [1, 'tube_holder_10', ''],
    [2, 'tube_holder_10', '', 'A3,A1'],
    [8, '96_well_plate', 'A1'],
  );
  t.deepEqual(wellsFor(lab, ['', '', 0], ['', '', 0], ['', '', 0]), ['A3 on 2', 'A1 on 2', 'A1 on 8']);
});

test('a tube that is too small is not chosen, as the original does', (t) => {
  t.is(refusal(deckOf([1, 'tube_holder_10', '', 'A1']), '', '', 16_000), noContainers('', '', 16000));
  t.is(refusal(deckOf([1, 'tube_holder_10', '', 'A3']), '', '', 60_000), noContainers('', '', 60000));
  t.is(refusal(deckOf([3, 'temp_mod_24_tube', '', 'A1']), '', '', 2500), noContainers('', '', 2500));
  t.is(
    refusal(deckOf([3, 'temp_mod_24_tube', '', 'A1']), '', 'Tube2000uL', 2500),
    noContainers('', 'Tube2000uL', 2500),
  );
  t.deepEqual(wellsFor(deckOf([1, 'tube_holder_10', '', 'A1,A3']), ['', '', 16_000]), ['A3 on 1']);
});

test('a refused table of products changes nothing', (t) => {
  const lab = deckOf([5, '24_well_plate', 'C6'], [1, 'tube_holder_10', '', 'A1']);
  t.is(
    (t.throws(() => addProducts(lab, [['a'], ['b'], ['c'], ['d']])) as Fault).message,
    'No containers to put d with labware type  and container type  with maximum volume 0.',
  );
  t.is(lab.names.count, 0);
  t.deepEqual(wellsFor(lab, [], [], []), ['A1 on 1', 'C6 on 5', 'D6 on 5']);
});

test("a name that exists is refused in the original's words", (t) => {
  const lab = deckOf([5, '24_well_plate', 'A1']);
  addProducts(lab, [['rxn1C1.0']]);
  t.is(
    (t.throws(() => addProducts(lab, [['rxn1C1.0']])) as Fault).message,
    'you tried to initialize rxn1C1.0, but there is already an entry for rxn1C1.0',
  );
});

test('a request of length 0 is one for anything', (t) => {
  const lab = labWith();
  t.is(lab.slotsNamed(...at('')), 0b1_1011_1010);
  t.is(lab.slotsNamed(...at('tip_rack')), 0);
  t.not(lab.checkProduct(0, ...at('new'), lab.slotsNamed(...at('')), lab.typeNamed(...at('')), 0), NONE);
});
