// `ready` as it is set in a row: the bytes that the writers of values make of any cid, at every place of the ring.

import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { HEADER_BYTES } from '../../src/kernel/limits.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { FrameWriter } from '../../src/wire/frame-writer.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import { READY_BYTES_MAX } from '../../src/wire/ready-payload.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { ringBytes, ringOf } from '../support/bytes.js';

const CAPACITY = 64;
const CID = { cidHigh: 5, cidLow: 6 };

/** Halves around which the bytes of a cid change in number or in kind. */
const HALVES = [
  ...[0, 1, 23, 24, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x1_0000],
  ...[0x7f_ffff, 0x80_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff],
];

/** A ring in which the next byte goes to index `at`. */
const ringAt = (at: number): ByteRing => {
  const ring = ringOf(new Uint8Array(CAPACITY), CAPACITY - at);
  ring.drop(CAPACITY);
  return ring;
};

/** Header and payload as the writers make them: any payload, its length counted first. */
function written(values: ValueWriter, high: number, low: number): Uint8Array {
  const payload = new ByteRing(READY_BYTES_MAX);
  values.begin(payload, 1);
  values.integer64(high, low);
  values.end(1);
  const ring = new ByteRing(CAPACITY);
  for (const word of [0, payload.length]) ring.putUint32(word);
  ring.putUint8(3);
  for (const word of [5, 6]) ring.putUint32(word);
  ring.putBytes(ringBytes(payload), 0, payload.length);
  return ringBytes(ring);
}

for (const [encoding, Writer] of [
  ['cbor', CborWriter],
  ['pickle', PickleWriter],
] as const)
  test(`ready in ${encoding} has the bytes of the writer for every cid, whole or wrapped`, (t) => {
    const values = new Writer();
    let longest = 0;
    for (const [i, high] of HALVES.entries())
      for (const low of HALVES) {
        const ring = ringAt((7 * i + low) % CAPACITY);
        new FrameWriter(ring, CID, encoding).ready(high, low);
        t.deepEqual(ringBytes(ring), written(values, high, low), `${high}, ${low}`);
        longest = Math.max(longest, ring.length - HEADER_BYTES);
      }
    t.is(longest, encoding === 'pickle' ? READY_BYTES_MAX : 10);
    for (let at = 0; at < CAPACITY; at++) {
      const ring = ringAt(at);
      new FrameWriter(ring, CID, encoding).ready(0x8000_0000, 7);
      t.deepEqual(ringBytes(ring), written(values, 0x8000_0000, 7), `at ${at}`);
    }
  });
