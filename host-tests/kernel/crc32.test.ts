import test from 'ava';
import { crc32 } from '../../src/kernel/crc32.js';
import { hexBytes } from '../support/bytes.js';

test('the check value of the polynomial: the nine digits give CBF43926', (t) => {
  t.is(crc32(hexBytes('313233343536373839'), 0, 9), 0xcbf4_3926);
});

test('a part of the bytes counts, and nothing gives 0', (t) => {
  t.is(crc32(hexBytes('ff313233343536373839ff'), 1, 10), 0xcbf4_3926);
  t.is(crc32(hexBytes('ff'), 1, 1), 0);
});
