// Measures on XS what the operations of the wire cost, and the most that a session needs: lines of JSON for scripts/budgets.mjs.

import { transferSource } from '../../src/host/controller-arguments.js';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { FrameReader } from '../../src/wire/frame-reader.js';
import { LongPayload } from '../../src/wire/long-payload.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { capturedPacket } from '../support/captured.js';
import { COUNTER, Counters, collectGarbage, resetPeaks, XS } from '../support/engine.js';
import { LeanSession } from '../support/lean-session.js';
import { longPayloads } from '../support/long-payloads.js';
import { once } from '../support/once.js';
import { hexPacket, packet } from '../support/packets.js';
import { originalTransfer, payloadOf } from '../support/payloads.js';
import { measureJournal } from './journal-operations.js';
import { measureMotion } from './motion-operations.js';
import { measureRobot, tableBytes } from './robot-operations.js';
import { measureWholeRobot } from './whole-robot-operations.js';

const before = once(() => new Counters());
const after = once(() => new Counters());

/** Operations before the one that counts: the first ones make what is made once. */
const WARM_UP = 3;

const say = (line: object): void => XS.hostPrint?.(JSON.stringify(line));

/** Names what comes next, for the case that the program does not get through it. */
const begin = (name: string): void => XS.hostPrint?.(`# ${name}`);

const nothing = (): void => {};

/** Instructions of the measuring itself. */
function overhead(): number {
  before().read();
  nothing();
  after().read();
  return after().since(before(), COUNTER.instructions);
}

/** Measures `operation`; `prepare` and `finish` come before and after it each time and do not count. */
function measure(name: string, prepare: () => void, operation: () => void, finish: () => void): void {
  begin(name);
  const own = overhead();
  for (let i = 0; i <= WARM_UP; i++) {
    prepare();
    collectGarbage();
    before().read();
    operation();
    after().read();
    finish();
  }
  say({
    name,
    instructions: after().since(before(), COUNTER.instructions) - own,
    slots: after().since(before(), COUNTER.slots),
    chunkBytes: after().since(before(), COUNTER.chunkBytes),
    keys: after().since(before(), COUNTER.keys),
  });
}

/** Twelve steps with names as a controller has them, volumes with a fraction. */
const STEPS = Array.from({ length: 12 }, (_, i): [string, number] => [`rxn${i + 1}C1.0`, 100.5 + i]);
const SOURCE = 'WaterC1.0';

/** Ids as `init` and `init_containers` give them: the source first. */
const IDS = new Map([[SOURCE, 0], ...STEPS.map(([name], i): [string, number] => [name, i + 1])]);

const transfer = (writer: ValueWriter, ids: ReadonlyMap<string, number> | null): Uint8Array =>
  packet('transfer', 7, payloadOf('transfer', transferSource(SOURCE, STEPS, ids), writer));

/** Packets whose way from the receive ring to the answer in the transmit ring is measured. */
const PACKETS: readonly [name: string, bytes: Uint8Array][] = [
  ['pause in pickle, frame to ready', hexPacket('pause', 7, '80 03 4b05 85 2e')],
  ['home after pickle, frame to ready', packet('home', 7)],
  ['pause in CBOR, frame to ready', hexPacket('pause', 7, '81 05')],
  ['home, frame to ready', packet('home', 7)],
  ['ready in CBOR, taken', hexPacket('ready', 7, '81 05')],
  ['ready in pickle, taken', hexPacket('ready', 7, '80 03 4b05 85 2e')],
  ['transfer of 12 steps in CBOR with ids, frame to ready', transfer(new CborWriter(), IDS)],
  ['transfer of 12 steps in CBOR with names, frame to ready', transfer(new CborWriter(), null)],
  ['transfer of 12 steps in pickle 3, frame to ready', transfer(new PickleWriter(), null)],
  [
    'transfer of 12 steps in pickle 4, frame to ready',
    packet('transfer', 7, originalTransfer(SOURCE, STEPS)),
  ],
];

