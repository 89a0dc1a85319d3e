// The worst packets that the caps allow are read, in memory that was there before; one step beyond is refused.

import test from 'ava';
import { Fault } from '../../src/kernel/faults.js';
import { FRAMING_BYTES_MAX, WIRE_LIMITS } from '../../src/kernel/limits.js';
import type { ArgumentSink } from '../../src/wire/argument-sink.js';
import { Inbox } from '../../src/wire/inbox.js';
import { longPayloads } from '../support/long-payloads.js';
import { header, packet } from '../support/packets.js';
import { typedArrayBytes } from '../support/typed-array-bytes.js';
import { WORST_PACKETS } from '../support/worst-packets.js';

const COUNTER: ArgumentSink & { values: number } = {
  values: 0,
  value(): void {
    this.values += 1;
  },
};

/** Takes a packet in as a session would, as it comes. */
function take(inbox: Inbox, bytes: Uint8Array): void {
  inbox.reset();
  for (let at = 0; at < bytes.length; ) {
    const count = Math.min(bytes.length - at, inbox.ring.free);
    inbox.ring.putBytes(bytes, at, count);
    at += count;
    if (inbox.take() === null) continue;
    inbox.arguments.deliver(COUNTER);
    inbox.frames.release();
  }
}

for (const { title, allowed, beyond, fault } of WORST_PACKETS)
  test(`${title}; one more is refused`, (t) => {
    const inbox = new Inbox('robot', WIRE_LIMITS, longPayloads());
    t.notThrows(() => take(inbox, allowed));
    t.is(inbox.ring.length, 0);
    t.throws(() => take(inbox, beyond), { instanceOf: Fault, code: fault });
    t.notThrows(() => take(inbox, packet('pause', 1, Uint8Array.of(0x81, 1))), 'the next one is read');
  });

test('a payload a byte under 1 MiB is skipped, one of 1 MiB ends the stream', (t) => {
  const inbox = new Inbox('robot', WIRE_LIMITS, longPayloads());
  t.throws(() => take(inbox, header('home', 1, FRAMING_BYTES_MAX - 1)), { code: 'payloadTooLarge' });
  t.false(inbox.frames.isLost);
  t.throws(() => take(inbox, header('home', 1, FRAMING_BYTES_MAX)), { code: 'framingLost' });
  t.true(inbox.frames.isLost);
});

test('all of them are read in the typed arrays that were made at the start', (t) => {
  const memory = longPayloads();
  const make = () => new Inbox('robot', WIRE_LIMITS, memory);
  const { result: inbox, bytes, buffers } = typedArrayBytes(make, memory.bytes.buffer);
  const reading = typedArrayBytes(() => {
    for (const { allowed, beyond } of WORST_PACKETS) {
      take(inbox, allowed);
      t.throws(() => take(inbox, beyond), { instanceOf: Fault });
    }
  });
  t.log(`live memory of the receiving end: ${bytes} bytes in ${buffers} typed arrays, whatever comes`);
  t.is(reading.bytes, 0);
  t.true(bytes < 16_384);
});
