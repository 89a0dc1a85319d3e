import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { putUtf8 } from '../../src/kernel/utf8.js';
import {
  COMMON_NAMES,
  CONTAINER,
  FIXED_TRASH,
  LABWARE_CLASS,
  LabwareKinds,
} from '../../src/lab/labware-kinds.js';
import { LabwareTable, NOT_FOUND } from '../../src/lab/labware-table.js';
import { hexBytes } from '../support/bytes.js';
import { once } from '../support/once.js';
import sample from './sample-table.json';

const table = once(() => new LabwareTable(hexBytes(sample.hex)));
const kinds = once(() => new LabwareKinds(table()));

function ringWith(text: string): ByteRing {
  const ring = new ByteRing(128);
  putUtf8(ring, text);
  return ring;
}

const find = (name: string, among = kinds()): number => {
  const ring = ringWith(name);
  return among.find(ring, 0, ring.length);
};

const isCalled = (kind: number, request: string): boolean => {
  const ring = ringWith(request);
  return kinds().isCalled(kind, ring, 0, ring.length);
};

const TUBES = CONTAINER.Tube2000uL | CONTAINER.Tube20000uL | CONTAINER.Tube50000uL;

test('a common name stands for a definition, a class and the containers that it serves', (t) => {
  const { plate, rack, tipRack } = LABWARE_CLASS;
  for (const [name, loadName, labwareClass, containers] of [
    ['96_well_plate', 'corning_96_wellplate_360ul_flat', plate, CONTAINER.Well96],
    ['24_well_plate', 'corning_24_wellplate_3.4ml_flat', plate, CONTAINER.Well24],
    ['tip_rack_20uL', 'opentrons_96_tiprack_20ul', tipRack, 0],
    ['tip_rack_300uL', 'opentrons_96_tiprack_300ul', tipRack, 0],
    ['tip_rack_1000uL', 'opentrons_96_tiprack_1000ul', tipRack, 0],
    ['tube_holder_10', 'opentrons_10_tuberack_falcon_4x50ml_6x15ml_conical', rack, TUBES],
    ['temp_mod_24_tube', 'opentrons_24_aluminumblock_generic_2ml_screwcap', rack, TUBES],
    ['platereader4', 'plate_reader_4', plate, CONTAINER.Well96],
    ['platereader7', 'plate_reader_7', plate, CONTAINER.Well96],
  ] as const) {
    const kind = find(name);
    t.is(table().name(kinds().labware(kind)), loadName);
    t.is(kinds().labwareClass(kind), labwareClass, name);
    t.is(kinds().containers(kind), containers, name);
    t.is(kinds().name(kind), name);
    t.is(find(loadName), kind);
  }
});

test('tips of a rack have the size that the rack is named after', (t) => {
  for (const size of [20, 300, 1000])
    t.is(table().capacity(kinds().labware(find(`tip_rack_${size}uL`)), 0), size);
});

test('capacities, order and number of places are those of the original', (t) => {
  for (const [name, places, first, capacity] of [
    ['96_well_plate', 96, 'A1', 360],
    ['24_well_plate', 24, 'A1', 3400],
    ['tube_holder_10', 10, 'A1', 15_000],
    ['temp_mod_24_tube', 24, 'A1', 2000],
    ['platereader4', 40, 'E1', 300],
    ['platereader7', 56, 'G1', 300],
  ] as const) {
    const labware = kinds().labware(find(name));
    t.is(table().places(labware), places, name);
    t.is(table().placeName(labware, 0), first, name);
    t.is(table().capacity(labware, 0), capacity, name);
  }
});

test('a request of init_containers is a name, a load name or a group', (t) => {
  const reader = find('platereader7');
  for (const request of ['platereader7', 'plate_reader_7', 'platereader', 'well_plate', 'WellPlate96'])
    t.true(isCalled(reader, request), request);
  for (const request of ['', 'platereader4', 'platereader77', 'tube_holder', 'WellPlate24', 'tip_rack'])
    t.false(isCalled(reader, request), request);
  t.false(isCalled(find('96_well_plate'), 'platereader'));
  t.true(isCalled(find('tube_holder_10'), 'tube_holder'));
  t.false(isCalled(find('tube_holder_10'), 'temp_mod'));
  t.true(isCalled(find('temp_mod_24_tube'), 'temp_mod'));
});

