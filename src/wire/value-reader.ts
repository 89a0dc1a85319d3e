// The pull interface over a payload: what a decoder of either encoding gives, one value at a time, without copying.

import type { ByteSource } from '../kernel/byte-source.js';

/** What `next` found. */
export const KIND = Object.freeze({
  /** The container in hand has no more items. */
  end: 0,
  none: 1,
  boolean: 2,
  integer: 3,
  float: 4,
  text: 5,
  bytes: 6,
  list: 7,
  tuple: 8,
  map: 9,
  exception: 10,
});

export type Kind = (typeof KIND)[keyof typeof KIND];

/** What a fault's text calls each kind, in the order of their numbers. */
export const KIND_NAMES: readonly string[] = Object.freeze([
  'nothing',
  'None',
  'a bool',
  'an int',
  'a float',
  'a text',
  'bytes',
  'a list',
  'a tuple',
  'a table',
  'an exception',
]);

/** What `high` holds when an integer is no unsigned 64-bit number. */
export const NOT_UINT64 = -1;

/**
 * Reads the values of one payload in the order in which they stand. A container (`list`, `tuple`, `map`,
 * `exception`) is followed by its items and by `end`; a map's items are key, value, key, value; an exception's are
 * the name of its class (text), its arguments (tuple) and, if it has any, its attributes (map). References of a
 * pickle are followed, so a consumer never sees one.
 *
 * The first `next` gives the argument tuple, the one after its `end` is not allowed. Every method faults with a
 * code of the 200s when the payload is wrong; a reader that has faulted is of no use until it is opened again.
 */
export interface ValueReader {
  /** Where the payload is. */
  readonly ring: ByteSource;
  /** Whether a key that stands twice in a map is a fault of the reader's own. */
  readonly mapKeysDiffer: boolean;
  /** What the last `next` found. */
  readonly kind: Kind;
  /** Value of an integer (the nearest double), a float or a boolean (0 or 1). */
  readonly number: number;
  /** Halves of an integer from 0 to 2^64 - 1; `high` is `NOT_UINT64` for any other. */
  readonly high: number;
  readonly low: number;
  /** Place in the payload of the UTF-8 of a text; of bytes as they stand. */
  readonly start: number;
  readonly length: number;
  /** Items of a list or tuple, pairs of a map. */
  readonly count: number;

  /** Begins at the first value of a payload of `length` bytes. */
  open(length: number): void;
  /** Goes back to the first value of the payload that was opened last and has been read without a fault. */
  rewind(): void;
  next(): Kind;
  /** Passes over what is left of the container in hand, its `end` included. */
  leave(): void;
}
