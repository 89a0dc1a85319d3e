// Strict UTF-8 in a ring: no overlong form, no lone surrogate, nothing above U+10FFFF (RFC 3629).

import type { ByteRing } from './byte-ring.js';
import type { ByteWriter } from './byte-writer.js';
import { Fault } from './faults.js';

/** Bytes of the sequence that starts at `offset`, at most `left` of them, or 0 when it is not valid. */
function sequenceLength(ring: ByteRing, offset: number, left: number): number {
  const first = ring.uint8(offset);
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const count = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (count > left) return 0;
  const second = ring.uint8(offset + 1);
  // The second byte rules out overlong forms (E0, F0), surrogates (ED) and what lies above U+10FFFF (F4).
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i < count; i++) if ((ring.uint8(offset + i) & 0xc0) !== 0x80) return 0;
  return count;
}

/** Whether the `length` bytes at `offset` are UTF-8. Four ASCII bytes are seen in one look. */
export function isUtf8(ring: ByteRing, offset: number, length: number): boolean {
  const end = offset + length;
  while (offset < end) {
    if (offset + 4 <= end && (ring.uint32(offset) & 0x8080_8080) === 0) {
      offset += 4;
      continue;
    }
    const count = sequenceLength(ring, offset, end - offset);
    if (count === 0) return false;
    offset += count;
  }
  return true;
}

/** The code point of a valid sequence of `count` bytes. */
function codePoint(ring: ByteRing, offset: number, count: number): number {
  const first = ring.uint8(offset);
  if (count === 1) return first;
  let point = first & (0x7f >> count);
  for (let i = 1; i < count; i++) point = (point << 6) | (ring.uint8(offset + i) & 0x3f);
  return point;
}

/** The text at `offset`, for borders where a string is wanted. Bytes that are not UTF-8 become U+FFFD. */
export function textAt(ring: ByteRing, offset: number, length: number): string {
  const end = offset + length;
  let text = '';
  while (offset < end) {
    const count = sequenceLength(ring, offset, end - offset);
    text += count === 0 ? '\ufffd' : String.fromCodePoint(codePoint(ring, offset, count));
    offset += count === 0 ? 1 : count;
  }
  return text;
}

/** Bytes of `text` in UTF-8. Fault `valueUnwritable` for a lone surrogate. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number;
    if (point >= 0xd800 && point <= 0xdfff)
      throw new Fault('valueUnwritable', 'a text with half a character pair');
    if (point > 0xffff) i++;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
  }
  return length;
}

/** Writes `text`, which has no lone surrogate, in UTF-8. */
export function putUtf8(out: ByteWriter, text: string): void {
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number;
    if (point > 0xffff) i++;
    if (point < 0x80) out.putUint8(point);
    else if (point < 0x800) out.putUint16(0xc080 | ((point & 0x7c0) << 2) | (point & 0x3f));
    else if (point < 0x1_0000) {
      out.putUint8(0xe0 | (point >> 12));
      out.putUint16(0x8080 | ((point & 0xfc0) << 2) | (point & 0x3f));
    } else {
      out.putUint16(0xf080 | ((point >> 18) << 8) | ((point >> 12) & 0x3f));
      out.putUint16(0x8080 | ((point & 0xfc0) << 2) | (point & 0x3f));
    }
  }
}

/** The longest beginning of `text` that has at most `maximum` bytes in UTF-8 and ends with a whole character. */
export function cutUtf8(text: string, maximum: number): string {
  let length = 0;
  let cut = '';
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
    if (length > maximum) return cut;
    cut += point >= 0xd800 && point <= 0xdfff ? '\ufffd' : character;
  }
  return cut;
}