test('the plates of the plate reader give their wells first, the one in slot 4 before the other', (t) => {
  const priorities = ['platereader4', 'platereader7', '96_well_plate', 'tube_holder_10'].map((name) =>
    kinds().priority(find(name)),
  );
  t.deepEqual(priorities, [2, 1, 0, 0]);
});

test('only the cooled rack needs the temperature module', (t) => {
  t.true(kinds().needsTemperatureModule(find('temp_mod_24_tube')));
  t.false(kinds().needsTemperatureModule(find('tube_holder_10')));
  t.false(kinds().needsTemperatureModule(find('opentrons_24_aluminumblock_nest_1.5ml_snapcap')));
});

test('other labware is named by its load name; what it is for follows from its definition', (t) => {
  const { plate, rack, tipRack } = LABWARE_CLASS;
  for (const [name, labwareClass, containers, group] of [
    ['usascientific_96_wellplate_2.4ml_deep', plate, CONTAINER.Well96, 'WellPlate96'],
    ['nest_24_wellplate_10.4ml', plate, CONTAINER.Well24, 'WellPlate24'],
    ['opentrons_96_aluminumblock_biorad_wellplate_200ul', plate, CONTAINER.Well96, 'well_plate'],
    ['opentrons_24_aluminumblock_nest_1.5ml_snapcap', rack, TUBES, 'tube_holder'],
    ['opentrons_6_tuberack_falcon_50ml_conical', rack, TUBES, 'tube_holder'],
    ['opentrons_96_filtertiprack_200ul', tipRack, 0, 'tip_rack'],
  ] as const) {
    const kind = find(name);
    t.is(kinds().labwareClass(kind), labwareClass, name);
    t.is(kinds().containers(kind), containers, name);
    t.true(isCalled(kind, group), name);
    t.true(isCalled(kind, name), name);
    t.is(kinds().name(kind), name);
  }
});

test('an unknown name is refused', (t) => {
  t.throws(() => find('97_well_plate'), {
    message: 'there is no labware of this name: 97_well_plate',
    code: 'labwareUnknown',
  });
  t.throws(() => find(''), { code: 'labwareUnknown' });
});

test('labware that the robot cannot work with is refused with the reason', (t) => {
  for (const [name, reason] of [
    ['48_well_plate', 'there is no container type for its wells'],
    ['corning_48_wellplate_1.6ml_flat', 'there is no container type for its wells'],
    ['corning_384_wellplate_112ul_flat', 'there is no container type for its wells'],
    ['corning_6_wellplate_16.8ml_flat', 'there is no container type for its wells'],
    ['nest_12_reservoir_15ml', 'there is no container type for a reservoir'],
    ['platereader', 'it is a request of init_containers, on the deck are platereader4 and platereader7'],
    [FIXED_TRASH, 'the trash stands in slot 12 already'],
  ] as const)
    t.throws(() => find(name), {
      message: `this labware cannot be put on the deck: ${name}: ${reason}`,
      code: 'labwareUnusable',
    });
});

test('a common name of which the table has no definition is refused with the file that is missing', (t) => {
  const empty = hexBytes('4c414257 688891f9 0100 0000 10000000');
  const none = new LabwareKinds(new LabwareTable(empty));
  t.throws(() => find('platereader4', none), {
    code: 'labwareUnusable',
    message: /no plate_reader_4\.json$/,
  });
});

test('the trash of slot 12 is in the table', (t) => {
  const trash = table().findText(FIXED_TRASH);
  t.not(trash, NOT_FOUND);
  t.deepEqual([table().x(trash, 0), table().y(trash, 0), table().z(trash, 0)], [82.84, 80, 82]);
});

test('every common name has a definition, but the one that is only asked for', (t) => {
  const missing = COMMON_NAMES.filter(({ loadName }) => table().findText(loadName) === NOT_FOUND);
  t.deepEqual(
    missing.map(({ name }) => name),
    ['platereader'],
  );
});
