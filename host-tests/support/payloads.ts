// Payloads for tests: from a source in any encoding, and pickles as the original's Python writes them.

import { ByteRing } from '../../src/kernel/byte-ring.js';
import { type ArgumentSource, countArguments, writeArguments } from '../../src/wire/arguments-writer.js';
import { PACKETS, type Packet, type PacketName, TYPE } from '../../src/wire/packets.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { hexBytes, ringBytes } from './bytes.js';
import {
  APPENDS,
  ascii,
  DICT,
  LIST,
  lengthOf,
  MARK,
  MEMOIZE,
  SETITEMS,
  TUPLE1,
  TUPLE2,
  text,
} from './pickle-code.js';

/** The payload that `writer` makes of a packet's arguments. */
export function payloadOf(name: PacketName, source: ArgumentSource, writer: ValueWriter): Uint8Array {
  const type = PACKETS[TYPE[name]] as Packet;
  const ring = new ByteRing(countArguments(type, source, writer));
  writeArguments(type, source, writer, ring);
  return ringBytes(ring);
}

/** BINFLOAT. */
const float = (value: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return `47${view.getBigUint64(0).toString(16).padStart(16, '0')}`;
};

/** A `transfer` of two steps and more as the original writes it: pickle 4 with its frame and a memo of everything. */
export function originalTransfer(
  source: string,
  steps: readonly (readonly [name: string, volume: number])[],
): Uint8Array {
  const rows = steps.map(([name, volume]) => `${text(name)}${MEMOIZE}${float(volume)}${TUPLE2}${MEMOIZE}`);
  const all = [text(source), MEMOIZE, LIST, MEMOIZE, MARK, ...rows, APPENDS, TUPLE2, MEMOIZE, '2e'].join('');
  return hexBytes(`800495${lengthOf(all.length / 2, 8)}${all}`);
}

/** Memo codes of pickle 3: a number of one byte or of four. */
class Memo {
  #count = 0;

  /** Stores what was just written. */
  put(): string {
    const index = this.#count++;
    return index < 256 ? `71${lengthOf(index, 1)}` : `72${lengthOf(index, 4)}`;
  }

  /** The number that the next `put` gets. */
  get next(): number {
    return this.#count;
  }

  static fetch(index: number): string {
    return index < 256 ? `68${lengthOf(index, 1)}` : `6a${lengthOf(index, 4)}`;
  }
}

/** BINUNICODE of ASCII letters. */
const longText = (content: string): string => `58${lengthOf(content.length, 4)}${ascii(content)}`;

/** An `init_containers` of products on one labware as the original writes it in pickle 3, the wordiest form. */
export function originalProducts(names: readonly string[], labware: string, maxVol: number): Uint8Array {
  const memo = new Memo();
  const places = new Map<string, number>();
  /** A text of which Python has one object: written once, then fetched. */
  const shared = (content: string): string => {
    const known = places.get(content);
    if (known !== undefined) return Memo.fetch(known);
    places.set(content, memo.next);
    return longText(content) + memo.put();
  };
  const column = (name: string, value: () => string): string => {
    const head = shared(name) + DICT + memo.put() + MARK;
    return head + names.map((row) => shared(row) + value()).join('') + SETITEMS;
  };
  const outer = DICT + memo.put() + MARK;
  const columns = [
    column('labware', () => shared(labware)),
    column('container', () => shared('')),
    column('max_vol', () => float(maxVol)),
  ];
  return hexBytes(`8003${outer}${columns.join('')}${SETITEMS}${TUPLE1}${memo.put()}2e`);
}
