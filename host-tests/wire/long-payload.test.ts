// Payloads that the receive ring does not hold: put down in mapped memory as they come, and read there in place.

import test from 'ava';
import type { Fault } from '../../src/kernel/faults.js';
import { HEADER_BYTES, WIRE_LIMITS, type WireLimits } from '../../src/kernel/limits.js';
import { PlainMemory } from '../../src/kernel/plain-memory.js';
import { Inbox } from '../../src/wire/inbox.js';
import { longPayloadBytes } from '../../src/wire/long-payload.js';
import type { Packet } from '../../src/wire/packets.js';
import { outside } from '../support/engine.js';
import { longPayloads } from '../support/long-payloads.js';
import { concat, packet } from '../support/packets.js';
import { originalProducts } from '../support/payloads.js';

const LIMITS: WireLimits = { ...WIRE_LIMITS, receiveBytes: 1_024, payloadBytes: 16_000 };
const SECTOR_BYTES = 4_096;

const NAMES = Array.from({ length: 40 }, (_, i) => `product-${100 + i}`);
const PRODUCTS = originalProducts(NAMES, 'platereader', 250.5);
const PAUSE = packet('pause', 2, Uint8Array.of(0x81, 5));

/** `home` takes any arguments: here a text of so many bytes in all. */
function textOf(length: number): Uint8Array {
  const payload = new Uint8Array(length).fill(0x78);
  payload.set([0x81, 0x79, (length - 4) >> 8, length - 4]);
  return payload;
}

/** Notes what is written and erased. */
class WatchedMemory extends PlainMemory {
  readonly erased: number[] = [];
  readonly starts: number[] = [];
  /** Byte that takes no writing any more. */
  worn = -1;

  override erase(sector: number): void {
    this.erased.push(sector);
    super.erase(sector);
  }

  override write(at: number, source: Uint8Array, start: number, length: number): void {
    this.starts.push(at);
    super.write(at, source, start, length);
    if (this.worn >= at && this.worn < at + length) this.bytes[this.worn] = 0;
  }
}

const watched = (sectors: number): WatchedMemory =>
  outside(() => new WatchedMemory(sectors * SECTOR_BYTES, SECTOR_BYTES));

/** The first packet of the bytes, which come in pieces of `size`; null when it is not all there. */
function receive(inbox: Inbox, bytes: Uint8Array, size = 1_024): Packet | null {
  let taken: Packet | null = null;
  for (let at = 0; at < bytes.length; ) {
    const count = Math.min(size, bytes.length - at, inbox.ring.free);
    inbox.ring.putBytes(bytes, at, count);
    at += count;
    taken ??= inbox.take();
  }
  return taken;
}

/** Names of the products in the packet in hand. */
function products({ arguments: args }: Inbox): string[] {
  const names: string[] = [];
  args.deliver({
    value: (_field, _row, { ring, start, length }) => {
      const bytes = new Uint8Array(length);
      ring.copyTo(bytes, 0, start, length);
      names.push(String.fromCharCode(...bytes));
    },
  });
  return names;
}

test('a payload that the ring does not hold is read like any other, in whatever pieces it comes', (t) => {
  for (const size of [1, 7, 1_000, 1_024]) {
    const inbox = new Inbox('robot', LIMITS, watched(4));
    const bytes = concat(packet('init_containers', 1, PRODUCTS), PAUSE);
    t.is(receive(inbox, bytes, size)?.name, 'init_containers');
    t.deepEqual(
      products(inbox)
        .filter((name) => name.startsWith('product'))
        .slice(0, 40),
      NAMES,
    );
    inbox.frames.release();
    t.is(inbox.take()?.name, 'pause', 'and so is the packet behind it');
  }
});

test('what the ring holds is never put down', (t) => {
  const memory = watched(4);
  const inbox = new Inbox('robot', LIMITS, memory);
  t.is(receive(inbox, packet('home', 1, textOf(LIMITS.receiveBytes)))?.name, 'home');
  t.deepEqual(memory.starts, []);
  inbox.frames.release();
  t.is(receive(inbox, packet('home', 1, textOf(LIMITS.receiveBytes + 1)))?.name, 'home');
  t.deepEqual(memory.erased, [0]);
});

test('bytes are put down a kilobyte at a time, or when the payload is all there', (t) => {
  const memory = watched(4);
  const inbox = new Inbox('robot', LIMITS, memory);
  const bytes = packet('home', 1, textOf(2_500));
  t.is(receive(inbox, bytes.subarray(0, HEADER_BYTES + 1_023), 1), null);
  t.deepEqual(memory.starts, []);
  t.true(inbox.frames.partial);
  t.is(receive(inbox, bytes.subarray(HEADER_BYTES + 1_023), 1)?.name, 'home');
  t.true(memory.starts.length <= 5, 'at the end of the ring there is a shorter one');
  t.false(inbox.frames.partial);
});

test('each payload begins in the sector behind the last one: all of them wear alike', (t) => {
  const memory = watched(8);
  const inbox = new Inbox('robot', LIMITS, memory);
  for (let i = 0; i < 8; i++) {
    t.is(receive(inbox, packet('home', 1, textOf(9_000)))?.name, 'home');
    inbox.frames.release();
  }
  t.deepEqual(
    memory.erased,
    [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5],
    'two payloads of three sectors, then from the beginning: the last two are too few',
  );
});

test('a payload that flash does not take is refused, what is left of it passed over, the next one read', (t) => {
  const memory = watched(4);
  const inbox = new Inbox('robot', LIMITS, memory);
  const bytes = concat(packet('home', 1, textOf(9_000)), PAUSE);
  memory.worn = 2_000;
  const taken: string[] = [];
  for (let at = 0; at < bytes.length; at += 200) {
    inbox.ring.putBytes(bytes, at, Math.min(200, bytes.length - at));
    try {
      taken.push(inbox.take()?.name ?? '');
    } catch (fault) {
      taken.push((fault as Fault).code);
    }
  }
  t.deepEqual(
    taken.filter((name) => name !== ''),
    ['mappedMemoryFailed', 'pause'],
  );
  t.true((memory.starts.at(-1) as number) <= memory.worn, 'nothing more is put down');
});

test('a connection that ends in the middle leaves nothing behind', (t) => {
  const inbox = new Inbox('robot', LIMITS, watched(4));
  const bytes = packet('init_containers', 1, PRODUCTS);
  t.is(receive(inbox, bytes.subarray(0, bytes.length - 1)), null);
  t.true(inbox.frames.partial);
  inbox.reset();
  t.false(inbox.frames.partial);
  t.is(receive(inbox, bytes)?.name, 'init_containers');
  t.true(products(inbox).includes('product-139'));
});

test('the memory has to hold the longest payload', (t) => {
  const small = outside(() => new PlainMemory(longPayloadBytes(WIRE_LIMITS) - 2 * SECTOR_BYTES));
  t.throws(() => new Inbox('robot', WIRE_LIMITS, small), { instanceOf: RangeError, message: /payloadBytes/ });
  t.notThrows(() => new Inbox('robot', WIRE_LIMITS, longPayloads()));
});
