import { readFileSync } from 'node:fs';
import test from 'ava';
import type { Definition } from '../../src/host/labware/definition.js';
import { readDefinition } from '../../src/host/labware/definition-reader.js';
import { PINNED_VERSION, readDefinitionFile, readLibrary } from '../../src/host/labware/library.js';
import { writeLabwareTable } from '../../src/host/labware/table-writer.js';
import { CATEGORY } from '../../src/lab/labware-layout.js';
import { LabwareTable, NOT_FOUND } from '../../src/lab/labware-table.js';

const LIBRARY = readLibrary('bench');
const TABLE = new LabwareTable(writeLabwareTable([...LIBRARY.definitions.values()]));

/** Half a unit of the table, mm and µL, and what a computer adds to decimal fractions. */
const RESOLUTION = 0.005 + 1e-9;

interface Well {
  shape: string;
  diameter?: number;
  xDimension?: number;
  yDimension?: number;
  depth: number;
  x: number;
  y: number;
  z: number;
  totalLiquidVolume: number;
}

/** A definition as its JSON has it, not as our reader does. */
interface Raw {
  ordering: string[][];
  wells: Record<string, Well>;
  metadata: { displayCategory: keyof typeof CATEGORY };
  dimensions: { xDimension: number; yDimension: number; zDimension: number };
  cornerOffsetFromSlot: { x: number; y: number; z: number };
  parameters: { loadName: string; isTiprack: boolean; tipLength?: number; tipOverlap?: number };
}

const rawOf = (path: string): Raw => JSON.parse(readFileSync(path, 'utf8'));
const standard = (name: string): string =>
  `node_modules/@opentrons/shared-data/labware/definitions/2/${name}/${PINNED_VERSION}.json`;
const OWN = ['boards/labware/plate_reader_4.json', 'boards/labware/plate_reader_7.json'];

/** The greatest difference of any place of a labware from its definition. */
function greatestDifference(labware: number, raw: Raw): number {
  const differences = raw.ordering.flat().flatMap((name, place) => {
    const well = raw.wells[name]!;
    const corner = raw.cornerOffsetFromSlot;
    if (TABLE.placeName(labware, place) !== name || TABLE.findPlaceText(labware, name) !== place)
      return [Number.POSITIVE_INFINITY];
    if (TABLE.isRectangular(labware, place) !== (well.shape === 'rectangular'))
      return [Number.POSITIVE_INFINITY];
    return [
      TABLE.x(labware, place) - corner.x - well.x,
      TABLE.y(labware, place) - corner.y - well.y,
      TABLE.z(labware, place) - corner.z - well.z,
      TABLE.depth(labware, place) - well.depth,
      TABLE.xSize(labware, place) - (well.diameter ?? well.xDimension!),
      TABLE.ySize(labware, place) - (well.diameter ?? well.yDimension!),
      TABLE.capacity(labware, place) - well.totalLiquidVolume,
    ].map(Math.abs);
  });
  return Math.max(...differences);
}

test('every place of every definition is in the table where the definition has it', (t) => {
  let places = 0;
  for (const loadName of LIBRARY.definitions.keys()) {
    const raw = rawOf(OWN.find((path) => path.includes(loadName)) ?? standard(loadName));
    const labware = TABLE.findText(loadName);
    t.not(labware, NOT_FOUND, loadName);
    t.is(TABLE.places(labware), raw.ordering.flat().length, loadName);
    t.is(TABLE.category(labware), CATEGORY[raw.metadata.displayCategory], loadName);
    t.true(Math.abs(TABLE.xDimension(labware) - raw.dimensions.xDimension) < RESOLUTION, loadName);
    t.true(Math.abs(TABLE.yDimension(labware) - raw.dimensions.yDimension) < RESOLUTION, loadName);
    t.true(TABLE.height(labware) > raw.dimensions.zDimension - RESOLUTION, loadName);
    const { isTiprack, tipLength, tipOverlap } = raw.parameters;
    t.is(TABLE.tipLength(labware), isTiprack ? tipLength! : 0, loadName);
    t.is(TABLE.tipOverlap(labware), isTiprack ? (tipOverlap ?? 0) : 0, loadName);
    const difference = greatestDifference(labware, raw);
    t.true(difference < RESOLUTION, `${loadName}: ${difference}`);
    places += TABLE.places(labware);
  }
  t.is(TABLE.count, LIBRARY.definitions.size);
  t.log(`size of the table: ${TABLE.count} labware with ${places} places`);
});

test('of the standard labware that holds liquids or tips, only four pieces without a depth or a volume are refused', (t) => {
  const holders = LIBRARY.refusals.filter(({ name }) =>
    Object.hasOwn(CATEGORY, rawOf(standard(name)).metadata.displayCategory),
  );
  t.deepEqual(
    holders.map(({ name, problems: [first] }) => `${name} ${first?.path}`),
    [
      'opentrons_96_well_aluminum_block $.wells.A1.totalLiquidVolume',
      'opentrons_aluminum_flat_bottom_plate $.wells',
      'opentrons_calibrationblock_short_side_left $.wells.A1.depth',
      'opentrons_calibrationblock_short_side_right $.wells.A1.depth',
    ],
  );
});

