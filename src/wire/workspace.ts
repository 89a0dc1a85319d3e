// The working memory of the decoders: one block made once, in which tables that are never needed together share a place.

import { DEPTH_MAX, type WireLimits } from '../kernel/limits.js';

/** Offsets in a payload. */
export type Offsets = Uint16Array | Uint32Array;

/** Numbers that a reader keeps of a container. */
export const LEVEL_FIELDS = 3;

/** Keys of the maps around the innermost one, and of the small ones beside a table. */
const SPARE_KEYS = 64;

/** Bytes of a key: two words, its slot, its kind. */
const KEY_BYTES = 11;

/** No table of a packet has more columns. */
export const COLUMNS_MAX = 8;

/**
 * Two places, each with several uses:
 *
 * | | while a pickle is scanned | while its values are read | while CBOR is read |
 * |---|---|---|---|
 * | first | memo and records | the same | keys of open maps |
 * | second | stack | rows of a table | rows of a table; the slots are those of the keys |
 *
 * 10.3 KB with the default limits. Whoever begins to use a table finds in it what its other use has left.
 */
export class Workspace {
  /** Of each container on the way to the value in hand, `LEVEL_FIELDS` numbers. */
  readonly levels: Int32Array;
  /** One number while its bytes are looked at. */
  readonly number: DataView;
  readonly numberBytes: Uint8Array;
  /** Which column stands at which place of a row. */
  readonly columns: Uint8Array;

  /** Memo and records of a pickle, a word and a kind each: records from the beginning, the memo from the end. */
  readonly cells: Offsets;
  readonly cellKinds: Uint8Array;
  /** Cells in use at either end. */
  recordCells = 0;
  memoCells = 0;

  /** Keys of maps: two words, slot and kind of each. */
  readonly keyWords: Uint32Array;
  readonly keySlots: Uint16Array;
  readonly keyKinds: Uint8Array;

  /** Stack of the pickle machine. */
  readonly stackStarts: Offsets;
  readonly stackKinds: Uint8Array;

  /** Hash table of keys or rows: the number of one plus 1, or 0. A power of two, at most two thirds of it in use. */
  readonly slots: Uint16Array;
  /** Whether the slots are those of the keys of maps, and nothing else is in them. */
  hasKeySlots = false;
  /** Names that key the rows of a table. */
  readonly rowStarts: Offsets;
  readonly rowLengths: Uint8Array;

  /** @param limits at most 40,000 rows */
  constructor({ payloadBytes, pickleStack, pickleMemo, pickleContainers, rows }: WireLimits) {
    const Word = payloadBytes <= 0xffff ? Uint16Array : Uint32Array;
    const entryBytes = Word.BYTES_PER_ELEMENT + 1;
    const cells = Math.max(pickleMemo, 2 * pickleContainers);
    const keys = rows + SPARE_KEYS;
    const slots = 1 << (32 - Math.clz32((keys * 3) / 2 - 1));

    const levels = LEVEL_FIELDS * DEPTH_MAX;
    const number = 4 * levels;
    const columns = number + 8;
    const first = columns + COLUMNS_MAX;
    const second = first + ((Math.max(cells * entryBytes, keys * KEY_BYTES) + 3) & ~3);
    const rowsAt = second + 2 * slots;
    const end = Math.max(second + pickleStack * entryBytes, rowsAt + rows * entryBytes);

    const block = new ArrayBuffer(end);
    this.levels = new Int32Array(block, 0, levels);
    this.number = new DataView(block, number, 8);
    this.numberBytes = new Uint8Array(block, number, 8);
    this.columns = new Uint8Array(block, columns, COLUMNS_MAX);
    this.cells = new Word(block, first, cells);
    this.cellKinds = new Uint8Array(block, first + this.cells.byteLength, cells);
    this.keyWords = new Uint32Array(block, first, 2 * keys);
    this.keySlots = new Uint16Array(block, first + 8 * keys, keys);
    this.keyKinds = new Uint8Array(block, first + 10 * keys, keys);
    this.stackStarts = new Word(block, second, pickleStack);
    this.stackKinds = new Uint8Array(block, second + this.stackStarts.byteLength, pickleStack);
    this.slots = new Uint16Array(block, second, slots);
    this.rowStarts = new Word(block, rowsAt, rows);
    this.rowLengths = new Uint8Array(block, rowsAt + this.rowStarts.byteLength, rows);
  }
}
