// Moves bytes between rings and a socket that wants buffers of exact length, without making a view per transfer.

import { ByteRing, ringCapacity } from './byte-ring.js';
import { ROW_BYTES } from './byte-source.js';

/** Bytes of the largest transfer. */
export const STAGE_BYTES = 1_024;

/** A place where a socket puts the bytes that it has received and finds those that it is to send. */
export interface Stage {
  /** The largest view of at most `count` bytes (`count` at least 1), for one transfer. */
  view(count: number): Uint8Array;
  /** Takes the first `count` bytes of the view just filled; there is room for them. */
  append(count: number): void;
  /** Puts the next `count` bytes to send into the view just given. They are kept until they are dropped. */
  fill(count: number): void;
}

/**
 * The rings of a connection, and between them and its socket ready-made views of 1, 2, 4 … 1,024 bytes: a socket
 * fills or reads one of them, `copyWithin` carries the bytes into or out of a ring. So all of it is one block of
 * memory, input ring, stage, output ring, and nothing is allocated after construction.
 */
export class RingStage implements Stage {
  readonly input: ByteRing;
  readonly output: ByteRing;
  private readonly bytes: Uint8Array;
  private readonly views: Uint8Array[] = [];

  /** @param inputBytes and @param outputBytes that the rings hold at least */
  constructor(inputBytes: number, outputBytes: number) {
    const outputAt = ringCapacity(inputBytes) + STAGE_BYTES + ROW_BYTES;
    const buffer = new ArrayBuffer(outputAt + ringCapacity(outputBytes) + ROW_BYTES);
    this.bytes = new Uint8Array(buffer);
    this.input = new ByteRing(inputBytes, new Uint8Array(buffer, 0, outputAt));
    this.output = new ByteRing(outputBytes, new Uint8Array(buffer, outputAt));
    for (let size = 1; size <= STAGE_BYTES; size *= 2)
      this.views.push(new Uint8Array(buffer, this.input.capacity, size));
  }

  view(count: number): Uint8Array {
    return this.views[31 - Math.clz32(Math.min(count, STAGE_BYTES))] as Uint8Array;
  }

  /** Appends the first `count` staged bytes to the input ring. */
  append(count: number): void {
    const ring = this.input;
    const stageAt = ring.capacity;
    const at = ring.index(ring.length);
    const first = Math.min(count, stageAt - at);
    this.bytes.copyWithin(at, stageAt, stageAt + first);
    if (first < count) this.bytes.copyWithin(0, stageAt + first, stageAt + count);
    ring.length += count;
  }

  /** Stages the oldest `count` bytes of the output ring. */
  fill(count: number): void {
    const ring = this.output;
    const stageAt = this.input.capacity;
    const ringAt = ring.bytes.byteOffset;
    const at = ring.index(0);
    const first = Math.min(count, ring.capacity - at);
    this.bytes.copyWithin(stageAt, ringAt + at, ringAt + at + first);
    if (first < count) this.bytes.copyWithin(stageAt + first, ringAt, ringAt + count - first);
  }
}
