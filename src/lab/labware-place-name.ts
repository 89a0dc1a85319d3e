// Names of places such as A1, H12 or AF48: letters of the row, then the number of the column.

import { ByteRing } from '../kernel/byte-ring.js';
import type { ByteSource } from '../kernel/byte-source.js';
import type { ByteWriter } from '../kernel/byte-writer.js';
import { putUtf8, utf8Length } from '../kernel/utf8.js';

/** Rows are counted from 0 (A) to 255 (IV), columns from 1 to 255. */
const ROWS_MAX = 256;
const COLUMNS_MAX = 255;

/** What is read from bytes that are not the name of a place. */
export const NO_PLACE_NAME = -1;

const LETTERS = 26;
const CODE_A = 0x41;
const CODE_0 = 0x30;

/** `256 * row + column` of the name at `offset`, or `NO_PLACE_NAME`. */
export function readPlaceName(ring: ByteSource, offset: number, length: number): number {
  let row = 0;
  let at = 0;
  for (; at < length; at++) {
    const letter = ring.uint8(offset + at) - CODE_A;
    if (letter < 0 || letter >= LETTERS) break;
    row = row * LETTERS + letter + 1;
    if (row > ROWS_MAX) return NO_PLACE_NAME;
  }
  let column = 0;
  if (row === 0 || at === length || ring.uint8(offset + at) === CODE_0) return NO_PLACE_NAME;
  for (; at < length; at++) {
    const digit = ring.uint8(offset + at) - CODE_0;
    if (digit < 0 || digit > 9) return NO_PLACE_NAME;
    column = column * 10 + digit;
    if (column > COLUMNS_MAX) return NO_PLACE_NAME;
  }
  return 256 * (row - 1) + column;
}

/** Writes the name of a place, at most five bytes. */
export function putPlaceName(out: ByteWriter, row: number, column: number): void {
  if (row >= LETTERS) out.putUint8(CODE_A - 1 + Math.floor(row / LETTERS));
  out.putUint8(CODE_A + (row % LETTERS));
  if (column >= 100) out.putUint8(CODE_0 + Math.floor(column / 100));
  if (column >= 10) out.putUint8(CODE_0 + (Math.floor(column / 10) % 10));
  out.putUint8(CODE_0 + (column % 10));
}

/** `readPlaceName` of a string, for borders. */
export function placeNameNumber(name: string): number {
  const ring = new ByteRing(utf8Length(name));
  putUtf8(ring, name);
  return readPlaceName(ring, 0, ring.length);
}
