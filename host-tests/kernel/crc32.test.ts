// CRC-32, in TypeScript and, where the engine is XS, in C.

import test from 'ava';
import { crc32 } from '../../src/kernel/crc32.js';
import { hexBytes } from '../support/bytes.js';
import { Random } from '../support/random.js';

/** Bit by bit, as the standard has it. */
function expected(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return ~crc >>> 0;
}

test('the check value of the polynomial: the nine digits give CBF43926', (t) => {
  t.is(crc32(hexBytes('313233343536373839'), 0, 9), 0xcbf4_3926);
});

test('a part of the bytes counts, and nothing gives 0', (t) => {
  t.is(crc32(hexBytes('ff313233343536373839ff'), 1, 10), 0xcbf4_3926);
  t.is(crc32(hexBytes('ff'), 1, 1), 0);
  t.is(crc32(new Uint8Array(0), 0, 0), 0);
});

test('any bytes: as when it is counted bit by bit, also in a view of a part of a buffer', (t) => {
  const random = new Random(32);
  for (let length = 0; length < 40; length++) {
    const bytes = random.bytes(length + 5);
    const [start, view] = [length % 3, bytes.subarray(2)];
    t.is(crc32(view, start, start + length), expected(bytes.subarray(2 + start, 2 + start + length)));
  }
});
