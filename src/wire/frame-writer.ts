// Puts packets into the transmit ring: header, then payload, whose length is counted before a byte is written.

import type { ByteRing } from '../kernel/byte-ring.js';
import { ByteCounter } from '../kernel/byte-writer.js';
import type { Fault } from '../kernel/faults.js';
import { CONTROL_ROOM_BYTES, ERROR_TEXT_BYTES_MAX, HEADER_BYTES } from '../kernel/limits.js';
import { cutUtf8 } from '../kernel/utf8.js';
import type { Encoding } from './arguments-reader.js';
import { type ArgumentSource, countArguments, RowStream, writeArguments } from './arguments-writer.js';
import { CborWriter } from './cbor-writer.js';
import { type Packet, type PacketCode, TYPE } from './packets.js';
import { PickleWriter } from './pickle-writer.js';
import type { ValueWriter } from './value-writer.js';

/**
 * `ready`, `error` and `stopped` may use the whole ring; everything else leaves `CONTROL_ROOM_BYTES` free. So an
 * answer that a slow reader does not take can fill the ring, but never keep one of those three from being queued.
 */
export class FrameWriter {
  encoding: Encoding = 'pickle';
  readonly #ring: ByteRing;
  readonly #pickle = new PickleWriter();
  readonly #cbor = new CborWriter();
  readonly #counter = new ByteCounter();
  readonly #rows = new RowStream();
  #streaming = false;

  constructor(ring: ByteRing) {
    this.#ring = ring;
  }

  /** Bytes that a packet other than the three may take now. */
  get room(): number {
    return this.#ring.free - CONTROL_ROOM_BYTES;
  }

  /** Whether `ready`, `error` and `stopped` are sure to find room, and the header of a long answer before them. */
  get hasControlRoom(): boolean {
    return this.room >= HEADER_BYTES;
  }

  /** Whether the beginning of a long packet is written and its end is not: nothing else may be written. */
  get streaming(): boolean {
    return this.#streaming;
  }

  get values(): ValueWriter {
    return this.encoding === 'cbor' ? this.#cbor : this.#pickle;
  }

  /** Writes a header. */
  header(type: PacketCode, length: number, cidHigh: number, cidLow: number): void {
    const ring = this.#ring;
    const at = ring.tailIndex(HEADER_BYTES);
    if (at === -1) {
      ring.putUint32(0);
      ring.putUint32(length);
      ring.putUint8(type);
      ring.putUint32(cidHigh);
      ring.putUint32(cidLow);
      return;
    }
    const { view } = ring;
    view.setUint32(at, 0);
    view.setUint32(at + 4, length);
    view.setUint8(at + 8, type);
    view.setUint32(at + 9, cidHigh);
    view.setUint32(at + 13, cidLow);
    ring.length += HEADER_BYTES;
  }

  /** Writes `ready` for the packet with cid `ofHigh`, `ofLow`. Allocates nothing. */
  ready(cidHigh: number, cidLow: number, ofHigh: number, ofLow: number): void {
    const values = this.values;
    this.#counter.length = 0;
    values.begin(this.#counter, 1);
    values.integer64(ofHigh, ofLow);
    values.end(1);
    this.header(TYPE.ready, this.#counter.length, cidHigh, cidLow);
    values.begin(this.#ring, 1);
    values.integer64(ofHigh, ofLow);
    values.end(1);
  }

  /** Writes `error`: the fault's builtin exception class and its message, cut to `ERROR_TEXT_BYTES_MAX`. */
  error(cidHigh: number, cidLow: number, fault: Fault): void {
    const values = this.values;
    const text = cutUtf8(fault.message, ERROR_TEXT_BYTES_MAX);
    this.#counter.length = 0;
    values.begin(this.#counter, 1);
    values.exception(fault.python, text);
    values.end(1);
    this.header(TYPE.error, this.#counter.length, cidHigh, cidLow);
    values.begin(this.#ring, 1);
    values.exception(fault.python, text);
    values.end(1);
  }

  /** Bytes of the payload of `packet`; 0 for one that has no arguments. */
  count(packet: Packet, source: ArgumentSource | null): number {
    return source === null ? 0 : countArguments(packet, source, this.values);
  }

  /** Writes a packet with a payload of `length` bytes, as `count` gave it, when there is room for it. */
  packet(
    packet: Packet,
    source: ArgumentSource | null,
    length: number,
    cidHigh: number,
    cidLow: number,
  ): boolean {
    if (HEADER_BYTES + length > this.room) return false;
    this.header(packet.code, length, cidHigh, cidLow);
    if (source !== null) writeArguments(packet, source, this.values, this.#ring);
    return true;
  }

  /** Starts a packet whose rows are written as room comes; false when there is no room for the header yet. */
  startRows(packet: Packet, source: ArgumentSource, cidHigh: number, cidLow: number): boolean {
    if (this.room < HEADER_BYTES) return false;
    this.header(packet.code, this.#rows.start(packet, source, this.values), cidHigh, cidLow);
    this.#streaming = true;
    return true;
  }

  /** Writes what fits of the rows; true when all are written. */
  continueRows(): boolean {
    while (!this.#rows.done) if (!this.#rows.step(this.#ring, this.room)) return false;
    this.#streaming = false;
    return true;
  }

  reset(): void {
    this.encoding = 'pickle';
    this.#streaming = false;
  }
}
