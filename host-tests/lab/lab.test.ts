import test from 'ava';
import { FAULTS, Fault, type FaultCode } from '../../src/kernel/faults.js';
import { LAB_LIMITS } from '../../src/kernel/limits.js';
import { TYPE_NAMES } from '../../src/lab/container-types.js';
import { invariants } from '../../src/lab/invariants.js';
import type { Lab } from '../../src/lab/lab.js';
import { NONE } from '../../src/lab/numbers.js';
import { once } from '../support/once.js';
import {
  addProducts,
  at,
  type Bench,
  type Board,
  chemical,
  labWith,
  newLab,
  REAL,
  setUp,
} from './bench-lab.js';

/** One lab for all tests: `begin` forgets everything. */
const shared = once(() => newLab());

const RACK = { ...REAL, reagents: [], powders: [] } as const;

/** The text of the fault that `run` ends in, without what the table says of its code. */
function refusal(run: () => unknown, code: FaultCode = 'deckInvalid'): string {
  try {
    run();
  } catch (fault) {
    if (fault instanceof Fault && fault.code === code)
      return fault.message.replace(`${FAULTS[code].text}: `, '');
    return `another fault: ${fault}`;
  }
  return '';
}

const refused = (bench: Bench): string => refusal(() => setUp(shared(), bench));
const refusedReagent = (...reagent: [string, string, number, number]): string =>
  refused({ ...RACK, reagents: [reagent] });

const volumeOf = (lab: Lab, name: string): number =>
  lab.committed.volume(lab.committed.chemicals.current(chemical(lab, name)));

test('section 1: the init of a real controller is taken as it is', (t) => {
  const lab = setUp(shared());
  invariants(lab);
  t.is(lab.names.count, 3);
  t.is(lab.containers.count, 5);
  t.is(volumeOf(lab, 'WaterC1.0'), 26884.365334905175);
  t.is(volumeOf(lab, 'AgNO3C0.5'), 5543.264270452804);
  t.is(volumeOf(lab, 'ColdWaterC1.0'), 1800.2889463758936);
});

test('chemicals are numbered in the order of creation, a name that is there twice once', (t) => {
  const lab = setUp(shared());
  addProducts(lab, [['rxn1C1.0'], ['dilC1.0', '', 'Tube2000uL', 500]]);
  t.deepEqual(
    ['WaterC1.0', 'AgNO3C0.5', 'ColdWaterC1.0', 'rxn1C1.0', 'dilC1.0'].map((name) => chemical(lab, name)),
    [0, 1, 2, 3, 4],
  );
  t.is(lab.chemicalById(4), 4);
  t.is(
    refusal(() => lab.chemicalById(5), 'unknownName'),
    '#5',
  );
  t.is(
    refusal(() => chemical(lab, 'NopeC1.0'), 'unknownName'),
    'NopeC1.0',
  );
  t.is(lab.powder(...at('KBr')), 0);
  t.is(lab.powder(...at('NaCl')), NONE);
});

test('section 3: the type of a container follows from its place', (t) => {
  const lab = setUp(shared());
  const typeOf = (name: string) => TYPE_NAMES[lab.containers.type(chemical(lab, name))];
  t.is(typeOf('WaterC1.0'), 'Tube50000uL');
  t.is(typeOf('AgNO3C0.5'), 'Tube20000uL');
  t.is(typeOf('ColdWaterC1.0'), 'Tube2000uL');
  t.is(lab.containers.capacity(chemical(lab, 'AgNO3C0.5')), 15_000);
});

test("section 1: a tube that is lighter than its empty mass is refused in the original's words", (t) => {
  t.is(
    refusedReagent('XC1.0', 'A1', 1, 6.97),
    "the mass you entered for XC1.0 is less than the mass of the tube it's in.",
  );
  t.is(refusedReagent('XC1.0', 'A1', 1, 6.9731), '');
});

test('a reagent has to be below the capacity of its place', (t) => {
  t.is(
    refusedReagent('XC1.0', 'A1', 1, 22),
    'XC1.0 in A1 of tube_holder_10 on 1 would be 1.51e+04uL, and its place holds 15000uL',
  );
});

test('a wet reagent in a well is refused, since a well has no mass of its own', (t) => {
  t.is(
    refusedReagent('XC1.0', 'A1', 8, 3),
    'XC1.0 is in A1 of 96_well_plate on 8: only in a tube does its volume follow from a mass',
  );
});

test('what is in no place, or in one that is not free, is refused by its name', (t) => {
  t.is(refusedReagent('XC1.0', 'A1', 2, 10), 'XC1.0 is in slot 2, where no plate or rack stands');
  t.is(refusedReagent('XC1.0', 'A1', 10, 10), 'XC1.0 is in slot 10, where no plate or rack stands');
  t.is(refusedReagent('XC1.0', 'H1', 1, 10), 'XC1.0 is in H1, which tube_holder_10 in slot 1 does not have');
  t.is(
    refusedReagent('XC1.0', 'B1', 3, 2),
    'XC1.0 is in B1 of temp_mod_24_tube on 3, which is listed as an empty tube',
  );
  t.is(
    refused({
      ...RACK,
      reagents: [
        ['XC1.0', 'A1', 1, 10],
        ['YC1.0', 'A1', 1, 10],
      ],
    }),
    'YC1.0 is in A1 of tube_holder_10 on 1, where something else is',
  );
  t.is(
    refused({ ...RACK, reagents: [['XC1.0', 'A1', 1, 10]], powders: [['KBr', 'A1', 1, 1, 119]] }),
    'KBr is in A1 of tube_holder_10 on 1, where something else is',
  );
});

