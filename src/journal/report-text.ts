// The parts of which report lines are made: numbers, times and fields, as the original's Python writes them.

import { ByteCounter, type ByteWriter } from '../kernel/byte-writer.js';
import { pythonFloat } from '../kernel/python-float.js';
import { putUtf8 } from '../kernel/utf8.js';
import { ByteBuffer } from './byte-buffer.js';
import type { CivilTime } from './calendar.js';

export const TAB = 0x09;
export const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COLON = 0x3a;
const DASH = 0x2d;
const SPACE = 0x20;
const POINT = 0x2e;
const ZERO = 0x30;

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** Text that is written often, put into bytes once. */
export function phrase(text: string): Uint8Array {
  const counter = new ByteCounter();
  putUtf8(counter, text);
  const buffer = new ByteBuffer(counter.length);
  putUtf8(buffer, text);
  return buffer.bytes;
}

export const putPhrase = (out: ByteWriter, bytes: Uint8Array): void => out.putBytes(bytes, 0, bytes.length);

/** A whole number that is not negative. */
export const putCount = (out: ByteWriter, value: number): void => putUtf8(out, String(value));

export const putFloat = (out: ByteWriter, value: number): void => putUtf8(out, pythonFloat(value));

/** 0 to 99 in two digits. */
function putPair(out: ByteWriter, value: number): void {
  const tens = Math.floor(value / 10);
  out.putUint8(ZERO + tens);
  out.putUint8(ZERO + value - tens * 10);
}

function putYear(out: ByteWriter, year: number): void {
  const century = Math.floor(year / 100);
  putPair(out, century);
  putPair(out, year - century * 100);
}

/** `HH:MM:SS` and the microseconds behind `separator`. */
function putTimeOfDay(out: ByteWriter, time: CivilTime, separator: number): void {
  const { microsecond } = time;
  const hundreds = Math.floor(microsecond / 100);
  putPair(out, time.hour);
  out.putUint8(COLON);
  putPair(out, time.minute);
  out.putUint8(COLON);
  putPair(out, time.second);
  out.putUint8(separator);
  putPair(out, Math.floor(hundreds / 100));
  putPair(out, hundreds % 100);
  putPair(out, microsecond - hundreds * 100);
}

/** `2026-11-22 04:36:27.643969` (ROBOT.md section 11). */
export function putTimestamp(out: ByteWriter, time: CivilTime): void {
  putYear(out, time.year);
  out.putUint8(DASH);
  putPair(out, time.month);
  out.putUint8(DASH);
  putPair(out, time.day);
  out.putUint8(SPACE);
  putTimeOfDay(out, time, POINT);
}

/** `22-Nov-2026 04:36:27:662669`, the time of a HEAD line. */
export function putHeadTime(out: ByteWriter, time: CivilTime): void {
  putPair(out, time.day);
  out.putUint8(DASH);
  for (let i = time.month * 3 - 3; i < time.month * 3; i++) out.putUint8(MONTHS.charCodeAt(i));
  out.putUint8(DASH);
  putYear(out, time.year);
  out.putUint8(SPACE);
  putTimeOfDay(out, time, COLON);
}

/** A field of a table; one with a tab, a quote or a line end in it is put in quotes, its own quotes are doubled. */
export function putField(out: ByteWriter, field: ByteBuffer): void {
  const { bytes, length } = field;
  if (!field.has(QUOTE) && !field.has(TAB) && !field.has(NEWLINE)) {
    out.putBytes(bytes, 0, length);
    return;
  }
  out.putUint8(QUOTE);
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] as number;
    if (byte === QUOTE) out.putUint8(QUOTE);
    out.putUint8(byte);
  }
  out.putUint8(QUOTE);
}
