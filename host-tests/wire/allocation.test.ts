// The allocation rule on V8: a packet in, its `ready` out and a payload that is skipped make no garbage.

import test, { type ExecutionContext } from 'ava';
import { transferSource } from '../../src/host/controller-arguments.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { RingStage } from '../../src/kernel/ring-stage.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import type { Reply, Robot } from '../../src/robot/robot.js';
import { Server } from '../../src/server/server.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { Inbox } from '../../src/wire/inbox.js';
import { allocatedBytes } from '../support/heap.js';
import { LeanLink } from '../support/lean-link.js';
import { longPayloads } from '../support/long-payloads.js';
import { header, packet } from '../support/packets.js';
import { payloadOf } from '../support/payloads.js';
import { initPacket } from '../support/sample-packets.js';
import { filesOf } from '../support/scripted-robot.js';

const PACKETS = 200_000;

/** Less than the smallest object, per packet on average. */
const BYTES_PER_PACKET = 8;

const sink = { value(): void {} };

/** Does everything at once, and with the arguments what every robot does: takes them. */
const robot: Robot = {
  begin(_command, args, reply: Reply): void {
    args.deliver(sink);
    reply.done();
  },
  locate: () => ({ rows: () => 0, put: () => {} }),
  files: () => filesOf([]),
  breakdown: (_mayMove, _ending, reply) => reply.done(),
};

/** A server whose peer has been through `init`. */
function connected(): LeanLink {
  const clock = new VirtualClock();
  const server = new Server({
    robot,
    clock,
    wallClock: clock,
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
  });
  const link = new LeanLink(server);
  server.connect(link);
  link.send(initPacket(1));
  return link;
}

function isClean(t: ExecutionContext, what: string, call: () => void): void {
  const bytes = allocatedBytes(call, PACKETS);
  t.log(`cost ${what}: ${bytes.toFixed(2)} bytes of garbage a packet`);
  t.true(bytes < BYTES_PER_PACKET, `${what}: ${bytes}`);
}

test.serial('header, check and delivery of home', (t) => {
  const inbox = new Inbox('robot', WIRE_LIMITS, longPayloads());
  const home = packet('home', 7);
  isClean(t, 'home read', () => {
    for (let i = 0; i < home.length; i++) inbox.ring.putUint8(home[i] as number);
    inbox.take();
    inbox.arguments.deliver(sink);
    inbox.frames.release();
  });
});

for (const [encoding, payload, ready] of [
  ['pickle', Uint8Array.of(0x80, 3, 0x4b, 5, 0x85, 0x2e), 23],
  ['CBOR', Uint8Array.of(0x81, 5), 19],
] as const) {
  test.serial(`through the server: home in, ready out, ${encoding}`, (t) => {
    const link = connected();
    const home = packet('home', 7);
    link.send(packet('pause', 2, payload)); // the answers come in its encoding from now on
    const before = link.sentBytes;
    link.send(home);
    t.is(link.sentBytes - before, ready);
    isClean(t, `home in, ready out, ${encoding}`, () => link.send(home));
  });
}

test.serial('through the server: a transfer by ids, whole volumes', (t) => {
  const link = connected();
  const steps = [
    ['a', 20],
    ['b', 35],
  ] as const;
  const ids = new Map([
    ['s', 0],
    ['a', 1],
    ['b', 2],
  ]);
  const transfer = packet(
    'transfer',
    9,
    payloadOf('transfer', transferSource('s', steps, ids), new CborWriter()),
  );
  const before = link.sentBytes;
  link.send(transfer);
  t.is(link.sentBytes - before, 19);
  isClean(t, 'transfer of two by ids in, ready out', () => link.send(transfer));
});

test.serial('a payload over the cap is skipped as it comes, the next packet is looked for', (t) => {
  const stage = new RingStage(WIRE_LIMITS.receiveBytes, WIRE_LIMITS.transmitBytes);
  const inbox = new Inbox('robot', WIRE_LIMITS, longPayloads(), stage.input);
  const start = header('home', 1, 1_000_000);
  inbox.ring.putBytes(start, 0, start.length);
  t.throws(() => inbox.take(), { code: 'payloadTooLarge' });
  let left = 1_000_000;
  isClean(t, '1,000 bytes skipped', () => {
    if (left === 0) {
      // The fault is made once for a packet; here the skipping alone counts, so the reader starts over.
      inbox.reset();
      inbox.ring.putBytes(start, 0, start.length);
      inbox.frames.poll();
      left = 1_000_000;
    }
    stage.append(1_000);
    inbox.take();
    left -= 1_000;
  });
});
