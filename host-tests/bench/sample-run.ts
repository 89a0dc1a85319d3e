// The session that the benchmark repeats: an init, twelve products, and the packets that are measured.

import { initSource, productsSource, transferSource } from '../../src/host/controller-arguments.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import { packet } from '../support/packets.js';
import { originalTransfer, payloadOf } from '../support/payloads.js';

/** How the packets of a run are encoded. */
export type Form = 'pickle' | 'names' | 'ids';

const SOURCE = 'WaterC1.0';

/** 12 products of the kind that the original names. */
const STEPS: readonly (readonly [name: string, volume: number])[] = Array.from(
  { length: 12 },
  (_, i) => [`rxn${i + 1}C1.0`, 12.5 + i * 13.7] as const,
);

const IDS: ReadonlyMap<string, number> = new Map(
  [SOURCE, ...STEPS.map(([name]) => name)].map((name, id) => [name, id]),
);

/** A cid below 256, the same in all packets: a receiver does not check it, and every `ready` is as long as the next. */
const CID = 7;

/** `init` and `init_containers` in the encoding of the run, so that the answers come in it too. */
export function setupPackets(form: Form): Uint8Array[] {
  const writer = form === 'pickle' ? new PickleWriter() : new CborWriter();
  const init = initSource({
    simulate: true,
    labware: [{ deckPos: 1, name: 'tube_holder_10', emptyList: 'B2' }],
    instruments: { left: '300uL_pipette', right: '20uL_pipette' },
    reagents: [{ name: SOURCE, conc: 1, loc: 'A1', deckPos: 1, mass: 40.2 }],
  });
  const products = productsSource(STEPS.map(([name]) => ({ name, maxVol: 200 })));
  return [
    packet('init', CID, payloadOf('init', init, writer)),
    packet('init_containers', CID, payloadOf('init_containers', products, writer)),
  ];
}

export const homePacket = packet('home', CID);

/** The 12-step `transfer`. */
export function transferPacket(form: Form): Uint8Array {
  if (form === 'pickle') return packet('transfer', CID, originalTransfer(SOURCE, STEPS));
  const source = transferSource(SOURCE, STEPS, form === 'ids' ? IDS : null);
  return packet('transfer', CID, payloadOf('transfer', source, new CborWriter()));
}

/** Bytes of the `ready` for one of these packets. */
export const readyBytes = (form: Form): number => (form === 'pickle' ? 23 : 19);
