// The worst packets that the caps allow, each with one that is a step beyond: built by hand from the formats.

import { productsSource, type Reagent, transferSource } from '../../src/host/controller-arguments.js';
import {
  DEPTH_MAX,
  INTEGER_BYTES_MAX,
  PICKLE_CODES_MAX,
  PICKLE_VALUES_MAX,
  VALUES_MAX,
  WIRE_LIMITS,
} from '../../src/kernel/limits.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { originalInit, originalProducts, originalTransfer, payloadOf } from './payloads.js';
import {
  APPEND,
  APPENDS,
  LIST,
  lengthOf,
  MARK,
  MEMOIZE,
  NONE,
  TUPLE,
  TUPLE0,
  TUPLE1,
  whole,
} from './pickle-code.js';
import { bytesCase, hexCase, type WorstPacket, word } from './worst-packet.js';
import { WORST_TEXTS } from './worst-texts.js';

/** Most items between a mark and what takes them, well within the stack. */
const BATCH = 1_000;

/** `count` None in a list, a batch at a time. */
function listOfNones(count: number): string {
  let code = LIST;
  for (let left = count; left > 0; left -= BATCH) code += MARK + NONE.repeat(Math.min(left, BATCH)) + APPENDS;
  return code;
}

const { pickleStack, pickleMemo, pickleContainers, payloadBytes, rows } = WIRE_LIMITS;

/** `home` takes arguments of any kind, so these meet the caps of the readers and no others. */
const PICKLES: readonly WorstPacket[] = [
  hexCase(
    'pickle, lists in each other, the arguments included',
    DEPTH_MAX,
    (depth) => whole(LIST.repeat(depth - 1), APPEND.repeat(depth - 2), TUPLE1),
    'tooDeep',
  ),
  hexCase(
    'pickle, tuples that begin at the same byte',
    DEPTH_MAX,
    (depth) => whole(TUPLE0, TUPLE1.repeat(depth - 1)),
    'tooDeep',
  ),
  hexCase(
    'pickle, values on the stack',
    pickleStack,
    (depth) => whole(MARK, NONE.repeat(depth - 1), TUPLE),
    'tooManyValues',
  ),
  hexCase(
    'pickle, memo entries',
    pickleMemo,
    (entries) => whole(LIST, MEMOIZE, (NONE + MEMOIZE + APPEND).repeat(entries - 1), TUPLE1),
    'tooManyValues',
  ),
  hexCase(
    'pickle, lists and tuples',
    pickleContainers,
    (count) => whole(LIST, (LIST + APPEND).repeat(count - 2), TUPLE1),
    'tooManyValues',
  ),
  hexCase(
    'pickle, values',
    PICKLE_VALUES_MAX,
    (count) => whole(listOfNones(count - 2), TUPLE1),
    'tooManyValues',
  ),
  hexCase(
    'pickle, opcodes',
    PICKLE_CODES_MAX,
    (codes) =>
      whole(LIST, (NONE + APPEND).repeat((codes - 4) >> 1), codes % 2 === 0 ? '' : MARK + APPENDS, TUPLE1),
    'tooManyValues',
  ),
  hexCase(
    'pickle, lists of one read again and again by reference (times)',
    // Each is two values, and following the reference costs as much as three.
    Math.floor((PICKLE_VALUES_MAX - 1) / 5),
    (times) => whole(LIST, LIST, MEMOIZE, NONE, APPEND, APPEND, `6800${APPEND}`.repeat(times - 1), TUPLE1),
    'tooManyValues',
  ),
  hexCase(
    'pickle, bytes of an integer',
    INTEGER_BYTES_MAX,
    (bytes) => whole(`8a${lengthOf(bytes, 1)}${'7f'.repeat(bytes)}`, TUPLE1),
    'integerTooLong',
  ),
  hexCase(
    'pickle, bytes of a payload, all but nine of one text',
    payloadBytes,
    (bytes) => whole(`58${lengthOf(bytes - 9, 4)}${'78'.repeat(bytes - 9)}`, TUPLE1),
    'payloadTooLarge',
  ),
];

