// The sessions that are played to the firmware on the emulated chip: those of commands whose cost is held.

import { CHIP } from '../../src/device/rv32/chip.js';
import { Flash } from '../../src/device/rv32/flash.js';
import {
  type InitArguments,
  initSource,
  type Product,
  productsSource,
  type Step,
  transferSource,
} from '../../src/host/controller-arguments.js';
import { LAB_LIMITS, WIRE_LIMITS } from '../../src/kernel/limits.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { fullDeck } from '../budgets/full-deck.js';
import { XS } from '../support/engine.js';
import { packet } from '../support/packets.js';
import { payloadOf } from '../support/payloads.js';
import { fillLog } from './full-log.js';
import { type Command, playOnLine } from './player.js';

const WATER = 'WaterC1.0';
const STEPS = 12;

/** Of each kind of garbage some. */
const COLLECTIONS = 30;

/** The first commands of a session that fills all tables. */
const FULL = ['full init', 'full init_containers', 'the last of them', 'transfer with full tables'];

const LAB: InitArguments = {
  simulate: false,
  labware: [
    { deckPos: 1, name: 'tube_holder_10' },
    { deckPos: 6, name: '96_well_plate', firstUsable: 'A1' },
    { deckPos: 10, name: 'tip_rack_300uL', firstUsable: 'A1' },
    { deckPos: 11, name: 'tip_rack_20uL', firstUsable: 'A1' },
  ],
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: [{ name: WATER, conc: 1, loc: 'A3', deckPos: 1, mass: 60 }],
};

const PRODUCTS: readonly Product[] = Array.from({ length: STEPS }, (_, i) => ({
  ...{ name: `rxn${i + 1}C1.0`, labware: '96_well_plate', maxVol: 300 },
}));

/** Numbers of the names: water first. */
const IDS = new Map([WATER, ...PRODUCTS.map(({ name }) => name)].map((name, id) => [name, id]));

const transfer = (
  writer: ValueWriter,
  ids: ReadonlyMap<string, number> | null,
  steps: number,
): Uint8Array => {
  const rows = PRODUCTS.slice(0, steps).map(({ name }, i): Step => [name, 10.5 + i]);
  return packet('transfer', 7, payloadOf('transfer', transferSource(WATER, rows, ids), writer));
};

const init: Command = {
  name: 'init',
  bytes: packet('init', 1, payloadOf('init', initSource(LAB), new CborWriter())),
};

const products: Command = {
  name: 'init_containers of 12',
  bytes: packet(
    'init_containers',
    2,
    payloadOf('init_containers', productsSource(PRODUCTS), new CborWriter()),
  ),
};

/** By what the settings of the run ask for. */
const PLAYS: Readonly<Record<string, () => readonly (readonly Command[])[]>> = {
  fullLog: () => {
    const { blockLength, blocks } = Flash.open().status();
    fillLog(CHIP.chipFlashWrite, blockLength, blocks);
    return [[]];
  },
  cbor: () => [
    [
      ...[init, products, { name: 'home', bytes: packet('home', 7) }],
      {
        ...{ name: 'a transfer of 12 steps in CBOR with ids, frame to first move', endsAtMove: true },
        bytes: transfer(new CborWriter(), IDS, STEPS),
      },
    ],
  ],
  collections: () => [
    fullDeck(LAB_LIMITS.containers, WIRE_LIMITS.rows)
      .session.slice(0, FULL.length)
      .map((bytes, i) => ({
        name: FULL[i] as string,
        bytes,
        ...(i === FULL.length - 1 && { collections: COLLECTIONS }),
      })),
  ],
  pickle: () => [
    [
      ...[init, products],
      {
        ...{ name: 'a transfer of 12 steps in pickle 3, frame to first move', endsAtMove: true },
        bytes: transfer(new PickleWriter(), null, STEPS),
      },
    ],
  ],
};

const { play } = JSON.parse(XS.hostSettings ?? '{}') as { readonly play?: string };
const sessions = PLAYS[play ?? ''];
if (sessions === undefined) throw new Error(`the settings name no play: ${play}`);
playOnLine(sessions());
