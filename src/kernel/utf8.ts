// Strict UTF-8 in a ring: no overlong form, no lone surrogate, nothing above U+10FFFF (RFC 3629).

import type { ByteSource } from './byte-source.js';
import type { ByteWriter } from './byte-writer.js';
import { Fault } from './faults.js';

/** Bytes of the sequence that starts at `offset`, at most `left` of them, or 0 when it is not valid. */
function sequenceLength(ring: ByteSource, offset: number, left: number): number {
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

/** Whether the `length` bytes at `offset` are UTF-8. Four ASCII bytes are seen in one look, up to where a ring ends. */
export function isUtf8(ring: ByteSource, offset: number, length: number): boolean {
  const view = ring.view;
  const start = ring.index(offset);
  const row = start + length <= ring.capacity ? length : ring.capacity - start;
  let passed = 0;
  while (passed < length) {
    if (passed + 4 <= row && (view.getUint32(start + passed) & 0x8080_8080) === 0) passed += 4;
    else if (passed < row && view.getUint8(start + passed) < 0x80) passed += 1;
    else {
      const count = sequenceLength(ring, offset + passed, length - passed);
      if (count === 0) return false;
      passed += count;
    }
  }
  return true;
}

/** The code point of a valid sequence of `count` bytes. */
function codePoint(ring: ByteSource, offset: number, count: number): number {
  const first = ring.uint8(offset);
  if (count === 1) return first;
  let point = first & (0x7f >> count);
  for (let i = 1; i < count; i++) point = (point << 6) | (ring.uint8(offset + i) & 0x3f);
  return point;
}

/** The text at `offset`, for borders where a string is wanted. Bytes that are not UTF-8 become U+FFFD. */
export function textAt(ring: ByteSource, offset: number, length: number): string {
  const end = offset + length;
  let text = '';
  while (offset < end) {
    const count = sequenceLength(ring, offset, end - offset);
    text += count === 0 ? '\ufffd' : String.fromCodePoint(codePoint(ring, offset, count));
    offset += count === 0 ? 1 : count;
  }
  return text;
}

/** To be called with the text as `this`: on the chip a property of a text, `text.codePointAt`, leaves garbage. */
const { codePointAt } = String.prototype;

/**
 * The bytes of an ASCII text, a literal when a module is loaded or a short one: on the chip each look at a character of a
 * string leaves garbage.
 */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = codePointAt.call(text, i) as number;
  return bytes;
}

const isHalf = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

/** Bytes of a character beyond ASCII. */
const pointBytes = (point: number): number => (point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4);

/** Bytes of `text` in UTF-8. Fault `valueUnwritable` for a lone surrogate. */
export function utf8Length(text: string): number {
  const units = text.length;
  let length = units;
  for (let i = 0; i < units; i++) {
    const point = codePointAt.call(text, i) as number;
    if (point < 0x80) continue;
    if (isHalf(point)) throw new Fault('valueUnwritable', 'a text with half a character pair');
    const more = point > 0xffff ? 1 : 0;
    length += pointBytes(point) - 1 - more;
    i += more;
  }
  return length;
}

/** Three characters of `text` from `i` on as one number; -1 when one of them is not ASCII. */
function asciiAt(text: string, i: number): number {
  const first = codePointAt.call(text, i) as number;
  const second = codePointAt.call(text, i + 1) as number;
  const third = codePointAt.call(text, i + 2) as number;
  return (first | second | third) < 0x80 ? (first << 16) | (second << 8) | third : -1;
}

/** Writes `text`, which has no lone surrogate, in UTF-8. Four ASCII characters go out in one word. */
export function putUtf8(out: ByteWriter, text: string): void {
  const units = text.length;
  for (let i = 0; i < units; i++) {
    const point = codePointAt.call(text, i) as number;
    const more = point < 0x80 && i + 3 < units ? asciiAt(text, i + 1) : -1;
    if (more >= 0) {
      out.putUint32((point << 24) | more);
      i += 3;
    } else if (point < 0x80) out.putUint8(point);
    else if (point < 0x800) out.putUint16(0xc080 | ((point & 0x7c0) << 2) | (point & 0x3f));
    else if (point < 0x1_0000) {
      out.putUint8(0xe0 | (point >> 12));
      out.putUint16(0x8080 | ((point & 0xfc0) << 2) | (point & 0x3f));
    } else {
      i++;
      out.putUint16(0xf080 | ((point >> 18) << 8) | ((point >> 12) & 0x3f));
      out.putUint16(0x8080 | ((point & 0xfc0) << 2) | (point & 0x3f));
    }
  }
}

/**
 * The longest beginning of `text` that has at most `maximum` bytes in UTF-8 and ends with a whole character; U+FFFD
 * stands for a lone surrogate.
 */
export function cutUtf8(text: string, maximum: number): string {
  const units = text.length;
  let length = 0;
  while (length < units && length < maximum && (codePointAt.call(text, length) as number) < 0x80) length += 1;
  if (length === units) return text;
  let cut = '';
  let from = 0;
  for (let i = length; i < units; i++) {
    const point = codePointAt.call(text, i) as number;
    length += point < 0x80 ? 1 : pointBytes(point);
    if (length > maximum) return cut + text.slice(from, i);
    if (point < 0x80) continue;
    if (isHalf(point)) {
      cut += `${text.slice(from, i)}\ufffd`;
      from = i + 1;
    }
    if (point > 0xffff) i++;
  }
  return from === 0 ? text : cut + text.slice(from);
}