/** Keys of one map, and of all that are open together: `MapKeys` keeps 64 more than a table has rows. */
const CBOR_KEYS = rows + 64;

const CBORS: readonly WorstPacket[] = [
  hexCase(
    'CBOR, arrays in each other, the arguments included',
    DEPTH_MAX,
    (depth) => `${'81'.repeat(depth - 1)}80`,
    'tooDeep',
  ),
  hexCase(
    'CBOR, values',
    VALUES_MAX,
    (count) => `8199${word(count - 2)}${'f6'.repeat(count - 2)}`,
    'tooManyValues',
  ),
  hexCase(
    'CBOR, keys of a map',
    CBOR_KEYS,
    (keys) => `81b9${word(keys)}${Array.from({ length: keys }, (_, key) => `19${word(key)}f6`).join('')}`,
    'tooManyValues',
  ),
  hexCase(
    'CBOR, bytes of an integer',
    INTEGER_BYTES_MAX,
    (bytes) => `81c258${lengthOf(bytes, 1)}${'7f'.repeat(bytes)}`,
    'integerTooLong',
  ),
  hexCase(
    'CBOR, bytes of a payload, all but four of one text',
    payloadBytes,
    (bytes) => `8179${word(bytes - 4)}${'78'.repeat(bytes - 4)}`,
    'payloadTooLarge',
  ),
];

/** Names of 24 bytes. */
const namesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `product-${1_000 + i}-sampleC10.0`);

const stepsOf = (count: number): [name: string, volume: number][] =>
  namesOf(count).map((name) => [name, 123.456]);

const productsOf = (count: number) => namesOf(count).map((name) => ({ name, maxVol: 123.456 }));

const reagentsOf = (count: number): Reagent[] =>
  namesOf(count).map((name) => ({ name, conc: 123.456, loc: 'A1', deckPos: 1, mass: 123.456 }));

const initOf = (reagents: readonly Reagent[]): Uint8Array =>
  originalInit({
    simulate: false,
    labware: [{ deckPos: 1, name: '96_well_plate', firstUsable: 'A1' }],
    instruments: { left: '300uL_pipette', right: '20uL_pipette' },
    reagents,
  });

const TABLES: readonly WorstPacket[] = [
  bytesCase(
    'init in pickle 3 as the original writes it, names of 24 bytes, reagents',
    rows,
    (count) => initOf(reagentsOf(count)),
    'tooManyRows',
    'init',
  ),
  bytesCase(
    'init_containers in pickle 3 as the original writes it, names of 24 bytes, products',
    rows,
    (count) => originalProducts(namesOf(count), 'platereader', 123.456),
    'tooManyRows',
    'init_containers',
  ),
  bytesCase(
    'init_containers in CBOR, products',
    rows,
    (count) => payloadOf('init_containers', productsSource(productsOf(count)), new CborWriter()),
    'tooManyRows',
    'init_containers',
  ),
  bytesCase(
    'transfer in pickle 4 as the original writes it, names of 24 bytes, steps',
    rows,
    (count) => originalTransfer('WaterC1.0', stepsOf(count)),
    'tooManyRows',
    'transfer',
  ),
  bytesCase(
    'transfer in CBOR, steps',
    rows,
    (count) => payloadOf('transfer', transferSource('WaterC1.0', stepsOf(count), null), new CborWriter()),
    'tooManyRows',
    'transfer',
  ),
  hexCase(
    'loc_req in CBOR, ids',
    rows,
    (count) => `8199${word(count)}${'190123'.repeat(count)}`,
    'tooManyRows',
    'loc_req',
  ),
];

export const WORST_PACKETS: readonly WorstPacket[] = [...PICKLES, ...CBORS, ...TABLES, ...WORST_TEXTS];
