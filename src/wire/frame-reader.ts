// Finds the packets in the receive ring: 17 header bytes, checked against the limits before any payload byte is kept.

import type { ByteRing } from '../kernel/byte-ring.js';
import type { FaultCode } from '../kernel/faults.js';
import { FRAMING_BYTES_MAX, HEADER_BYTES, type WireLimits } from '../kernel/limits.js';
import type { Cid } from './cid.js';
import { PACKETS } from './packets.js';

/** What the head of the ring is. */
export const FRAME = Object.freeze({
  /** Nothing, or not yet all of a packet. */
  waiting: 0,
  /** A whole packet: its payload is the first `length` bytes of the ring until `release`. */
  whole: 1,
  /** A packet that cannot be served, for the reason in `fault`; said once, then its payload is skipped. */
  refused: 2,
  /** No packet can start here: the stream is out of step for good. */
  lost: 3,
});

export type Frame = (typeof FRAME)[keyof typeof FRAME];

/** What the reader is at. */
const AT = Object.freeze({
  header: 0,
  payload: 1,
  /** A refused payload, of which `#skip` bytes are still to come. */
  refused: 2,
  lost: 3,
});

/** Allocates nothing. */
export class FrameReader implements Cid {
  /** Header of the packet in hand. */
  type = 0;
  length = 0;
  cidHigh = 0;
  cidLow = 0;
  /** Why the packet was refused or the stream is lost. */
  fault: FaultCode = 'framingLost';
  private readonly ring: ByteRing;
  private readonly payloadBytes: number;
  private at: (typeof AT)[keyof typeof AT] = AT.header;
  private skip = 0;

  constructor(ring: ByteRing, limits: WireLimits) {
    this.ring = ring;
    this.payloadBytes = limits.payloadBytes;
  }

  /** Whether the beginning of a packet is there and the rest is not. */
  get partial(): boolean {
    const { length } = this.ring;
    if (this.at === AT.refused) return true;
    if (this.at === AT.payload) return length < this.length;
    if (length < HEADER_BYTES) return length > 0;
    return length < HEADER_BYTES + this.ring.uint32(4);
  }

  /** Whether no packet can be found in the stream any more. */
  get isLost(): boolean {
    return this.at === AT.lost;
  }

  /** Looks for the next packet, or again at the one that is found and not yet released. */
  poll(): Frame {
    const ring = this.ring;
    if (this.at === AT.payload) return ring.length < this.length ? FRAME.waiting : FRAME.whole;
    if (this.at === AT.lost) return FRAME.lost;
    if (this.at === AT.refused && !this.skipped()) return FRAME.waiting;
    return ring.length < HEADER_BYTES ? FRAME.waiting : this.header(ring);
  }

  /** Done with the packet in hand, if there is one: its payload leaves the ring. */
  release(): void {
    if (this.at !== AT.payload) return;
    this.at = AT.header;
    if (this.length > 0) this.ring.drop(this.length);
  }

  /** Forgets everything, for the next connection. */
  reset(): void {
    this.at = AT.header;
    this.skip = 0;
  }

  /** Takes a header out of the ring. */
  private header(ring: ByteRing): Frame {
    const view = ring.view;
    const at = ring.headIndex(HEADER_BYTES);
    const length = view.getUint32(at + 4);
    if (length >= FRAMING_BYTES_MAX || view.getUint32(at) !== 0) {
      this.at = AT.lost;
      this.fault = 'framingLost';
      return FRAME.lost;
    }
    const type = view.getUint8(at + 8);
    this.type = type;
    this.cidHigh = view.getUint32(at + 9);
    this.cidLow = view.getUint32(at + 13);
    this.length = length;
    ring.drop(HEADER_BYTES);
    if (type < PACKETS.length && length <= this.payloadBytes) {
      this.at = AT.payload;
      return ring.length < length ? FRAME.waiting : FRAME.whole;
    }
    this.fault = type < PACKETS.length ? 'payloadTooLarge' : 'unknownType';
    this.skip = length;
    this.at = length > 0 ? AT.refused : AT.header;
    return FRAME.refused;
  }

  /** Drops what has come of a refused payload; true when all of it has. */
  private skipped(): boolean {
    const count = Math.min(this.skip, this.ring.length);
    this.ring.drop(count);
    this.skip -= count;
    if (this.skip === 0) this.at = AT.header;
    return this.skip === 0;
  }
}
