// The numbers of RFC 8949 that the head of a CBOR item is made of, for reader and writer.

/** Major types, the upper three bits of the initial byte (section 3.1). */
export const MAJOR = Object.freeze({
  unsigned: 0,
  negative: 1,
  bytes: 2,
  text: 3,
  array: 4,
  map: 5,
  tag: 6,
  simple: 7,
});

/** What a fault's text calls each major type. */
export const MAJOR_NAMES: readonly string[] = Object.freeze([
  'an unsigned integer',
  'a negative integer',
  'bytes',
  'a text',
  'an array',
  'a map',
  'a tag',
  'a simple value',
]);

/** The lower five bits: from 24 the argument follows in 1, 2, 4 or 8 bytes; 31 leaves the length open. */
export const INFO = Object.freeze({ uint8: 24, uint16: 25, uint32: 26, uint64: 27, indefinite: 31 });

/** The same of major type 7 (section 3.3). */
export const SIMPLE = Object.freeze({
  false: 20,
  true: 21,
  null: 22,
  undefined: 23,
  byte: 24,
  half: 25,
  single: 26,
  double: 27,
});

/** Tags of integers that are sent as bytes (section 3.4.3). */
export const TAG = Object.freeze({ positive: 2, negative: 3 });

export const TWO_32 = 2 ** 32;
