import test from 'ava';
import { CATEGORY, HEADER } from '../../src/lab/labware-layout.js';
import { LabwareTable, NOT_FOUND } from '../../src/lab/labware-table.js';
import { hexBytes, ringOf } from '../support/bytes.js';
import { COUNTER, Counters, HAS_COUNTERS } from '../support/engine.js';
import { once } from '../support/once.js';
import sample from './sample-table.json';

const bytes = once(() => hexBytes(sample.hex));
const table = once(() => new LabwareTable(bytes()));

/** Number of a labware that is in the table. */
const found = (loadName: string): number => {
  const number = table().findText(loadName);
  if (number === NOT_FOUND) throw new Error(loadName);
  return number;
};
const rack = () => found('opentrons_10_tuberack_falcon_4x50ml_6x15ml_conical');
const plate96 = () => found('corning_96_wellplate_360ul_flat');

test('labware are found by their load names, in a ring or as a text', (t) => {
  t.is(table().count, sample.labware.length);
  for (let number = 0; number < table().count; number++) t.is(table().findText(table().name(number)), number);
  const ring = ringOf(hexBytes('ff74726f75676873ff'), 4); // troughs
  t.is(table().find(ring, 1, 7), found('troughs'));
  for (const [offset, length] of [
    [0, 7],
    [1, 6],
    [1, 8],
    [1, 0],
  ] as const)
    t.is(table().find(ring, offset, length), NOT_FOUND);
});

test('a labware has its category, its outer size and its number of places', (t) => {
  t.is(table().category(plate96()), CATEGORY.wellPlate);
  t.is(table().category(rack()), CATEGORY.tubeRack);
  t.is(table().places(plate96()), 96);
  t.is(table().places(rack()), 10);
  t.is(table().xDimension(plate96()), 127.76);
  t.is(table().yDimension(plate96()), 85.47);
  t.is(table().height(plate96()), 14.22);
});

test('a place that stands out of the outside counts for the height', (t) => {
  t.is(table().height(found('opentrons_96_tiprack_300ul')), 64.69);
});

test('a tip rack has tips of a length, part of which is on the nozzle', (t) => {
  const tips = found('opentrons_96_tiprack_300ul');
  t.is(table().tipLength(tips), 59.3);
  t.is(table().tipOverlap(tips), 7.47);
  t.is(table().capacity(tips, 95), 300);
  t.is(table().tipLength(plate96()), 0);
});

test('the wells of a plate follow column after column', (t) => {
  const names = [0, 1, 7, 8, 95].map((well) => table().placeName(plate96(), well));
  t.deepEqual(names, ['A1', 'B1', 'H1', 'A2', 'H12']);
  for (const [well, name] of ['A1', 'B1'].entries()) t.is(table().findPlaceText(plate96(), name), well);
  t.is(table().findPlaceText(plate96(), 'H12'), 95);
  t.is(table().x(plate96(), 95), 113.38);
  t.is(table().y(plate96(), 95), 11.24);
});

test('the plate of the plate reader begins with row E and ends with A8', (t) => {
  const reader = found('plate_reader_4');
  const names = [0, 1, 7, 8, 39].map((well) => table().placeName(reader, well));
  t.deepEqual(names, ['E1', 'E2', 'E8', 'D1', 'A8']);
  const first = table().findPlaceText(reader, 'A1');
  t.is(first, 32);
  t.deepEqual(
    [table().x(reader, first), table().y(reader, first), table().z(reader, first)],
    [21, 84.77, 61.81],
  );
  t.is(table().y(reader, 0), 48.77);
  t.is(table().findPlaceText(reader, 'F8'), NOT_FOUND);
});

test('a rack has places of several sizes', (t) => {
  const last = table().findPlaceText(rack(), 'B4');
  t.is(last, 9);
  t.deepEqual(
    [5, 6].map((tube) => table().placeName(rack(), tube)),
    ['C2', 'A3'],
  );
  t.deepEqual(
    [5, 6].map((tube) => table().capacity(rack(), tube)),
    [15_000, 50_000],
  );
  t.deepEqual(
    [5, 6].map((tube) => table().depth(rack(), tube)),
    [117.5, 113],
  );
  t.deepEqual(
    [5, 6].map((tube) => table().xSize(rack(), tube)),
    [14.9, 27.81],
  );
  t.deepEqual(
    [table().x(rack(), last), table().y(rack(), last), table().z(rack(), last)],
    [106.38, 25.25, 7.3],
  );
  t.is(table().findPlaceText(rack(), 'C3'), NOT_FOUND);
});

