// The mark that ends each file on the wire, and how it is found in bytes (ARMCHAIR.md section 8).

import { asciiBytes } from '../kernel/utf8.js';

export const DELIMITER = 'AFKJldkjvaJKDvJDFDFGHowCouldYouEverHaveThisInAFile';

/** Bytes of the mark: 50 ASCII characters. No beginning of it is also an end of it, so marks never overlap. */
export const DELIMITER_BYTES = DELIMITER.length;

const MARK = asciiBytes(DELIMITER);

/** Place of the mark's only `Y`, its rarest letter in report files, which a native search looks for. */
const RARE_AT = DELIMITER.indexOf('Y');
const RARE = MARK[RARE_AT] as number;

/** The mark's bytes. */
export const delimiterBytes = (): Uint8Array => MARK;

/** Index of the first whole mark between `from` and `to`, or -1. */
export function indexOfDelimiter(bytes: Uint8Array, from: number, to: number): number {
  let rare = bytes.indexOf(RARE, from + RARE_AT);
  while (rare !== -1 && rare - RARE_AT + DELIMITER_BYTES <= to) {
    const start = rare - RARE_AT;
    let i = 0;
    while (i < DELIMITER_BYTES && bytes[start + i] === MARK[i]) i++;
    if (i === DELIMITER_BYTES) return start;
    rare = bytes.indexOf(RARE, rare + 1);
  }
  return -1;
}