test('lids and adapters are refused by their category, whatever else they are', (t) => {
  const refused = new Map(LIBRARY.refusals.map(({ name, problems }) => [name, problems]));
  t.deepEqual(refused.get('opentrons_96_pcr_adapter'), [
    {
      path: '$.metadata.displayCategory',
      message: 'an adapter holds labware: name the labware that stands on it',
    },
  ]);
  t.is(refused.get('opentrons_tough_universal_lid')?.length, 1);
});

test('a plate of 96 wells has less than 100 bytes, its name included', (t) => {
  for (const definition of LIBRARY.definitions.values())
    if (definition.places.length === 96) {
      const bytes = writeLabwareTable([definition]).length - writeLabwareTable([]).length;
      t.true(bytes < 100, `${definition.loadName}: ${bytes}`);
    }
});

test('the geometry of the plate reader plates is that of the lab', (t) => {
  for (const [name, places, first, x, y] of [
    ['plate_reader_4', 40, 'E1', 21, 84.77],
    ['plate_reader_7', 56, 'G1', 20.3, 57.77],
  ] as const) {
    const labware = TABLE.findText(name);
    const a1 = TABLE.findPlaceText(labware, 'A1');
    t.is(TABLE.places(labware), places);
    t.is(TABLE.placeName(labware, 0), first);
    t.deepEqual([TABLE.x(labware, a1), TABLE.y(labware, a1), TABLE.z(labware, a1)], [x, y, 61.81]);
    t.is(TABLE.x(labware, a1 + 1), Math.round((x + 9) * 100) / 100);
    t.is(TABLE.height(labware), 73);
  }
});

/** The problems of a good plate after a change, as `path: message`. */
function problemsAfter(change: (raw: Raw & Record<string, unknown>) => void, path = OWN[0]!): string[] {
  const raw = rawOf(path) as Raw & Record<string, unknown>;
  change(raw);
  return readDefinition(raw).problems.map((problem) => `${problem.path}: ${problem.message}`);
}

test('a good file has no problems', (t) => {
  t.deepEqual(
    problemsAfter(() => {}),
    [],
  );
});

test('each problem of a file is said, with its path', (t) => {
  const said = problemsAfter((raw) => {
    raw.schemaVersion = 3;
    raw.parameters.loadName = 'Plate Reader';
    raw.wells.A1!.depth = -1;
    raw.wells.A2!.x = 130;
    raw.wells.A3!.shape = 'square';
    raw.ordering[0]![0] = 'E9';
    raw.ordering[0]![1] = 'E3';
  });
  t.deepEqual(said.sort(), [
    '$.ordering[0][0]: there is no well E9',
    '$.ordering[0][2]: E3 stands twice in the order',
    '$.parameters.loadName: expected at most 255 small letters, digits, dots and underscores',
    '$.schemaVersion: expected the number 2, found 3',
    '$.wells.A1.depth: expected a number from 0.01 to 277.67, found -1',
    '$.wells.A2.x: outside of the labware, 127.75 mm wide',
    '$.wells.A3.shape: expected one of circular, rectangular, found "square"',
    '$.wells.E1: it is missing in $.ordering',
    '$.wells.E2: it is missing in $.ordering',
  ]);
});

test('what is missing is said once', (t) => {
  const said = problemsAfter((raw) => {
    for (const key of ['metadata', 'dimensions', 'namespace']) delete raw[key];
    delete (raw.wells.E1 as Partial<Well>).diameter;
  });
  t.deepEqual(said.sort(), [
    '$.dimensions: expected an object, it is missing',
    '$.metadata: expected an object, it is missing',
    '$.namespace: expected a text, it is missing',
    '$.wells.E1.diameter: expected a number from 0.01 to 277.67, it is missing',
  ]);
});

test('a tip rack says so in both places and has the length of its tips', (t) => {
  const rack = standard('opentrons_96_tiprack_20ul');
  t.deepEqual(
    problemsAfter(({ parameters }) => delete parameters.tipLength, rack),
    ['$.parameters.tipLength: expected a number from 0.01 to 277.67, it is missing'],
  );
  const said = problemsAfter(({ metadata }) => (metadata.displayCategory = 'tubeRack'), rack);
  t.deepEqual(said, ['$.parameters.isTiprack: true, but $.metadata.displayCategory is tubeRack']);
});

test('a well is named by row and column', (t) => {
  for (const name of ['a1', 'A01', 'A', 'A1b', 'A256', 'IW1'])
    t.deepEqual(
      problemsAfter((raw) => {
        raw.wells[name] = raw.wells.A1!;
        raw.ordering[0]!.push(name);
      }),
      [`$.wells.${name}: expected a name from A1 to IV255: row in capital letters, column as a number`],
    );
});

test('no JSON at all is one problem', (t) => {
  for (const value of [null, 1, 'text', []]) t.regex(readDefinition(value).problems[0]!.path, /^\$$/);
  t.is(readDefinitionFile('package-lock.md').problems.length, 1);
  t.is(readDefinitionFile('README.md').problems[0]?.path, '$');
});

test('the offset of a labware from the corner of its slot is in the places', (t) => {
  const { definition } = readDefinition({
    ...rawOf(OWN[0]!),
    cornerOffsetFromSlot: { x: -3, y: 2, z: 1.5 },
  });
  const [first] = (definition as Definition).places;
  t.deepEqual([first?.x, first?.y, first?.z], [18, 50.77, 63.31]);
});
