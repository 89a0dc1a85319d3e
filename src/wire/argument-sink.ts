// The consumer's side of a packet's arguments.

import type { ValueReader } from './value-reader.js';

/** Takes the values of a packet, in the order in which they stand in the payload. */
export interface ArgumentSink {
  /**
   * @param field number of the value, from packets.ts
   * @param row row of its table, 0 for a plain argument
   * @param value holds it until the call returns: `kind`, `number`, the place of a text, or `high` and `low` of a
   *   cid. A name that was sent by its id is an integer. None stands only for what is optional.
   */
  value(field: number, row: number, value: ValueReader): void;
}
