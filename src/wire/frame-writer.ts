// Puts packets into the transmit ring: header and payload.

import type { ByteRing } from '../kernel/byte-ring.js';
import type { Fault } from '../kernel/faults.js';
import { CONTROL_ROOM_BYTES, ERROR_TEXT_BYTES_MAX, HEADER_BYTES } from '../kernel/limits.js';
import { cutUtf8 } from '../kernel/utf8.js';
import type { Encoding } from './arguments-reader.js';
import { type ArgumentSource, countArguments, RowStream, writeArguments } from './arguments-writer.js';
import { CborWriter } from './cbor-writer.js';
import type { Cid } from './cid.js';
import { type Packet, type PacketCode, TYPE } from './packets.js';
import { PickleWriter } from './pickle-writer.js';
import { READY_BYTES_MAX, setReadyCbor, setReadyPickle } from './ready-payload.js';
import type { ValueWriter } from './value-writer.js';

/** What was read last, and how it was written. */
export interface Asked {
  /** Null before the first payload. */
  readonly encoding: Encoding | null;
}

/**
 * `ready`, `error` and `stopped` may use the whole ring; everything else leaves `CONTROL_ROOM_BYTES` free. So an
 * answer that a slow reader does not take can fill the ring, but never keep one of those three from being queued.
 */
export class FrameWriter {
  private readonly ring: ByteRing;
  private readonly cid: Cid;
  private readonly ownEncoding: Encoding;
  private readonly asked: Asked | null;
  private readonly pickle = new PickleWriter();
  private readonly cbor = new CborWriter();
  private readonly rows = new RowStream();

  /**
   * @param cid what every header gets
   * @param encoding of what is written; for who answers as it was `asked`, until something was
   */
  constructor(ring: ByteRing, cid: Cid, encoding: Encoding = 'pickle', asked: Asked | null = null) {
    this.ring = ring;
    this.cid = cid;
    this.ownEncoding = encoding;
    this.asked = asked;
  }

  get encoding(): Encoding {
    return this.asked?.encoding ?? this.ownEncoding;
  }

  /** Bytes that a packet other than the three may take now. */
  get room(): number {
    return this.ring.free - CONTROL_ROOM_BYTES;
  }

  /** Whether `ready`, `error` and `stopped` are sure to find room, and the header of a long answer before them. */
  get hasControlRoom(): boolean {
    const ring = this.ring;
    return ring.capacity - ring.length >= CONTROL_ROOM_BYTES + HEADER_BYTES;
  }

  get values(): ValueWriter {
    return this.encoding === 'cbor' ? this.cbor : this.pickle;
  }

  /** Writes a header. */
  header(type: PacketCode, length: number): void {
    const ring = this.ring;
    const at = ring.tailIndex(HEADER_BYTES);
    this.setHeader(at, type, length);
    ring.append(at, HEADER_BYTES);
  }

  /** Writes `ready` for the packet with the cid of these halves. Allocates nothing. */
  ready(ofHigh: number, ofLow: number): void {
    const ring = this.ring;
    const at = ring.tailIndex(HEADER_BYTES + READY_BYTES_MAX);
    const setPayload = this.encoding === 'cbor' ? setReadyCbor : setReadyPickle;
    const length = setPayload(ring.view, at + HEADER_BYTES, ofHigh, ofLow);
    this.setHeader(at, TYPE.ready, length);
    ring.append(at, HEADER_BYTES + length);
  }

  /**
   * Writes `error`: the fault's builtin exception class and its message, cut to `ERROR_TEXT_BYTES_MAX`. The payload
   * comes first: so its length is known without a second look at the text.
   */
  error(fault: Fault): void {
    const ring = this.ring;
    const values = this.values;
    const from = ring.length;
    ring.length = from + HEADER_BYTES;
    values.begin(ring, 1);
    values.exception(fault.python, cutUtf8(fault.message, ERROR_TEXT_BYTES_MAX));
    values.end(1);
    const end = ring.length;
    ring.length = from;
    this.header(TYPE.error, end - from - HEADER_BYTES);
    ring.length = end;
  }

  /** Bytes of the payload of `packet`; 0 for one that has no arguments. */
  count(packet: Packet, source: ArgumentSource | null): number {
    return source === null ? 0 : countArguments(packet, source, this.values);
  }

  /** Writes a packet with a payload of `length` bytes, as `count` gave it, when there is room for it. */
  packet(packet: Packet, source: ArgumentSource | null, length: number): boolean {
    if (HEADER_BYTES + length > this.room) return false;
    this.header(packet.code, length);
    if (source !== null) writeArguments(packet, source, this.values, this.ring);
    return true;
  }

  /** Starts a packet whose rows are written as room comes; false when there is no room for the header yet. */
  startRows(packet: Packet, source: ArgumentSource): boolean {
    if (this.room < HEADER_BYTES) return false;
    this.header(packet.code, this.rows.start(packet, source, this.values));
    return true;
  }

  /** Writes what fits of the rows; true when all are written. */
  continueRows(): boolean {
    while (!this.rows.done) if (!this.rows.step(this.ring, this.room)) return false;
    return true;
  }

  private setHeader(at: number, type: PacketCode, length: number): void {
    const view = this.ring.view;
    const cid = this.cid;
    view.setUint32(at, 0);
    view.setUint32(at + 4, length);
    view.setUint8(at + 8, type);
    view.setUint32(at + 9, cid.cidHigh);
    view.setUint32(at + 13, cid.cidLow);
  }
}