const onDeck = (...labware: NonNullable<Bench['labware']>): string =>
  refused({ ...RACK, labware: [...REAL.labware.slice(0, 2), ...labware] });

test('labware that cannot stand where it should is refused by its name', (t) => {
  t.is(
    onDeck([12, '96_well_plate', 'A1']),
    '96_well_plate cannot stand in slot 12, which holds the trash: take one from 1 to 11',
  );
  t.is(
    onDeck([0, '96_well_plate', 'A1']),
    '96_well_plate cannot stand in slot 0, which is not there: take one from 1 to 11',
  );
  t.is(onDeck([10, '96_well_plate', 'A1']), 'tip_rack_300uL and 96_well_plate cannot both stand in slot 10');
  t.is(
    onDeck([9, 'tip_rack_20uL', '']),
    "first_usable of tip_rack_20uL in slot 9 is '': name a tip, such as A1",
  );
  t.is(
    onDeck([1, 'tube_holder_10', '', 'B2,X9']),
    'the empty tube X9 of tube_holder_10 in slot 1 is not there: name places, such as A1,B2',
  );
  t.is(
    onDeck([1, 'tube_holder_10', '', 'B2,B2']),
    'the empty tube B2 of tube_holder_10 in slot 1 is listed twice',
  );
  const unknown: Bench = { ...RACK, labware: [[1, 'bucket', '']] };
  t.is(
    refusal(() => setUp(shared(), unknown), 'labwareUnknown'),
    'bucket',
  );
});

test('section 1: what needs the temperature module is left away when that is not used', (t) => {
  const bench = { ...RACK, usesTemperatureModule: false };
  t.is(refused(bench), '');
  t.is(
    refused({ ...bench, reagents: [['ColdWaterC1.0', 'D6', 3, 3.2]] }),
    'ColdWaterC1.0 is in slot 3, where no plate or rack stands',
  );
});

test('the temperature module is where the board has it', (t) => {
  const labware = [...REAL.labware.slice(0, 2), [6, 'temp_mod_24_tube', '', 'A1']] as const;
  const on = (board: Board, simulate: boolean) =>
    refusal(() => labWith({ ...RACK, labware, simulate }, board));
  t.is(on({}, false), 'temp_mod_24_tube is in slot 6, but the temperature module in slot 3');
  t.is(on({ temperatureModuleSlot: 6 }, false), '');
  t.is(
    on({ temperatureModuleSlot: 0 }, false),
    'temp_mod_24_tube needs a temperature module, which this board does not have',
  );
  t.is(on({ temperatureModuleSlot: 0 }, true), '');
});

test('each pipette needs a rack of its size, and one pipette has to be there', (t) => {
  t.is(
    refused({ pipettes: { left: '1000uL_pipette', right: '20uL_pipette' } }),
    'there is no tip rack for the 1000uL_pipette',
  );
  t.is(refused({ pipettes: {} }), 'there is no pipette: instruments names left, right or both');
  t.is(refused({ pipettes: { right: '20uL_pipette' } }), '');
});

test('more containers than the tables have are refused, and nothing is left of them', (t) => {
  const lab = labWith({}, { limits: { ...LAB_LIMITS, containers: 8 } });
  t.is(lab.containers.firstExtra, 6);
  t.is(
    refusal(() => addProducts(lab, [['a'], ['b'], ['c'], ['d']]), 'labFull'),
    '8 containers are the most',
  );
  t.is(lab.names.count, 3);
  addProducts(lab, [['a'], ['b'], ['c']]);
  invariants(lab);
  t.is(
    refusal(() => addProducts(lab, [['d']]), 'labFull'),
    '8 containers are the most',
  );
});

test('more names than the tables have room for are refused, and nothing is left of them', (t) => {
  const lab = labWith({}, { limits: { ...LAB_LIMITS, nameBytes: 40 } });
  t.is(lab.names.bytesLeft, 9);
  t.is(
    refusal(() => addProducts(lab, [['rxn1C'], ['rxn2C']]), 'labFull'),
    'there is no room for the name rxn2C',
  );
  t.is(lab.names.count, 3);
  addProducts(lab, [['rxn123456']]);
  t.is(lab.names.bytesLeft, 0);
});

test('a session finds nothing of the one before it', (t) => {
  const lab = setUp(shared());
  addProducts(lab, [['rxn1C1.0']]);
  lab.committed.tips.pickUp(0);
  lab.begin(false, false);
  t.is(lab.names.count, 0);
  t.is(lab.containers.count, 0);
  t.is(lab.names.water, NONE);
  t.false(lab.committed.tips.hasTip(0));
  invariants(lab);
});
