import { readFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { readLibrary } from '../../src/host/labware/library.js';
import { TABLE_BYTES_MAX, writeLabwareTable } from '../../src/host/labware/table-writer.js';
import { LabwareTable } from '../../src/lab/labware-table.js';
import sample from '../lab/sample-table.json';
import { bytesHex } from '../support/bytes.js';
import { holds } from '../support/property.js';
import { grid, labware, place, troughs } from '../support/sample-labware.js';

const LIBRARY = readLibrary('bench');

test('the table that the tests of the reader have is what is written today', (t) => {
  const definitions = [...LIBRARY.definitions.values(), troughs()];
  const chosen = definitions.filter(({ loadName }) => sample.labware.includes(loadName));
  t.is(chosen.length, sample.labware.length);
  t.is(bytesHex(writeLabwareTable(chosen)), sample.hex);
});

test('the example of the document is the table of its plate', (t) => {
  const document = readFileSync('src/lab/LABWARE.md', 'utf8');
  const lines = [...document.matchAll(/^ ?(\d+) {2}((?:[0-9a-f]{2} )*[0-9a-f]{2})(?: |$)/gm)];
  const plate = LIBRARY.definitions.get('plate_reader_4')!;
  const hex = lines
    .map(([, , digits]) => digits)
    .join('')
    .replaceAll(' ', '');
  t.is(hex, bytesHex(writeLabwareTable([plate])));
  for (const [, offset, digits] of lines)
    t.is(hex.indexOf(digits!.replaceAll(' ', ''), 2 * Number(offset)), 2 * Number(offset));
});

test('rows go on with AA behind Z', (t) => {
  const large = labware('large', [place(25, 1, 0, 0), place(26, 48, 1, 0), place(255, 255, 2, 0)]);
  const reader = new LabwareTable(writeLabwareTable([large]));
  ['Z1', 'AA48', 'IV255'].forEach((name, index) => {
    t.is(reader.placeName(0, index), name);
    t.is(reader.findPlaceText(0, name), index);
  });
});

test('a 96-well plate takes 75 bytes, its name and its place in the index included', (t) => {
  const empty = writeLabwareTable([]).length;
  t.is(writeLabwareTable([labware('corning_96_wellplate_360ul_flat', grid(8, 12))]).length - empty, 75);
});

test('a table that is too large is not written', (t) => {
  const places = Array.from({ length: 255 }, (_, i) => place(0, i + 1, i * i * 0.003, 0));
  const many = Array.from({ length: 50 }, (_, i) => labware(`plate_${i}`, places));
  t.throws(() => writeLabwareTable(many), { message: new RegExp(`${TABLE_BYTES_MAX} are possible`) });
});

test('a grid comes back place by place, whatever its size and the order of its places', (t) => {
  const size = fc.integer({ min: 1, max: 6 });
  const length = fc.integer({ min: 100, max: 2000 }).map((units) => units / 100);
  const property = fc.property(
    ...[size, size, length, length, fc.boolean(), fc.boolean(), fc.boolean()],
    (rows, columns, xPitch, yPitch, isRowAfterRow, rowsBackwards, columnsBackwards) => {
      const lines = isRowAfterRow ? columns : rows;
      const places = Array.from({ length: rows * columns }, (_, i) => {
        const [slow, fast] = [Math.floor(i / lines), i % lines];
        const row = isRowAfterRow ? slow : fast;
        const column = isRowAfterRow ? fast : slow;
        const r = rowsBackwards ? rows - 1 - row : row;
        const c = columnsBackwards ? columns - 1 - column : column;
        return place(r, c + 1, 10 + c * xPitch, 200 - r * yPitch);
      });
      const reader = new LabwareTable(writeLabwareTable([labware('grid', places)]));
      t.true(reader.places(0) === places.length);
      return places.every(
        ({ name, x, y }, index) =>
          reader.placeName(0, index) === name &&
          reader.findPlaceText(0, name) === index &&
          Math.abs(reader.x(0, index) - x) < 1e-9 &&
          Math.abs(reader.y(0, index) - y) < 1e-9,
      );
    },
  );
  holds(t, property, 300);
});
