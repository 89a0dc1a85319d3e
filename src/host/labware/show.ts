// Labware in words and pictures for the labware command.

import { ByteRing } from '../../kernel/byte-ring.js';
import { Fault } from '../../kernel/faults.js';
import { COMMON_NAMES, CONTAINER, LABWARE_CLASS, LabwareKinds } from '../../lab/labware-kinds.js';
import { LabwareTable } from '../../lab/labware-table.js';
import type { Category, Definition, Place, Problem } from './definition.js';
import type { Refusal } from './library.js';
import { groupPlaces, type PlaceGroup } from './place-groups.js';
import { labwareBytes, writeLabwareTable } from './table-writer.js';

const CATEGORY_NAMES: Readonly<Record<Category, string>> = Object.freeze({
  wellPlate: 'well plates',
  reservoir: 'reservoirs',
  tubeRack: 'tube racks',
  tipRack: 'tip racks',
  aluminumBlock: 'aluminium blocks',
  trash: 'trash',
});

/** Where the category stands: a reason that names it says enough. */
const CATEGORY_PATH = '$.metadata.displayCategory';

/** What one character of the top view stands for, mm: it is about twice as high as wide. */
const CHARACTER_WIDTH = 2.25;
const CHARACTER_HEIGHT = 4.5;

/** Volumes in words: 360 µL, 3.4 mL. */
const volumeText = (microliters: number): string =>
  microliters < 1000 ? `${microliters} µL` : `${microliters / 1000} mL`;

const capacities = ({ places }: Definition): string =>
  [...new Set(places.map(({ capacity }) => volumeText(capacity)))].join(', ');

const nameText = ({ loadName }: Definition): string => {
  const common = COMMON_NAMES.find((candidate) => candidate.loadName === loadName);
  return common === undefined ? loadName : `${loadName} = ${common.name}`;
};

const row = (name: string, places: string, capacity: string, bytes: string): string =>
  `${name.padEnd(78)} ${places.padStart(6)}  ${capacity.padEnd(13)} ${bytes.padStart(5)}`;

/** All labware, a line each, by category. */
export function listText(definitions: readonly Definition[]): string {
  const sorted = [...definitions].sort((a, b) => (a.loadName < b.loadName ? -1 : 1));
  return Object.entries(CATEGORY_NAMES)
    .map(([category, title]): [string, Definition[]] => [
      title,
      sorted.filter((definition) => definition.category === category),
    ])
    .filter(([, members]) => members.length > 0)
    .map(([title, members]) =>
      [
        row(title, 'places', 'capacity', 'bytes'),
        ...members.map((member) => {
          const bytes = String(labwareBytes(member));
          return row(`  ${nameText(member)}`, String(member.places.length), capacities(member), bytes);
        }),
      ].join('\n'),
    )
    .join('\n\n');
}

/** What is not in the table, by reason. */
export function refusalsText(refusals: readonly Refusal[]): string {
  const names = new Map<string, string[]>();
  for (const { name, problems } of refusals) {
    const [{ path, message }] = problems as [Problem];
    const reason = path === CATEGORY_PATH ? message : `${path}: ${message}`;
    names.set(reason, [...(names.get(reason) ?? []), `  ${name}`]);
  }
  return [...names].map(([reason, of]) => `refused: ${reason}\n${of.join('\n')}`).join('\n\n');
}

/** Places of one size in words. */
function groupText({ places }: PlaceGroup): string {
  const [first] = places as [Place];
  const last = places.at(-1) ?? first;
  const names = places.length === 1 ? first.name : `${first.name} to ${last.name}`;
  const size = first.isRectangular ? `${first.xSize} × ${first.ySize}` : `⌀ ${first.xSize}`;
  return (
    `  ${names}, ${places.length} in all: ${volumeText(first.capacity)}, ${size} mm, ${first.depth} mm deep, ` +
    `bottom at z ${first.z}; ${first.name} at x ${first.x}, y ${first.y}`
  );
}

/** The labware from above, its front below. */
function topView({ places, xDimension, yDimension }: Definition): string[] {
  const width = Math.round(xDimension / CHARACTER_WIDTH);
  const height = Math.round(yDimension / CHARACTER_HEIGHT);
  const picture = Array.from({ length: height }, () => Array<string>(width).fill(' '));
  [...places].reverse().forEach(({ x, y, isRectangular }, index) => {
    const line = picture[height - 1 - Math.min(height - 1, Math.floor(y / CHARACTER_HEIGHT))];
    const mark = index === places.length - 1 ? '1' : isRectangular ? '#' : 'o';
    if (line !== undefined) line[Math.floor(x / CHARACTER_WIDTH)] = mark;
  });
  const border = `+${'-'.repeat(width)}+`;
  return [border, ...picture.map((line) => `|${line.join('')}|`), border];
}

const CLASS_NAMES: ReadonlyMap<number, string> = new Map([
  [LABWARE_CLASS.plate, 'a plate'],
  [LABWARE_CLASS.rack, 'a rack'],
  [LABWARE_CLASS.tipRack, 'a tip rack'],
]);

/** What the robot does with it on the deck, or why it refuses it there. */
function useText(definition: Definition): string {
  const table = new LabwareTable(writeLabwareTable([definition]));
  const kinds = new LabwareKinds(table);
  const name = new ByteRing(256);
  table.putName(0, name);
  try {
    const kind = kinds.find(name, 0, name.length);
    const types = Object.entries(CONTAINER).filter(([, bit]) => (kinds.containers(kind) & bit) !== 0);
    const what = CLASS_NAMES.get(kinds.labwareClass(kind));
    return types.length === 0 ? `${what}` : `${what} for ${types.map(([type]) => type).join(', ')}`;
  } catch (error) {
    if (error instanceof Fault) return `but ${error.message}`;
    throw error;
  }
}

/** One labware: sizes, places, a top view. */
export function showText(definition: Definition): string {
  const { displayName, xDimension, yDimension, zDimension, tipLength, tipOverlap } = definition;
  const tips = tipLength === 0 ? [] : [`tips ${tipLength} mm long, ${tipOverlap} mm of it on the nozzle`];
  return [
    nameText(definition),
    `${displayName}: ${xDimension} × ${yDimension} × ${zDimension} mm, ${labwareBytes(definition)} bytes`,
    useText(definition),
    ...tips,
    ...groupPlaces(definition.places).map(groupText),
    'from above, the front below, 1 is the first place:',
    ...topView(definition),
  ].join('\n');
}
