// Payload bytes of the captured packets in every encoding, beside the goals.

import { Fault } from '../../src/kernel/faults.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { PACKETS, type Packet, TYPE } from '../../src/wire/packets.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import { CAPTURED } from '../support/captured.js';
import { fromHex } from '../support/packets.js';
import { ArgumentsRecorder, idsOf } from '../support/recorded-arguments.js';
import { table } from './report.js';

/** What must hold: case, which column, at most so many bytes. */
export const GOALS: readonly (readonly [name: string, column: 'ids' | 'names', bytes: number])[] = [
  ['ready/cid-2', 'ids', 2],
  ['transfer/three-steps', 'ids', 20],
  ['transfer/ninety-six-steps', 'ids', 1_000],
  ['mix/three', 'ids', 12],
  ['loc_resp/two', 'ids', 26],
  ['init/large-40-reagents', 'names', 1_950],
  ['init_containers/four', 'names', 140],
];

export interface Sizes {
  readonly name: string;
  readonly captured: number;
  readonly pickle: number;
  readonly names: number;
  readonly ids: number;
}

/** Sizes of every case in pickle 4 that has the arguments of its type, and why the others have not. */
export function measureSizes(): { readonly sizes: Sizes[]; readonly refused: string[] } {
  const recorder = new ArgumentsRecorder();
  const sizes: Sizes[] = [];
  const refused: string[] = [];
  for (const { name, type, protocol, packet } of CAPTURED) {
    if (protocol !== 4) continue;
    const payload = fromHex(packet).subarray(17);
    const title = name.replace(/\/p4$/, '');
    try {
      const recorded = recorder.record(PACKETS[TYPE[type as keyof typeof TYPE]] as Packet, payload);
      const pickle = recorded.payload(new PickleWriter()).length;
      const names = recorded.payload(new CborWriter()).length;
      recorded.ids = idsOf(recorded);
      const ids = recorded.payload(new CborWriter()).length;
      sizes.push({ name: title, captured: payload.length, pickle, names, ids });
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      refused.push(`  ${title}: ${fault.message}`);
    }
  }
  return { sizes, refused };
}

/** Prints the tables; false when a goal is missed. */
export function printSizes(): boolean {
  const { sizes, refused } = measureSizes();
  console.log('## Sizes: payload bytes\n');
  table(
    ['packet/case', 'pickle 4, captured', 'pickle 3, ours', 'CBOR, names', 'CBOR, ids'],
    sizes.map(({ name, captured, pickle, names, ids }) => [name, captured, pickle, names, ids]),
  );
  console.log(`\nCaptured, but not arguments that a robot takes:\n${refused.join('\n')}\n`);
  let allMet = true;
  const rows = GOALS.map(([name, column, goal]) => {
    const found = sizes.find((size) => size.name === name) as Sizes;
    const met = found[column] <= goal;
    allMet &&= met;
    return [`${name} (${column})`, found.captured, goal, found[column], met ? 'met' : 'MISSED'];
  });
  table(['goal', 'pickle 4, captured', 'at most', 'measured', ''], rows);
  return allMet;
}
