// Storage of the journal in memory: for a server without a state folder, and as the model of flash for the tests.

import type { BlockDevice } from '../../journal/block-device.js';
import { Fault } from '../../kernel/faults.js';

const ERASED = 0xff;

/** Keeps to the rules of flash: what was written is written over only after an erasure. */
export class MemoryBlocks implements BlockDevice {
  readonly blockBytes: number;
  readonly blocks: number;
  private readonly bytes: Uint8Array;
  /** How far each block is written. */
  private readonly fronts: Uint32Array;

  constructor(blockBytes: number, blocks: number) {
    this.blockBytes = blockBytes;
    this.blocks = blocks;
    this.bytes = new Uint8Array(blockBytes * blocks).fill(ERASED);
    this.fronts = new Uint32Array(blocks);
  }

  read(block: number, offset: number, target: Uint8Array, start: number, length: number): void {
    const at = this.place(block, offset, length);
    target.set(this.bytes.subarray(at, at + length), start);
  }

  write(block: number, offset: number, source: Uint8Array, start: number, length: number): void {
    const at = this.place(block, offset, length);
    if (offset < (this.fronts[block] as number))
      throw new Fault('storageFailed', `byte ${offset} of block ${block} is written already`);
    this.bytes.set(source.subarray(start, start + length), at);
    this.fronts[block] = offset + length;
  }

  erase(block: number): void {
    const at = this.place(block, 0, this.blockBytes);
    this.bytes.fill(ERASED, at, at + this.blockBytes);
    this.fronts[block] = 0;
  }

  sync(): void {}

  private place(block: number, offset: number, length: number): number {
    if (block >= this.blocks || offset + length > this.blockBytes)
      throw new Fault('storageFailed', `there is no byte ${offset + length} of block ${block}`);
    return block * this.blockBytes + offset;
  }
}
