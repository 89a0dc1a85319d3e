// The heap while the worst packets are read, on V8: boxed numbers at most, and nothing stays.

import test from 'ava';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { Inbox } from '../../src/wire/inbox.js';
import { allocatedBytes, collected } from '../support/heap.js';
import { longPayloads } from '../support/long-payloads.js';
import { WORST_PACKETS } from '../support/worst-packets.js';

const READS = 160;

/**
 * What one read may allocate and drop, bytes for each row of its table. V8 puts a float, or an integer beyond 32 bits,
 * into a box of 16 bytes wherever it is kept, and makes several where it has not compiled the code yet; XS makes none.
 */
const GARBAGE_BYTES_PER_ROW = 128;

/** What the engine itself may come to need in the 7,000 reads (compiled code), bytes: less than 150 a read. */
const STAYS_BYTES = 1_000_000;

const sink = { value(): void {} };

/** The worst packet by what one read allocates, bytes. */
function worst(inbox: Inbox): { readonly title: string; readonly bytes: number } {
  const measured = WORST_PACKETS.map(({ title, allowed }) => {
    const read = (): void => {
      for (let at = 0; at < allowed.length; ) {
        const count = Math.min(allowed.length - at, inbox.ring.free);
        inbox.ring.putBytes(allowed, at, count);
        at += count;
        inbox.take();
      }
      inbox.arguments.deliver(sink);
      inbox.frames.release();
    };
    return { title, bytes: allocatedBytes(read, READS) };
  });
  return measured.reduce((most, one) => (one.bytes > most.bytes ? one : most));
}

test('reading the worst packets allocates boxed numbers at most and keeps nothing', async (t) => {
  const inbox = new Inbox('robot', WIRE_LIMITS, longPayloads());
  worst(inbox);
  const before = await collected();
  const { title, bytes } = worst(inbox);
  const after = await collected();
  const stays = after.heapBytes - before.heapBytes;
  t.log(`live garbage of a read: at most ${Math.round(bytes)} bytes (${title}); ${stays} bytes of heap stay`);
  t.true(bytes <= GARBAGE_BYTES_PER_ROW * WIRE_LIMITS.rows, `${title}: ${bytes}`);
  t.true(stays <= STAYS_BYTES, `${stays} bytes stay`);
});
