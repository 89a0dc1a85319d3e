// Storage of the journal in a file of the state folder, which stands in for a partition of flash.

import {
  closeSync,
  constants,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { BlockDevice } from '../../journal/block-device.js';
import { Fault } from '../../kernel/faults.js';

export const JOURNAL_FILE = 'journal.bin';

/** 64 MiB, of which the disk holds what was written: about ninety thousand portions. */
export const FILE_BLOCK_BYTES = 4_096;
export const FILE_BLOCKS = 16_384;

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Fault('storageFailed', `${path}: ${(error as Error).message}`);
  }
}

/** Faults `storageFailed` with the system's words when the folder or the file cannot be made, read or written. */
export class FileBlocks implements BlockDevice {
  readonly blockBytes: number;
  readonly blocks: number;
  private readonly path: string;
  private readonly file: number;
  private readonly erased: Uint8Array;

  /** Makes the folder and the file where they are not there. */
  constructor(folder: string, blockBytes = FILE_BLOCK_BYTES, blocks = FILE_BLOCKS) {
    this.blockBytes = blockBytes;
    this.blocks = blocks;
    this.path = join(folder, JOURNAL_FILE);
    this.erased = new Uint8Array(blockBytes).fill(0xff);
    this.file = attempt(this.path, () => {
      mkdirSync(folder, { recursive: true });
      const file = openSync(this.path, constants.O_RDWR | constants.O_CREAT, 0o644);
      ftruncateSync(file, blockBytes * blocks);
      return file;
    });
  }

  read(block: number, offset: number, target: Uint8Array, start: number, length: number): void {
    const at = block * this.blockBytes + offset;
    const count = attempt(this.path, () => readSync(this.file, target, start, length, at));
    if (count < length) throw new Fault('storageFailed', `${this.path}: it ends before byte ${at + length}`);
  }

  write(block: number, offset: number, source: Uint8Array, start: number, length: number): void {
    const at = block * this.blockBytes + offset;
    const count = attempt(this.path, () => writeSync(this.file, source, start, length, at));
    if (count < length) throw new Fault('storageFailed', `${this.path}: only ${count} of ${length} bytes`);
  }

  erase(block: number): void {
    this.write(block, 0, this.erased, 0, this.blockBytes);
  }

  sync(): void {
    attempt(this.path, () => fdatasyncSync(this.file));
  }

  close(): void {
    attempt(this.path, () => closeSync(this.file));
  }
}
