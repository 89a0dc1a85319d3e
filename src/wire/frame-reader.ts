// Finds the packets in the receive ring: 17 header bytes, checked against the limits before any payload byte is kept.

import type { ByteRing } from '../kernel/byte-ring.js';
import type { FaultCode } from '../kernel/faults.js';
import { FRAMING_BYTES_MAX, HEADER_BYTES, type WireLimits } from '../kernel/limits.js';
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

/** Allocates nothing. */
export class FrameReader {
  /** Header of the packet in hand. */
  type = 0;
  length = 0;
  cidHigh = 0;
  cidLow = 0;
  /** Why the packet was refused or the stream is lost. */
  fault: FaultCode = 'framingLost';
  readonly #ring: ByteRing;
  readonly #payloadBytes: number;
  #inPayload = false;
  #isLost = false;
  /** Bytes of a refused payload that are still to come. */
  #skip = 0;

  constructor(ring: ByteRing, limits: WireLimits) {
    this.#ring = ring;
    this.#payloadBytes = limits.payloadBytes;
  }

  /** Whether the beginning of a packet is there and the rest is not. */
  get partial(): boolean {
    const { length } = this.#ring;
    if (this.#skip > 0) return true;
    if (this.#inPayload) return length < this.length;
    if (length < HEADER_BYTES) return length > 0;
    return length < HEADER_BYTES + this.#ring.uint32(4);
  }

  /** Whether no packet can be found in the stream any more. */
  get isLost(): boolean {
    return this.#isLost;
  }

  poll(): Frame {
    if (this.#isLost) return FRAME.lost;
    if (this.#skip > 0 && !this.#skipped()) return FRAME.waiting;
    if (!this.#inPayload) {
      if (this.#ring.length < HEADER_BYTES) return FRAME.waiting;
      const frame = this.#header();
      if (frame !== FRAME.whole) return frame;
    }
    return this.#ring.length < this.length ? FRAME.waiting : FRAME.whole;
  }

  /** Done with the packet in hand: its payload leaves the ring. */
  release(): void {
    this.#ring.drop(this.length);
    this.#inPayload = false;
  }

  /** Forgets everything, for the next connection. */
  reset(): void {
    this.#inPayload = false;
    this.#isLost = false;
    this.#skip = 0;
  }

  #header(): Frame {
    const ring = this.#ring;
    const { view } = ring;
    const at = ring.headIndex(HEADER_BYTES);
    const length = view.getUint32(at + 4);
    if (length >= FRAMING_BYTES_MAX || view.getUint32(at) !== 0) {
      this.fault = 'framingLost';
      this.#isLost = true;
      return FRAME.lost;
    }
    this.type = view.getUint8(at + 8);
    this.cidHigh = view.getUint32(at + 9);
    this.cidLow = view.getUint32(at + 13);
    this.length = length;
    ring.drop(HEADER_BYTES);
    const isKnown = this.type < PACKETS.length;
    if (isKnown && length <= this.#payloadBytes) {
      this.#inPayload = true;
      return FRAME.whole;
    }
    this.fault = isKnown ? 'payloadTooLarge' : 'unknownType';
    this.#skip = length;
    return FRAME.refused;
  }

  /** Drops what has come of a refused payload; true when all of it has. */
  #skipped(): boolean {
    const count = Math.min(this.#skip, this.#ring.length);
    this.#ring.drop(count);
    this.#skip -= count;
    return this.#skip === 0;
  }
}
