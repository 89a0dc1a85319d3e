// What a controller sends that fills all tables of a robot: names of 24 bytes, four tip racks, a container everywhere.

import {
  type InitArguments,
  initSource,
  type Labware,
  type Mix,
  makeSource,
  mixSource,
  namesSource,
  productsSource,
  type Reagent,
  transferSource,
} from '../../src/host/controller-arguments.js';
import type { ArgumentSource } from '../../src/wire/arguments-writer.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import { packet } from '../support/packets.js';
import { originalInit, originalProducts, payloadOf } from '../support/payloads.js';

const WATER = 'WaterC1.0';

/** Places of the ten tubes, the largest tube that there is first. */
const TUBES = ['A3', 'B3', 'A4', 'B4', 'A1', 'B1', 'C1', 'A2', 'B2', 'C2'];

/** g: of either size of tube with enough in it. */
const TUBE_MASS = 18;
const WATER_MASS = 60;

const PLATE = '96_well_plate';
const PLATE_SLOTS = [2, 3, 4, 5, 6, 7];

/** Products that are asked for in a packet of their own, in CBOR. */
const PRODUCTS_IN_CBOR = 8;

/** Portions of a transfer, for two of which a run log of 512 KiB has room. */
const PORTIONS = 40;

const LABWARE: readonly Labware[] = [
  { deckPos: 1, name: 'tube_holder_10' },
  ...PLATE_SLOTS.map((deckPos) => ({ deckPos, name: PLATE, firstUsable: 'A1' })),
  ...[8, 9].map((deckPos) => ({ deckPos, name: 'tip_rack_300uL', firstUsable: 'A1' })),
  ...[10, 11].map((deckPos) => ({ deckPos, name: 'tip_rack_20uL', firstUsable: 'A1' })),
];

const longName = (kind: string, index: number): string => `${kind}-${1_000 + index}-sampleC10.0`;

const MIXED = Array.from({ length: 32 }, (_, i): Mix => [longName('product', i), 1]);

const reagents = (count: number): Reagent[] =>
  Array.from({ length: count }, (_, i) => ({
    name: i === 0 ? WATER : longName('reagent', i),
    conc: 10,
    loc: TUBES[i % TUBES.length] as string,
    deckPos: 1,
    mass: i === 0 ? WATER_MASS : TUBE_MASS,
  }));

const setup = (reagentCount: number): InitArguments => ({
  simulate: false,
  labware: LABWARE,
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: reagents(reagentCount),
  dryContainers: [{ name: 'KBr', loc: 'H12', deckPos: 7, mass: 0.005, molarMass: 119 }],
});

/** Packets of a session each, in their order. */
export interface FullDeck {
  /** Fills all tables. A number is left for the chemical that is made of the powder. */
  readonly session: readonly Uint8Array[];
  /** Sessions that end with a packet as large as the caps allow, which is refused. */
  readonly refused: readonly (readonly Uint8Array[])[];
}

export function fullDeck(containers: number, rows: number): FullDeck {
  const names = Array.from({ length: rows }, (_, i) => longName('product', i));
  const products = names.slice(0, containers - TUBES.length - 2);
  const inPickle = products.slice(PRODUCTS_IN_CBOR);
  const inCbor = products.slice(0, PRODUCTS_IN_CBOR).map((name) => ({ name, labware: PLATE, maxVol: 250.5 }));
  const transfer = (to: readonly string[]): ArgumentSource =>
    transferSource(
      WATER,
      to.map((name) => [name, 15.25]),
      null,
    );
  const pickle = new PickleWriter();
  const cbor = new CborWriter();
  const init = packet('init', 1, payloadOf('init', initSource(setup(TUBES.length)), pickle));
  const initContainers = packet('init_containers', 2, originalProducts(inPickle, PLATE, 250.5));
  return {
    session: [
      init,
      initContainers,
      packet('init_containers', 3, payloadOf('init_containers', productsSource(inCbor), cbor)),
      packet('transfer', 4, payloadOf('transfer', transfer(products.slice(0, PORTIONS)), pickle)),
      packet('transfer', 5, payloadOf('transfer', transfer(products.slice(0, PORTIONS)), cbor)),
      packet('mix', 6, payloadOf('mix', mixSource(MIXED, null), pickle)),
      packet('make', 7, payloadOf('make', makeSource('KBr', 400), pickle)),
      packet('loc_req', 8, payloadOf('loc_req', namesSource('all', null), pickle)),
      packet('loc_req', 9, payloadOf('loc_req', namesSource(products, null), cbor)),
    ],
    refused: [
      [packet('init', 1, originalInit(setup(rows)))],
      [init, initContainers, packet('transfer', 3, payloadOf('transfer', transfer(names), pickle))],
    ],
  };
}
