// Moves bytes between a ring and a socket that wants buffers of exact length, without making a view per transfer.

import type { ByteRing } from './byte-ring.js';

/** Bytes of the largest transfer; also what a ring with a stage gives as `stagingBytes`. */
export const STAGE_BYTES = 1_024;

/**
 * Ready-made views of 1, 2, 4 … 1,024 bytes over the memory behind the ring. A socket fills or reads one of them;
 * `copyWithin` carries the bytes into or out of the ring. Nothing is allocated after construction.
 */
export class RingStage {
  readonly #ring: ByteRing;
  readonly #views: readonly Uint8Array[];

  /** @param ring made with `STAGE_BYTES` of staging */
  constructor(ring: ByteRing) {
    this.#ring = ring;
    const views: Uint8Array[] = [];
    for (let size = 1; size <= STAGE_BYTES; size *= 2)
      views.push(new Uint8Array(ring.bytes.buffer, ring.capacity, size));
    this.#views = views;
  }

  /** The largest view of at most `count` bytes (`count` at least 1). */
  view(count: number): Uint8Array {
    return this.#views[31 - Math.clz32(Math.min(count, STAGE_BYTES))] as Uint8Array;
  }

  /** Appends the first `count` staged bytes to the ring, which has room for them. */
  append(count: number): void {
    const { bytes, capacity } = this.#ring;
    const at = this.#ring.index(this.#ring.length);
    const first = Math.min(count, capacity - at);
    bytes.copyWithin(at, capacity, capacity + first);
    if (first < count) bytes.copyWithin(0, capacity + first, capacity + count);
    this.#ring.length += count;
  }

  /** Stages the oldest `count` bytes of the ring, which keeps them until they are dropped. */
  fill(count: number): void {
    const { bytes, capacity } = this.#ring;
    const at = this.#ring.index(0);
    const first = Math.min(count, capacity - at);
    bytes.copyWithin(capacity, at, at + first);
    if (first < count) bytes.copyWithin(capacity + first, 0, count - first);
  }
}
