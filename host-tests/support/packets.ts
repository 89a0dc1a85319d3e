// Packets as bytes: made by hand for tests, and taken apart again with their arguments as trees.

import { ByteRing } from '../../src/kernel/byte-ring.js';
import { WIRE_LIMITS, type WireLimits } from '../../src/kernel/limits.js';
import { CborReader } from '../../src/wire/cbor-reader.js';
import { DELIMITER } from '../../src/wire/delimiter.js';
import { type PacketName, packetOf, TYPE } from '../../src/wire/packets.js';
import { PickleReader } from '../../src/wire/pickle-reader.js';
import { hexBytes } from './bytes.js';
import { outside, outsideBytes } from './engine.js';
import { readTree } from './tree.js';

/** Of all packets that there are. */
const CODES: readonly number[] = Object.values(TYPE);

/** Room for every captured packet, the one with a 70 kB name included. */
export const ROOMY: WireLimits = { ...WIRE_LIMITS, payloadBytes: 131_000 };

export const fromHex = hexBytes;

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = outsideBytes(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** A header: type by name or code, cid, and the payload's length if it is to differ from what follows. */
export function header(type: PacketName | number, cid: number | bigint, length: number | bigint): Uint8Array {
  const bytes = outsideBytes(17);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(length));
  view.setUint8(8, typeof type === 'number' ? type : TYPE[type]);
  view.setBigUint64(9, BigInt(cid));
  return bytes;
}

export const packet = (
  type: PacketName | number,
  cid: number | bigint,
  payload: Uint8Array = new Uint8Array(0),
): Uint8Array => concat(header(type, cid, payload.length), payload);

/** A packet with its payload in hex. */
export const hexPacket = (type: PacketName | number, cid: number | bigint, payload: string): Uint8Array =>
  packet(type, cid, fromHex(payload.replace(/\s+/g, '')));

export type Parsed =
  | { readonly kind: 'packet'; readonly type: PacketName; readonly cid: string; readonly args: unknown }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: string };

/** The tree of a payload in either encoding, or null for none. */
export function payloadTree(payload: Uint8Array, foreignClasses = true): unknown {
  if (payload.length === 0) return null;
  const ring = outside(() => new ByteRing(ROOMY.payloadBytes));
  ring.putBytes(payload, 0, payload.length);
  if (payload[0] === 0x80) {
    const reader = outside(() => new PickleReader(ring, ROOMY));
    reader.open(payload.length, foreignClasses);
    return readTree(reader);
  }
  const reader = outside(() => new CborReader(ring, ROOMY));
  reader.open(payload.length);
  return readTree(reader);
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (256 + byte).toString(16).slice(1)).join('');

const MARK = ascii(DELIMITER);

function indexOfMark(bytes: Uint8Array, from: number): number {
  for (let at = from; at + MARK.length <= bytes.length; at++)
    if (MARK.every((byte, i) => bytes[at + i] === byte)) return at;
  throw new Error('a file without its end');
}

interface NameList {
  readonly $tuple: readonly [readonly string[]];
}

/** Everything that a robot sent, in order. Throws when it is out of step anywhere. */
export function parseStream(bytes: Uint8Array): Parsed[] {
  const parsed: Parsed[] = [];
  let at = 0;
  while (at < bytes.length) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const length = Number(view.getBigUint64(0));
    const code = view.getUint8(8);
    const type = CODES.includes(code) ? packetOf(code) : undefined;
    if (type === undefined || at + 17 + length > bytes.length)
      throw new Error(`no whole packet at byte ${at}`);
    const args = payloadTree(bytes.subarray(at + 17, at + 17 + length));
    parsed.push({ kind: 'packet', type: type.name, cid: String(view.getBigUint64(9)), args });
    at += 17 + length;
    if (type.name !== 'sending_files') continue;
    for (const name of (args as NameList).$tuple[0]) {
      const end = indexOfMark(bytes, at);
      parsed.push({ kind: 'file', name, bytes: hex(bytes.subarray(at, end)) });
      at = end + MARK.length;
    }
  }
  return parsed;
}

/** `type cid` of each packet, or `file NAME`, for short expectations. */
export const outline = (parsed: readonly Parsed[]): string[] =>
  parsed.map((item) => (item.kind === 'file' ? `file ${item.name}` : `${item.type} ${item.cid}`));
