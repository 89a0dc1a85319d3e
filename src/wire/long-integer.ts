// The value of an integer that is too long for 64 bits: the nearest double, rounded once.

import type { ByteSource } from '../kernel/byte-source.js';
import { TWO_32 } from './cbor-heads.js';

/**
 * The double nearest to n, or to -1 - n when `negative`, where n is the big-endian number of `length` bytes (more
 * than 8, the first not 0). The upper 64 bits are taken whole; of the others it only counts whether there are any.
 */
export function longInteger(ring: ByteSource, start: number, length: number, negative: boolean): number {
  const high = ring.uint32(start);
  let low = ring.uint32(start + 4);
  let allSet = true;
  let anySet = false;
  for (let i = 8; i < length; i++) {
    const byte = ring.uint8(start + i);
    if (byte !== 0) anySet = true;
    if (byte !== 0xff) allSet = false;
  }
  // n + 1 carries into the upper bits when all the others are set, and then leaves none of them set.
  if (negative && allSet) low += 1;
  else if (negative || anySet) low = (low | 1) >>> 0;
  let value = high * TWO_32 + low;
  for (let i = 8; i < length; i++) value *= 256;
  return negative ? -value : value;
}
