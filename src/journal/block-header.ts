// What stands at the front of a block of the journal: to which session and stream it belongs, as which of its blocks.
//
//   offset  size  field (little-endian)
//        0     4  "AJ01": the journal's first format
//        4     4  session
//        8     2  stream, one of STREAM
//       10     2  index within the stream
//       12    16  0xFF
//       28     4  CRC-32 of bytes 0 to 27

import { crc32 } from '../kernel/crc32.js';

/** As long as a record, so that no record lies across two blocks. */
export const HEADER_BYTES = 32;

const MAGIC = 0x3130_4a41;
const CRC_AT = 28;

export class BlockHeader {
  session = 0;
  stream = 0;
  index = 0;
  readonly bytes = new Uint8Array(HEADER_BYTES);
  private readonly view = new DataView(this.bytes.buffer);

  /** Puts the fields into `bytes`. */
  encode(session: number, stream: number, index: number): void {
    this.bytes.fill(0xff);
    this.view.setUint32(0, MAGIC, true);
    this.view.setUint32(4, session, true);
    this.view.setUint16(8, stream, true);
    this.view.setUint16(10, index, true);
    this.view.setUint32(CRC_AT, crc32(this.bytes, 0, CRC_AT), true);
  }

  /** Takes the fields from `bytes`; false when they are no header. */
  decode(): boolean {
    const view = this.view;
    if (view.getUint32(0, true) !== MAGIC) return false;
    if (view.getUint32(CRC_AT, true) !== crc32(this.bytes, 0, CRC_AT)) return false;
    this.session = view.getUint32(4, true);
    this.stream = view.getUint16(8, true);
    this.index = view.getUint16(10, true);
    return true;
  }
}
