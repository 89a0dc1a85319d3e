// Bytes for tests: from and to hex, and into a ring at any place.

import { ByteRing } from '../../src/kernel/byte-ring.js';

/** Bytes of hex digits, blanks between them allowed. */
export function hexBytes(hex: string): Uint8Array {
  const digits = hex.replaceAll(/\s/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
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
  const bytes = new Uint8Array(ring.length);
  ring.copyTo(bytes, 0, 0, ring.length);
  return bytes;
}
