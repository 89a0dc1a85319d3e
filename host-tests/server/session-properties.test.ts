// Whatever a peer sends: faults inside at most, a stream of packets out, an end, and the next peer is served.

import test from 'ava';
import fc from 'fast-check';
import { errorsIn, HostileServer, type Manners } from '../support/hostile-peer.js';
import { mutated, REFUSED, VALID } from '../support/hostile-traffic.js';
import { once } from '../support/once.js';
import { concat, packet, parseStream } from '../support/packets.js';
import { holds } from '../support/property.js';
import { initPacket } from '../support/sample-packets.js';

const RUNS = 400;

const changes = fc.array(fc.tuple(fc.nat(3), fc.nat(9_000), fc.nat(255)), { minLength: 1, maxLength: 4 });

const changed = fc
  .tuple(fc.constantFrom(...VALID), changes, fc.boolean())
  .map(([bytes, list, headerToo]) => mutated(bytes, list, headerToo));

const random = fc.uint8Array({ maxLength: 300 });

/** Random arguments in a sound frame. */
const framed = fc
  .tuple(fc.nat(0x12), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.constantFrom(0x80, 0x81, 0x82), random)
  .map(([type, cid, first, rest]) => packet(type, cid, Uint8Array.of(first, ...rest)));

const bare = fc
  .constantFrom('home', 'save', 'close', 'stop', 'continue')
  .map((name) => packet(name as 'home', 3));

const anyItem = fc.oneof(
  changed,
  random,
  framed,
  bare,
  fc.constantFrom(...VALID),
  fc.constantFrom(...REFUSED),
  fc.nat(60_000).map((length) => packet('transfer', 9, new Uint8Array(length))),
);

const manners: fc.Arbitrary<Manners> = fc.record({
  holds: fc.boolean(),
  failsEvery: fc.constantFrom(0, 0, 2),
  window: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(5_000)),
  crowded: fc.boolean(),
  silent: fc.boolean(),
});

/** Lengths of the pieces in which the bytes come, over and over. */
const cuts = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5_000 })), {
  minLength: 1,
  maxLength: 6,
});

function* pieces(bytes: Uint8Array, lengths: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length]!;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

/** One server for all runs: a session that spoils something for a later one is found out. */
const hostile = once(() => new HostileServer());

function survives(items: readonly Uint8Array[], lengths: readonly number[], how: Manners): boolean {
  const sent = parseStream(hostile().meet(pieces(concat(...items), lengths), how));
  return errorsIn(sent) <= 1 && hostile().servesNext();
}

test('any bytes from the first on: at most one error, an end, and the next peer is served', (t) => {
  holds(t, fc.property(fc.array(random, { maxLength: 4 }), cuts, manners, survives), RUNS);
});

test('any mixture of valid, changed and made-up packets after an init: the same', (t) => {
  const session = fc.array(anyItem, { minLength: 1, maxLength: 8 }).map((items) => [initPacket(1), ...items]);
  holds(t, fc.property(session, cuts, manners, survives), RUNS);
});

test('any changed packet as the first one: the same', (t) => {
  const session = fc.array(changed, { minLength: 1, maxLength: 3 });
  holds(t, fc.property(session, cuts, manners, survives), RUNS);
});
