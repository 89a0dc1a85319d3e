// Finds the packets in the receive ring: 17 header bytes, checked against the limits before any payload byte is kept.

import type { ByteRing } from '../kernel/byte-ring.js';
import type { ByteSource } from '../kernel/byte-source.js';
import { Fault, type FaultCode } from '../kernel/faults.js';
import { EXTENSION_BYTES_MAX, FRAMING_BYTES_MAX, HEADER_BYTES, type WireLimits } from '../kernel/limits.js';
import type { Cid } from './cid.js';
import type { LongPayload } from './long-payload.js';
import { EXTENSION, EXTENSIONS, PACKETS } from './packets.js';

/** What the head of the ring is. */
export const FRAME = Object.freeze({
  /** Nothing, or not yet all of a packet. */
  waiting: 0,
  /** A whole packet: until `release` its payload is the first `length` bytes of `source`. */
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
  /** A refused payload, of which `skip` bytes are still to come. */
  refused: 2,
  lost: 3,
  /** A payload that the ring does not hold. */
  longPayload: 4,
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
  private readonly long: LongPayload;
  private readonly payloadBytes: number;
  private at: (typeof AT)[keyof typeof AT] = AT.header;
  private skip = 0;
  /** Packets of the original that are taken: the codes below this one. */
  private codes = PACKETS.length;
  /** Packets beyond it: so many codes from `EXTENSION` on. A peer that has not said hello knows no other. */
  private extensions = 1;

  constructor(ring: ByteRing, long: LongPayload, limits: WireLimits) {
    this.ring = ring;
    this.long = long;
    this.payloadBytes = limits.payloadBytes;
  }

  /** Whether the beginning of a packet is there and the rest is not. */
  get partial(): boolean {
    const { length } = this.ring;
    if (this.at === AT.header)
      return length > 0 && (length < HEADER_BYTES || length < HEADER_BYTES + this.ring.uint32(4));
    if (this.at === AT.refused) return true;
    return length < (this.at === AT.payload ? this.length : this.long.missing);
  }

  /** Where the payload is. */
  get source(): ByteSource {
    return this.at === AT.longPayload ? this.long : this.ring;
  }

  /** Whether no packet can be found in the stream any more. */
  get isLost(): boolean {
    return this.at === AT.lost;
  }

  /** Looks for the next packet, or again at the one that is found and not yet released. */
  poll(): Frame {
    const { at, ring } = this;
    if (at !== AT.header) {
      if (at === AT.payload) return ring.length < this.length ? FRAME.waiting : FRAME.whole;
      if (at === AT.longPayload) return this.takeLong();
      if (at === AT.lost) return FRAME.lost;
      if (!this.skipped()) return FRAME.waiting;
    }
    return ring.length < HEADER_BYTES ? FRAME.waiting : this.header(ring);
  }

  /** Done with the packet in hand, if there is one: its payload leaves the ring. */
  release(): void {
    if (this.at === AT.payload) {
      if (this.length > 0) this.drop();
    } else if (this.at !== AT.longPayload) return;
    this.at = AT.header;
  }

  /** Which packets are taken from here on: others are refused by their headers, and nothing of them is kept. */
  admit(original: boolean, extensions: boolean): void {
    this.codes = original ? PACKETS.length : 0;
    this.extensions = extensions ? EXTENSIONS.length : 1;
  }

  /** Forgets everything, for the next connection. */
  reset(): void {
    this.at = AT.header;
    this.skip = 0;
    this.admit(true, false);
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
    if (type < this.codes ? length <= this.payloadBytes : this.isShortExtension()) {
      this.at = AT.payload;
      if (ring.length >= length) return FRAME.whole;
      if (length <= ring.capacity) return FRAME.waiting;
      this.at = AT.longPayload;
      this.long.begin(length);
      return this.takeLong();
    }
    return this.refuse(this.reason(), length);
  }

  private get isExtension(): boolean {
    return this.type >= EXTENSION && this.type < EXTENSION + this.extensions;
  }

  private isShortExtension(): boolean {
    return this.isExtension && this.length <= EXTENSION_BYTES_MAX;
  }

  /** Why the packet of this header is not taken. */
  private reason(): FaultCode {
    if (this.type < this.codes || this.isExtension) return 'payloadTooLarge';
    return this.type < PACKETS.length ? 'keyWanted' : 'unknownType';
  }

  /** Drops the payload. An empty ring begins anew: then packets rarely go round its end, which costs to put right. */
  private drop(): void {
    const { ring } = this;
    ring.drop(this.length);
    if (ring.length === 0) ring.clear();
  }

  /** Puts down what has come of a long payload. */
  private takeLong(): Frame {
    const { long } = this;
    try {
      return long.take(this.ring) ? FRAME.whole : FRAME.waiting;
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      return this.refuse(fault.code, long.missing);
    }
  }

  /** Refuses a packet, of whose payload so many bytes are still to come. */
  private refuse(fault: FaultCode, skip: number): Frame {
    this.fault = fault;
    this.skip = skip;
    this.at = skip > 0 ? AT.refused : AT.header;
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