function measureFrames(): void {
  const ring = new ByteRing(WIRE_LIMITS.receiveBytes);
  const frames = new FrameReader(ring, new LongPayload(longPayloads(), WIRE_LIMITS), WIRE_LIMITS);
  const home = packet('home', 7);
  measure(
    'frame header in',
    () => ring.putBytes(home, 0, home.length),
    () => frames.poll(),
    () => frames.release(),
  );
}

function measurePackets(): void {
  const session = new LeanSession();
  const { portal, session: robot } = session.server;
  session.begin();
  portal.output.clear();
  for (const encoding of ['pickle', 'cbor'] as const) {
    portal.arguments.encoding = encoding;
    measure(
      `ready out, ${encoding}`,
      nothing,
      () => portal.out.ready(0, 7),
      () => portal.output.clear(),
    );
  }
  for (const [name, bytes] of PACKETS)
    measure(
      name,
      () => portal.input.putBytes(bytes, 0, bytes.length),
      () => robot.step(),
      () => portal.output.clear(),
    );
  const home = packet('home', 7);
  measure('home through the server, from socket to socket', nothing, () => session.send(home), nothing);
  if (!session.isActive) throw new Error('a packet was refused');
  const refused = hexPacket('pause', 7, '81 61 78');
  measure(
    'a refused packet, frame to error',
    () => {
      session.end();
      session.begin();
      portal.input.putBytes(refused, 0, refused.length);
    },
    () => robot.step(),
    () => portal.output.clear(),
  );
}

/** Packets of a session as a real controller sends them. */
const CONVERSATION: readonly Uint8Array[] = [
  capturedPacket('init/full/p4'),
  capturedPacket('init_containers/ninety-six/p3'),
  capturedPacket('transfer/ninety-six-steps/p4'),
  capturedPacket('transfer/three-steps/p3'),
  hexPacket('loc_req', 7, '81 63 616c6c'),
  packet('save', 8),
  hexPacket('pause', 9, '81 61 78'),
  packet('close', 10),
];

const SESSION = 'session of a controller, the most in use';

/** The most that is in use while a packet is served, with a collection before each. */
function measureSession(): void {
  begin(SESSION);
  const session = new LeanSession();
  const most = { slots: 0, chunkBytes: 0, stack: 0 };
  collectGarbage();
  before().read();
  for (const bytes of [new Uint8Array(0), ...CONVERSATION]) {
    collectGarbage();
    resetPeaks();
    if (bytes.length === 0) session.connect();
    else session.send(bytes);
    after().read();
    most.slots = Math.max(most.slots, after().get(COUNTER.slotPeak));
    most.chunkBytes = Math.max(most.chunkBytes, after().get(COUNTER.chunkPeak));
    most.stack = Math.max(most.stack, after().get(COUNTER.stackPeak));
  }
  session.end();
  say({
    name: SESSION,
    ...most,
    slotsAtRest: before().get(COUNTER.slots),
    chunkBytesAtRest: before().get(COUNTER.chunkBytes),
    memoryBytes: most.chunkBytes + (most.slots + most.stack) * after().get(COUNTER.slotBytes),
  });
}

/** On the emulated chip, where memory is the same as here and all takes a hundred times as long. */
const ONLY_OPERATIONS = XS.hostSettings?.includes('onlyOperations') ?? false;

function hostMain(): void {
  measureFrames();
  measurePackets();
  if (!ONLY_OPERATIONS) measureSession();
  measureMotion(measure);
  measureJournal(measure);
  measureRobot(measure);
  if (ONLY_OPERATIONS) return;
  say({ name: 'tables of the lab and of the run log', ...tableBytes() });
  measureWholeRobot(begin, say);
  say({ name: 'all of this, property names', keys: after().read().get(COUNTER.keys) });
}

Object.defineProperty(globalThis, 'hostMain', { value: hostMain });
