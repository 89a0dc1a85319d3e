// Packets that the receive ring does not hold, through the server: put down only while the robot does nothing.

import test from 'ava';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { PlainMemory } from '../../src/kernel/plain-memory.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { Server } from '../../src/server/server.js';
import { longPayloadBytes } from '../../src/wire/long-payload.js';
import { outside } from '../support/engine.js';
import { MemoryLink } from '../support/memory-link.js';
import { concat, outline, packet } from '../support/packets.js';
import { originalProducts } from '../support/payloads.js';
import { initPacket } from '../support/sample-packets.js';
import { ScriptedRobot } from '../support/scripted-robot.js';

const NAMES = Array.from({ length: 300 }, (_, i) => `product-${100 + i}-sampleC10.0`);
const PRODUCTS = packet('init_containers', 3, originalProducts(NAMES, 'platereader', 250.5));

/** Counts how often it is written to or erased. */
class CountedMemory extends PlainMemory {
  calls = 0;

  override erase(sector: number): void {
    this.calls += 1;
    super.erase(sector);
  }

  override write(at: number, source: Uint8Array, start: number, length: number): void {
    this.calls += 1;
    super.write(at, source, start, length);
  }
}

function rig() {
  const robot = new ScriptedRobot();
  const clock = new VirtualClock();
  const memory = outside(() => new CountedMemory(longPayloadBytes(WIRE_LIMITS)));
  const server = new Server({ robot, clock, wallClock: clock, limits: WIRE_LIMITS, longPayloads: memory });
  const link = MemoryLink.connect(server);
  link.send(initPacket(1));
  return { robot, memory, server, link };
}

test('a long packet is acknowledged like any other, and what follows it is served', (t) => {
  const { robot, memory, link } = rig();
  t.true(PRODUCTS.length > 2 * WIRE_LIMITS.receiveBytes);
  link.send(PRODUCTS, packet('home', 4));
  t.deepEqual(outline(link.parsed()), ['ready 1', 'ready 2', 'ready 3']);
  t.deepEqual(robot.calls, ['init', 'init_containers', 'home']);
  t.true(memory.calls > 0);
});

test('while a command is carried out nothing is put down: the bytes wait in the ring and in the socket', (t) => {
  const { robot, memory, link } = rig();
  robot.holds = true;
  link.send(packet('home', 2), PRODUCTS);
  t.is(memory.calls, 0);
  t.true(link.unread > 0);
  robot.holds = false;
  robot.finish();
  t.true(memory.calls > 0);
  t.is(link.unread, 0);
  t.deepEqual(robot.calls, ['init', 'home', 'init_containers']);
});

test('a peer that goes in the middle of a long packet leaves nothing to the next one', (t) => {
  const { robot, server, link } = rig();
  link.send(PRODUCTS.subarray(0, PRODUCTS.length - 1));
  link.end();
  robot.calls.length = 0;
  const next = MemoryLink.connect(server);
  next.send(concat(initPacket(1), PRODUCTS));
  t.deepEqual(outline(next.parsed()), ['ready 1', 'ready 2']);
  t.deepEqual(robot.calls, ['init', 'init_containers']);
});
