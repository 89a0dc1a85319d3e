// The journal's storage on anything that is read and written at a place: a partition of flash, or a file.

import type { BlockDevice } from '../journal/block-device.js';
import { Fault } from '../kernel/faults.js';

/** The part that flash and files of ECMA-419 have in common. Both throw an Error when they fail. */
export interface LinearStorage {
  /** Fills the buffer and gives the number of bytes; flash always fills it. */
  read(buffer: Uint8Array, position: number): number;
  write(buffer: Uint8Array, position: number): void;
}

export interface LinearBlocksOptions {
  readonly storage: LinearStorage;
  readonly blockBytes: number;
  readonly blocks: number;
  erase(block: number): void;
  sync(): void;
}

const failed = (error: unknown): Fault => new Fault('storageFailed', String(error));

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw failed(error);
  }
}

export class LinearBlocks implements BlockDevice {
  readonly blockBytes: number;
  readonly blocks: number;
  private readonly options: LinearBlocksOptions;

  constructor(options: LinearBlocksOptions) {
    this.blockBytes = options.blockBytes;
    this.blocks = options.blocks;
    this.options = options;
  }

  read(block: number, offset: number, target: Uint8Array, start: number, length: number): void {
    // What is read most, the headers of all blocks at the start, is read without a view and without a closure.
    const isWhole = start === 0 && length === target.length;
    const view = isWhole ? target : target.subarray(start, start + length);
    try {
      this.options.storage.read(view, this.place(block, offset));
    } catch (error) {
      throw failed(error);
    }
  }

  write(block: number, offset: number, source: Uint8Array, start: number, length: number): void {
    const view = source.subarray(start, start + length);
    attempt(() => this.options.storage.write(view, this.place(block, offset)));
  }

  erase(block: number): void {
    attempt(() => this.options.erase(block));
  }

  sync(): void {
    attempt(() => this.options.sync());
  }

  private place(block: number, offset: number): number {
    return block * this.blockBytes + offset;
  }
}
