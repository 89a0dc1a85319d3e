// Bytes of typed arrays that the wire and a session allocate when they are made: all that they ever keep.

import { ByteRing } from '../../src/kernel/byte-ring.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { Greeter } from '../../src/server/greeter.js';
import { Server } from '../../src/server/server.js';
import { Session } from '../../src/server/session.js';
import { ArgumentsReader } from '../../src/wire/arguments-reader.js';
import { CborReader } from '../../src/wire/cbor-reader.js';
import { Inbox } from '../../src/wire/inbox.js';
import { PickleReader } from '../../src/wire/pickle-reader.js';
import { Portal } from '../../src/wire/portal.js';
import { collected } from '../support/heap.js';
import { longPayloads } from '../support/long-payloads.js';
import { ScriptedRobot } from '../support/scripted-robot.js';
import { typedArrayBytes } from '../support/typed-array-bytes.js';
import { table } from './report.js';

const COPIES = 50;

const clock = new VirtualClock();
const robot = new ScriptedRobot();
const ring = new ByteRing(16);

const portal = (): Portal =>
  new Portal({ name: 'eve', side: 'robot', limits: WIRE_LIMITS, longPayloads: longPayloads(), clock });

const PARTS: readonly (readonly [title: string, make: () => unknown])[] = [
  ['reader of pickles', () => new PickleReader(ring, WIRE_LIMITS)],
  ['reader of CBOR', () => new CborReader(ring, WIRE_LIMITS)],
  ['both, and the tables', () => new ArgumentsReader(ring, WIRE_LIMITS)],
  ['all that receives, with its ring', () => new Inbox('robot', WIRE_LIMITS, longPayloads())],
  ['portal: that, the transmit ring, the log', portal],
  [
    'portal and session',
    () => new Session(portal(), robot, new Greeter(clock, WIRE_LIMITS), { wake() {}, faulted() {} }),
  ],
  [
    'server: all of it',
    () => new Server({ robot, clock, wallClock: clock, limits: WIRE_LIMITS, longPayloads: longPayloads() }),
  ],
];

export async function printMemory(): Promise<void> {
  console.log('\n## Memory of a connection with the default limits\n');
  table(
    ['part', 'typed arrays, bytes', 'buffers'],
    PARTS.map(([title, make]) => {
      const { bytes, buffers } = typedArrayBytes(make);
      return [title, bytes, buffers];
    }),
  );
  const before = await collected();
  const servers = Array.from(
    { length: COPIES },
    () =>
      new Server({
        robot,
        clock: new VirtualClock(),
        wallClock: clock,
        limits: WIRE_LIMITS,
        longPayloads: longPayloads(),
      }),
  );
  const after = await collected();
  const heap = Math.round((after.heapBytes - before.heapBytes) / servers.length);
  const arrays = Math.round((after.arrayBytes - before.arrayBytes) / servers.length);
  console.log(
    `\nOf ${COPIES} servers each takes ${arrays} bytes of array memory and ${heap} bytes of V8's heap (small arrays included).`,
  );
}
