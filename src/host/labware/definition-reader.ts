// Reads a labware definition (Opentrons schema 2), with every problem that is in it.

import { CATEGORY } from '../../lab/labware-layout.js';
import { NO_PLACE_NAME, placeNameNumber } from '../../lab/labware-place-name.js';
import type { Category, Definition, Place, Problem } from './definition.js';
import { JsonFields } from './json-fields.js';
import { GROUPS_MAX, groupPlaces } from './place-groups.js';

/** Largest offset from the corner of the slot, length, and both together 327.67, mm; largest volume, µL. */
const OFFSET_MAX = 50;
const LENGTH_MAX = 277.67;
const VOLUME_MAX = 42_949_672;

/** The smallest depth, size and volume: the resolution of the table. */
const LEAST = 0.01;

const VERSION_MAX = 1_000;

const CATEGORIES = Object.keys(CATEGORY) as Category[];

/** Why labware of some categories is not in the table. */
const REFUSED_CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['adapter', 'an adapter holds labware: name the labware that stands on it'],
  ['lid', 'a lid holds neither liquids nor tips'],
  ['other', 'it holds neither liquids nor tips'],
  ['system', 'it holds neither liquids nor tips'],
]);

export interface Reading {
  /** Nothing when there are problems. */
  readonly definition: Definition | undefined;
  readonly problems: readonly Problem[];
}

function readLoadName(parameters: JsonFields): string {
  const loadName = parameters.text('loadName');
  if (!/^[a-z0-9._]{0,255}$/.test(loadName))
    parameters.complain('loadName', 'expected at most 255 small letters, digits, dots and underscores');
  return loadName;
}

/** Lengths in mm. */
interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Where the labware's corner is, from that of the slot. */
const readCorner = (root: JsonFields): Vector => {
  const offset = root.object('cornerOffsetFromSlot');
  const number = (key: string) => offset.number(key, -OFFSET_MAX, OFFSET_MAX);
  return { x: number('x'), y: number('y'), z: number('z') };
};

function readPlace(well: JsonFields, name: string, corner: Vector, least: number): Place {
  const shape = well.choice('shape', ['circular', 'rectangular']);
  const isRectangular = shape === 'rectangular';
  const xSize = well.number(isRectangular ? 'xDimension' : 'diameter', LEAST, LENGTH_MAX);
  const number = placeNameNumber(name);
  return {
    name,
    row: number >> 8,
    column: number & 0xff,
    x: corner.x + well.number('x', 0, LENGTH_MAX),
    y: corner.y + well.number('y', 0, LENGTH_MAX),
    z: corner.z + well.number('z', 0, LENGTH_MAX),
    depth: well.number('depth', least, LENGTH_MAX),
    isRectangular,
    xSize,
    ySize: isRectangular ? well.number('yDimension', LEAST, LENGTH_MAX) : xSize,
    capacity: well.number('totalLiquidVolume', least, VOLUME_MAX),
  };
}

/** The names of all places in the order in which they are handed out: each well once. */
function readOrder(root: JsonFields, wells: JsonFields): string[] {
  const order = new Set<string>();
  for (const [index, column] of root.list('ordering').entries()) {
    if (!Array.isArray(column)) root.complainAt(`ordering[${index}]`, 'expected a list of wells');
    const names: unknown[] = Array.isArray(column) ? column : [];
    for (const [row, name] of names.entries()) {
      const at = `ordering[${index}][${row}]`;
      if (typeof name !== 'string' || !wells.has(name)) root.complainAt(at, `there is no well ${name}`);
      else if (order.has(name)) root.complainAt(at, `${name} stands twice in the order`);
      else order.add(name);
    }
  }
  for (const name of wells.keys) if (!order.has(name)) wells.complain(name, 'it is missing in $.ordering');
  return [...order];
}

function readPlaces(root: JsonFields, category: Category, outside: Vector): Place[] {
  const wells = root.object('wells');
  const corner = readCorner(root);
  const least = category === 'trash' ? 0 : LEAST;
  const places = readOrder(root, wells).map((name) => {
    const well = wells.object(name);
    if (placeNameNumber(name) === NO_PLACE_NAME)
      wells.complain(name, 'expected a name from A1 to IV255: row in capital letters, column as a number');
    const place = readPlace(well, name, corner, least);
    if (place.x - corner.x > outside.x) well.complain('x', `outside of the labware, ${outside.x} mm wide`);
    if (place.y - corner.y > outside.y) well.complain('y', `outside of the labware, ${outside.y} mm deep`);
    return place;
  });
  if (root.has('wells') && places.length === 0) root.complain('wells', 'it has no places');
  if (groupPlaces(places).length > GROUPS_MAX)
    root.complain('wells', `more than ${GROUPS_MAX} changes of size or depth in the order of the wells`);
  return places;
}

/** What the schema asks for and the robot does not use. */
function readFormalities(root: JsonFields, metadata: JsonFields, parameters: JsonFields): void {
  root.number('schemaVersion', 2, 2);
  root.number('version', 1, VERSION_MAX);
  root.text('namespace');
  root.list('groups');
  root.object('brand').text('brand');
  metadata.text('displayVolumeUnits');
  parameters.text('format');
  parameters.boolean('isMagneticModuleCompatible');
}

/** Reads what JSON.parse gave. */
export function readDefinition(json: unknown): Reading {
  const problems: Problem[] = [];
  const root = new JsonFields(json, '$', problems);
  const metadata = root.object('metadata');
  const parameters = root.object('parameters');
  const named = metadata.choice('displayCategory', [...CATEGORIES, ...REFUSED_CATEGORIES.keys()]);
  const refusal = REFUSED_CATEGORIES.get(named ?? '');
  if (refusal !== undefined) {
    metadata.complain('displayCategory', refusal);
    return { definition: undefined, problems };
  }
  const category = CATEGORIES.find((candidate) => candidate === named) ?? 'wellPlate';
  readFormalities(root, metadata, parameters);
  const isTipRack = parameters.boolean('isTiprack');
  if (named !== undefined && isTipRack !== (named === 'tipRack'))
    parameters.complain('isTiprack', `${isTipRack}, but $.metadata.displayCategory is ${named}`);
  const dimensions = root.object('dimensions');
  const dimension = (key: string) => dimensions.number(key, LEAST, LENGTH_MAX);
  const outside = { x: dimension('xDimension'), y: dimension('yDimension'), z: dimension('zDimension') };
  const definition: Definition = {
    loadName: readLoadName(parameters),
    displayName: metadata.text('displayName'),
    category,
    xDimension: outside.x,
    yDimension: outside.y,
    zDimension: outside.z,
    tipLength: isTipRack ? parameters.number('tipLength', LEAST, LENGTH_MAX) : 0,
    tipOverlap:
      isTipRack && parameters.has('tipOverlap') ? parameters.number('tipOverlap', 0, LENGTH_MAX) : 0,
    allowsTouchTip: !(parameters.has('quirks') && parameters.list('quirks').includes('touchTipDisabled')),
    places: readPlaces(root, category, outside),
  };
  return { definition: problems.length === 0 ? definition : undefined, problems };
}
