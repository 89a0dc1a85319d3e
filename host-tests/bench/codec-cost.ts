// What reading and writing a packet costs on Node without a socket: header, check and delivery; counting and writing.

import { HostClock } from '../../src/host/host-clock.js';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { Server } from '../../src/server/server.js';
import type { ArgumentSink } from '../../src/wire/argument-sink.js';
import { type ArgumentSource, countArguments, writeArguments } from '../../src/wire/arguments-writer.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { FrameWriter } from '../../src/wire/frame-writer.js';
import { Inbox } from '../../src/wire/inbox.js';
import { PACKETS, type Packet, type PacketName, type Side, TYPE } from '../../src/wire/packets.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import { capturedPacket } from '../support/captured.js';
import { LeanLink } from '../support/lean-link.js';
import { longPayloads } from '../support/long-payloads.js';
import { packet } from '../support/packets.js';
import { ArgumentsRecorder } from '../support/recorded-arguments.js';
import { RehearsalRobot } from '../support/rehearsal-robot.js';
import { spread, table } from './report.js';
import { type Form, homePacket, setupPackets, transferPacket } from './sample-run.js';

const ROUNDS = 7;
const ROUND_MILLISECONDS = 60;

/** Adds up, so that no value is read in vain. */
class Sum implements ArgumentSink {
  total = 0;

  value(field: number, row: number, { number }: { readonly number: number }): void {
    this.total += field + row + number;
  }
}

const SUM = new Sum();

/** ns a call, each round. */
function time(call: () => void): number[] {
  let calls = 1;
  const run = (): number => {
    const start = performance.now();
    for (let i = 0; i < calls; i++) call();
    return performance.now() - start;
  };
  while (run() < ROUND_MILLISECONDS) calls *= 2;
  return Array.from({ length: ROUNDS }, () => (run() / calls) * 1e6);
}

/** Takes a packet in, hands its arguments over and lets it go. */
function reading(bytes: Uint8Array, receiver: Side): () => void {
  const inbox = new Inbox(receiver, WIRE_LIMITS, longPayloads());
  return () => {
    inbox.ring.putBytes(bytes, 0, bytes.length);
    inbox.take();
    inbox.arguments.deliver(SUM);
    inbox.frames.release();
  };
}

function readings(): (string | number)[][] {
  const init = capturedPacket('init/full/p4');
  const cases: [title: string, bytes: Uint8Array, receiver: Side][] = [
    ['home', homePacket, 'robot'],
    ['ready, pickle 4', capturedPacket('ready/cid-2/p4'), 'controller'],
    ['ready, pickle 3', packet('ready', 2, Uint8Array.of(0x80, 3, 0x4b, 2, 0x85, 0x2e)), 'controller'],
    ['ready, CBOR', packet('ready', 2, Uint8Array.of(0x81, 2)), 'controller'],
    ['transfer of 12, pickle 4', transferPacket('pickle'), 'robot'],
    ['transfer of 12, CBOR, names', transferPacket('names'), 'robot'],
    ['transfer of 12, CBOR, ids', transferPacket('ids'), 'robot'],
    ['init/full, pickle 4', init, 'robot'],
    ['init/full, CBOR', packet('init', 1, recoded(init)), 'robot'],
  ];
  return cases.map(([title, bytes, receiver]) => [
    title,
    bytes.length,
    spread(time(reading(bytes, receiver)), 0),
  ]);
}

const recoded = (init: Uint8Array): Uint8Array =>
  new ArgumentsRecorder().record(PACKETS[TYPE.init] as Packet, init.subarray(17)).payload(new CborWriter());

/** Counts the bytes of a packet's arguments, then writes them, as every send does. */
function writing(name: PacketName, source: ArgumentSource, writer: PickleWriter | CborWriter): () => void {
  const type = PACKETS[TYPE[name]] as Packet;
  const ring = new ByteRing(WIRE_LIMITS.transmitBytes);
  return () => {
    ring.clear();
    SUM.total += countArguments(type, source, writer);
    writeArguments(type, source, writer, ring);
  };
}

function writings(): (string | number)[][] {
  const ring = new ByteRing(WIRE_LIMITS.transmitBytes);
  const two = capturedPacket('loc_resp/two/p4').subarray(17);
  const places = new ArgumentsRecorder().record(PACKETS[TYPE.loc_resp] as Packet, two);
  const rows: (string | number)[][] = [];
  for (const encoding of ['pickle', 'cbor'] as const) {
    const frames = new FrameWriter(ring, { cidHigh: 0, cidLow: 9 }, encoding);
    const ready = (): void => {
      ring.clear();
      frames.ready(0, 7);
    };
    rows.push([`ready, ${encoding}`, spread(time(ready), 0)]);
    const writer = encoding === 'pickle' ? new PickleWriter() : new CborWriter();
    rows.push([`loc_resp of two, ${encoding}`, spread(time(writing('loc_resp', places, writer)), 0)]);
  }
  return rows;
}

/** A server with the rehearsal robot, whose peer has been through `init` and twelve products. */
function connected(form: Form): LeanLink {
  const clock = new VirtualClock();
  const robot = new RehearsalRobot();
  const server = new Server({
    robot,
    clock,
    wallClock: new HostClock(),
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
  });
  const link = new LeanLink(server);
  server.connect(link);
  for (const bytes of setupPackets(form)) link.send(bytes);
  return link;
}

function commands(): (string | number)[][] {
  const rows: (string | number)[][] = [];
  for (const form of ['pickle', 'names', 'ids'] as const) {
    const link = connected(form);
    const transfer = transferPacket(form);
    const title = form === 'pickle' ? 'pickle 4' : `CBOR, ${form}`;
    if (form !== 'ids')
      rows.push([`home, ${form === 'pickle' ? 'pickle' : 'CBOR'}`, nanoseconds(link, homePacket)]);
    rows.push([`transfer of 12, ${title}`, nanoseconds(link, transfer)]);
  }
  return rows;
}

/** Sends the packet again and again and sees that each was acknowledged. */
function nanoseconds(link: LeanLink, bytes: Uint8Array): string {
  let sent = 0;
  const before = link.sentBytes;
  const spent = spread(
    time(() => {
      link.send(bytes);
      sent += 1;
    }),
    0,
  );
  const answer = (link.sentBytes - before) / sent;
  if (answer !== 23 && answer !== 19) throw new Error(`${answer} bytes of answer a packet`);
  return spent;
}

export function printCodecCost(): void {
  console.log('\n## Reading and writing without a socket, on Node\n');
  table(['read: header, check, deliver', 'bytes', 'ns a packet'], readings());
  console.log('');
  table(['write: count, write', 'ns a packet'], writings());
  console.log('');
  table(['command: through server, session and rehearsal robot to its ready', 'ns a packet'], commands());
}
