// A payload that is longer than the receive ring: put down in mapped memory as it comes, and read there in place.

import type { ByteRing } from '../kernel/byte-ring.js';
import { ByteSource, ROW_BYTES } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import type { WireLimits } from '../kernel/limits.js';
import type { MappedMemory } from '../kernel/mapped-memory.js';

/** Bytes that are waited for before they are put down, if so many are to come: each write keeps the chip from its work. */
const PIECE_BYTES = 1_024;

/** Bytes of mapped memory that the longest payload needs: readers look a few bytes behind its end. */
export const longPayloadBytes = ({ payloadBytes }: WireLimits): number => payloadBytes + ROW_BYTES;

/**
 * Each payload begins in the sector behind the last one, so that all sectors wear alike. A sector is erased when the
 * first byte is to be put down in it.
 */
export class LongPayload extends ByteSource {
  private readonly memory: MappedMemory;
  /** Bytes that are to come yet. */
  private rest = 0;
  /** Index behind the last byte that was put down, and behind the last sector that was erased. */
  private front = 0;
  private erased = 0;

  /** Throws a RangeError when the memory is too small for the limits. */
  constructor(memory: MappedMemory, limits: WireLimits) {
    super(memory.bytes);
    this.memory = memory;
    if (memory.bytes.length < longPayloadBytes(limits))
      throw new RangeError(`payloadBytes: ${limits.payloadBytes} do not fit the memory for long payloads`);
  }

  /** Begins a payload of `length` bytes. */
  begin(length: number): void {
    const { bytes } = this.memory;
    const start = this.erased + length + ROW_BYTES <= bytes.length ? this.erased : 0;
    this.start = start;
    this.front = start;
    this.erased = start;
    this.length = length;
    this.rest = length;
  }

  /** Bytes of the payload that are still to come. */
  get missing(): number {
    return this.rest;
  }

  /**
   * Moves what has come from the ring to its place; true when the payload is whole. Fault `mappedMemoryFailed`: what
   * was moved is lost, and so is the payload.
   */
  take(ring: ByteRing): boolean {
    while (this.rest > 0 && ring.length >= Math.min(this.rest, PIECE_BYTES)) this.put(ring);
    return this.rest === 0;
  }

  /** Puts down what stands in a row at the beginning of the ring, and looks whether it is there. */
  private put(ring: ByteRing): void {
    const { memory, front } = this;
    const from = ring.index(0);
    const count = Math.min(this.rest, ring.length, ring.capacity - from);
    this.front = front + count;
    this.rest -= count;
    ring.drop(count);
    while (this.erased < this.front) {
      memory.erase(this.erased / memory.sectorBytes);
      this.erased += memory.sectorBytes;
    }
    memory.write(front, ring.bytes, from, count);
    if (!this.holds(ring, from, count)) throw new Fault('mappedMemoryFailed', `at byte ${front}`);
  }

  /** Whether the last `count` bytes put down are those that stand at index `from` of the ring. */
  private holds({ bytes, view }: ByteRing, from: number, count: number): boolean {
    const at = this.front - count;
    let i = 0;
    for (; i + 4 <= count; i += 4) if (this.view.getUint32(at + i) !== view.getUint32(from + i)) return false;
    for (; i < count; i++) if (this.bytes[at + i] !== bytes[from + i]) return false;
    return true;
  }
}
