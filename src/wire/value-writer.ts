// The push interface to a payload: what an encoder of either encoding takes, one value at a time.

import type { ByteWriter } from '../kernel/byte-writer.js';
import type { PythonClass } from '../kernel/faults.js';
import type { NameArena } from '../kernel/name-arena.js';

/**
 * Writes the values of one payload. A container is begun and ended with the same count; between them come its
 * items (a map's: key, value, key, value). Integers and floats stay distinct. Nothing checks the room: payloads
 * are counted with a `ByteCounter` first.
 */
export interface ValueWriter {
  /** How tables are written: as the original's dict of columns, or with the column names once and an array a row. */
  readonly tables: 'columns' | 'rows';

  /** Begins the tuple of `count` arguments. */
  begin(out: ByteWriter, count: number): void;
  /** Ends it. */
  end(count: number): void;
  /** Goes on with a payload that was begun, perhaps into another `out`. */
  resume(out: ByteWriter): void;

  none(): void;
  boolean(value: boolean): void;
  /** A whole number within ±(2^53 - 1). */
  integer(value: number): void;
  /** An unsigned 64-bit number by its halves. */
  integer64(high: number, low: number): void;
  float(value: number): void;
  text(value: string): void;
  /** Name `id` of an arena. */
  name(arena: NameArena, id: number): void;

  beginList(count: number): void;
  endList(count: number): void;
  beginTuple(count: number): void;
  endTuple(count: number): void;
  beginMap(count: number): void;
  endMap(count: number): void;
  /** An exception of a builtin class with one text. */
  exception(python: PythonClass, message: string): void;
}
