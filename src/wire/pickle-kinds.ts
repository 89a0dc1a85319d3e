// Kinds of the values on the pickle machine's stack, in its memo and in its table of containers.

import { KIND } from './value-reader.js';

/**
 * Up to `emptyTuple`: one code that is read where it stands, without a record. Below `mark`: a value that may stand
 * in a packet. From `mark` on: what only serves to call something.
 */
export const K = Object.freeze({
  none: KIND.none,
  boolean: KIND.boolean,
  integer: KIND.integer,
  float: KIND.float,
  text: KIND.text,
  bytes: KIND.bytes,
  emptyTuple: 7,
  list: 8,
  map: 9,
  /** Bytes made by a call: `_codecs.encode(text, 'latin1')` or `bytes()`. */
  calledBytes: 10,
  /** And the number of its dtype: 0x10 to 0x1b. */
  numpy: 0x10,
  /** In the memo: and the level, 1 to 16. So for `exception`. */
  tuple: 0x20,
  exception: 0x40,
  mark: 0x60,
  loadType: 0x61,
  encode: 0x62,
  bytesClass: 0x63,
  dtypeClass: 0x64,
  scalarFunction: 0x65,
  /** A builtin exception class, and one that is known by its module and name. */
  builtinClass: 0x66,
  foreignClass: 0x67,
  /** And the number of the dtype: 0x70 to 0x7b; so for `scalarArguments`, the tuple (dtype, bytes). */
  dtype: 0x70,
  scalarArguments: 0x80,
});

/** Whether a kind is one of the twelve that start at `base`. */
export const isDtypeOf = (base: number, kind: number): boolean => (kind & 0xf0) === base;

/** Whether a dict may have such a key: only scalars, as in every real packet. */
export const isKey = (kind: number): boolean =>
  kind < K.emptyTuple || kind === K.calledBytes || isDtypeOf(K.numpy, kind);
