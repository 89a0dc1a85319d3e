// Bytes for tests: from and to hex, and into a ring at any place.

import { ByteRing } from '../../src/kernel/byte-ring.js';
import { outsideBytes } from './engine.js';

/**
 * Bytes of hex digits, blanks between them allowed. Looks at the digits one after the other and copies no text: XS has
 * UTF-8 strings, in which every other way is slow, and a vector may be longer than the memory of a board.
 */
export function hexBytes(hex: string): Uint8Array {
  let count = 0;
  for (const digit of hex) if (digit > ' ') count += 1;
  const bytes = outsideBytes(count / 2);
  let at = 0;
  for (const digit of hex) {
    if (digit <= ' ') continue;
    bytes[at >> 1] = ((bytes[at >> 1] as number) << 4) | Number.parseInt(digit, 16);
    at += 1;
  }
  return bytes;
}

export const bytesHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A ring just large enough that holds `bytes`, the first of them `before` bytes in front of the ring's end. */
export function ringOf(bytes: Uint8Array, before = 0): ByteRing {
  const ring = new ByteRing(bytes.length);
  const skipped = ring.capacity - (before % ring.capacity);
  if (skipped < ring.capacity) {
    ring.length = skipped;
    ring.drop(skipped);
  }
  ring.putBytes(bytes, 0, bytes.length);
  return ring;
}

/** The bytes that a ring holds. */
export function ringBytes(ring: ByteRing): Uint8Array {
  const bytes = outsideBytes(ring.length);
  ring.copyTo(bytes, 0, 0, ring.length);
  return bytes;
}
