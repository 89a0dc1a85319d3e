// A payload that is longer than the receive ring: put down in mapped memory as it comes, and read there in place.

import type { ByteRing } from '../kernel/byte-ring.js';
import { ByteSource, ROW_BYTES } from '../kernel/byte-source.js';
import type { WireLimits } from '../kernel/limits.js';
import type { MappedMemory } from '../kernel/mapped-memory.js';
import { MappedWriter } from '../kernel/mapped-writer.js';

/** Bytes that are waited for before they are put down, if so many are to come: each write keeps the chip from its work. */
const PIECE_BYTES = 1_024;

/** Bytes of mapped memory that the longest payload needs: readers look a few bytes behind its end. */
export const longPayloadBytes = ({ payloadBytes }: WireLimits): number => payloadBytes + ROW_BYTES;

/** Each payload begins in the sector behind the last one, so that all sectors wear alike. */
export class LongPayload extends ByteSource {
  /** Bytes of the payload that are still to come. */
  missing = 0;
  private readonly writer: MappedWriter;

  /** Throws a RangeError when the memory is too small for the limits. */
  constructor(memory: MappedMemory, limits: WireLimits) {
    super(memory.bytes);
    this.writer = new MappedWriter(memory, this);
    if (memory.bytes.length < longPayloadBytes(limits))
      throw new RangeError(`payloadBytes: ${limits.payloadBytes} do not fit the memory for long payloads`);
  }

  /** Begins a payload of `length` bytes. */
  begin(length: number): void {
    const { erased } = this.writer;
    this.start = erased + length + ROW_BYTES <= this.bytes.length ? erased : 0;
    this.length = length;
    this.missing = length;
    this.writer.begin(this.start);
  }

  /**
   * Moves what has come from the ring to its place; true when the payload is whole. Fault `mappedMemoryFailed`: what
   * was moved is lost, and so is the payload.
   */
  take(ring: ByteRing): boolean {
    while (this.missing > 0 && ring.length >= Math.min(this.missing, PIECE_BYTES)) {
      const count = Math.min(this.missing, ring.length);
      this.missing -= count;
      try {
        this.writer.put(ring, 0, count);
      } finally {
        ring.drop(count);
      }
    }
    return this.missing === 0;
  }
}
