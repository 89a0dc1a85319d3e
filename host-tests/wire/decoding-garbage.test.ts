import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { HEADER_BYTES, WIRE_LIMITS } from '../../src/kernel/limits.js';
import { ArgumentsReader } from '../../src/wire/arguments-reader.js';
import { type PacketName, packetNamed } from '../../src/wire/packets.js';
import { CAPTURED, type Captured } from '../support/captured.js';
import { COUNTER, Counters, collectGarbage, ON_BOARD, outside } from '../support/engine.js';
import { once } from '../support/once.js';
import { fromHex } from '../support/packets.js';

const reading = once(() => {
  const ring = outside(() => new ByteRing(WIRE_LIMITS.payloadBytes));
  return {
    ring,
    reader: new ArgumentsReader(ring, WIRE_LIMITS),
    before: new Counters(),
    after: new Counters(),
  };
});

const sink = { value(): void {} };

/** Checks and delivers a packet; slots and bytes that this leaves, or null when it is refused. */
function garbage({ type, packet }: Captured): string | null {
  const { ring, reader, before, after } = reading();
  const bytes = fromHex(packet);
  const length = bytes.length - HEADER_BYTES;
  if (length > WIRE_LIMITS.payloadBytes) return null;
  const described = packetNamed(type as PacketName);
  ring.clear();
  ring.putBytes(bytes, HEADER_BYTES, length);
  try {
    collectGarbage();
    before.read();
    reader.check(described, length);
    reader.deliver(sink);
    after.read();
  } catch {
    return null;
  }
  return `${after.since(before, COUNTER.slots)} slots, ${after.since(before, COUNTER.chunkBytes)} bytes`;
}

for (const type of new Set(CAPTURED.map((captured) => captured.type)))
  test(`reading any captured ${type} leaves no garbage`, (t) => {
    for (const captured of CAPTURED) {
      if (captured.type !== type) continue;
      const left = garbage(captured);
      // A program that is not in flash copies its own texts.
      if (left !== null && ON_BOARD) t.is(left, '0 slots, 0 bytes', captured.name);
    }
    t.pass();
  });