test('places that are on no grid are listed', (t) => {
  const troughs = found('troughs');
  t.deepEqual(
    [0, 1, 2].map((trough) => table().placeName(troughs, trough)),
    ['A1', 'A2', 'A4'],
  );
  t.deepEqual(
    [0, 1, 2].map((trough) => table().x(troughs, trough)),
    [14.38, 25, 60],
  );
  t.deepEqual(
    [0, 1, 2].map((trough) => table().y(troughs, trough)),
    [42.78, 42.78, 42.5],
  );
  t.is(table().findPlaceText(troughs, 'A4'), 2);
  t.is(table().findPlaceText(troughs, 'A3'), NOT_FOUND);
  t.true(table().isRectangular(troughs, 0));
  t.is(table().xSize(troughs, 0), 8.2);
  t.is(table().ySize(troughs, 0), 71.2);
  t.false(table().allowsTouchTip(troughs));
  t.true(table().allowsTouchTip(plate96()));
});

test('what is no name of a place is not found', (t) => {
  for (const name of [
    '',
    'A',
    '1',
    'A0',
    'A01',
    'a1',
    'A1 ',
    'A-1',
    'I1',
    'A13',
    'A256',
    'IW1',
    'AAAAAAA1',
    'Ä1',
  ])
    t.is(table().findPlaceText(plate96(), name), NOT_FOUND, name);
});

test('a table is read where it is, whatever stands around it', (t) => {
  const flash = new Uint8Array(bytes().length + 64).fill(0xff);
  flash.set(bytes(), 3);
  t.is(new LabwareTable(flash.subarray(3)).findText('troughs'), found('troughs'));
});

/** Some of many. */
const STEP = 13;

test('a table that is cut is refused', (t) => {
  for (let length = 0; length < bytes().length; length += length < 20 ? 1 : STEP)
    t.throws(() => new LabwareTable(bytes().subarray(0, length)), {
      message: /^the labware table is damaged/,
    });
});

test('a table of which a byte was changed is refused', (t) => {
  const changed = bytes().slice();
  for (let at = 0; at < changed.length; at += at < 40 ? 1 : STEP) {
    if (at === HEADER.version || at === HEADER.version + 1) continue;
    changed[at] = (changed[at] as number) ^ 0x10;
    t.throws(() => new LabwareTable(changed), { message: /^the labware table is damaged/ }, `byte ${at}`);
    changed[at] = bytes()[at] as number;
  }
});

test('a table of a newer format is refused as such', (t) => {
  const newer = bytes().slice();
  newer[HEADER.version] = 2;
  t.throws(() => new LabwareTable(newer), { message: /newer format .*: format 2/ });
});

test('lookups allocate nothing', (t) => {
  const ring = ringOf(hexBytes('74726f7567687348313200'), 3); // troughs, H12
  const reader = table();
  const [number, before, after] = [plate96(), new Counters(), new Counters()];
  let sum = 0;
  for (let round = 0; round < 2; round++) {
    before.read();
    sum += reader.find(ring, 0, 7) + reader.findPlace(number, ring, 7, 3);
    for (let well = 0; well < 96; well++)
      sum +=
        reader.x(number, well) +
        reader.y(number, well) +
        reader.z(number, well) +
        reader.capacity(number, well);
    after.read();
  }
  t.true(sum > 0);
  t.is(after.since(before, COUNTER.slots), 0);
  t.is(after.since(before, COUNTER.chunkBytes), 0);
  if (HAS_COUNTERS) t.log(`cost 96 wells: ${after.since(before, COUNTER.instructions)} instructions`);
});

test('the extremes of all places of a labware are at those that are named for them', (t) => {
  const lookups = ['x', 'y', 'z', 'depth', 'xSize', 'ySize'] as const;
  const boundsOf = (labware: number, places: readonly number[]): readonly (readonly number[])[] =>
    lookups.map((lookup) => {
      const values = places.map((place) => table()[lookup](labware, place));
      return [Math.min(...values), Math.max(...values)];
    });
  for (let labware = 0; labware < table().count; labware++) {
    const all = Array.from({ length: table().places(labware) }, (_, place) => place);
    const named: number[] = [];
    for (let place = table().nextExtreme(labware, -1); place !== NOT_FOUND; ) {
      named.push(place);
      place = table().nextExtreme(labware, place);
    }
    t.deepEqual(boundsOf(labware, named), boundsOf(labware, all), table().name(labware));
  }
  t.is(table().nextExtreme(plate96(), 0), 95);
});
