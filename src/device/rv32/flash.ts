// `embedded:storage/flash` on the emulated chip: the partition of the run log, with erase blocks.

import { CHIP } from './chip.js';

const BLOCK_BYTES = 4_096;

/** 1 MiB; as scripts/rv32/flash.c has it. */
const BLOCKS = 256;

const partition = {
  eraseBlock: (block: number): void => CHIP.chipFlashErase(block),
  read(target: Uint8Array, position: number): number {
    CHIP.chipFlashRead(target, position);
    return target.length;
  },
  write: (source: Uint8Array, position: number): void => CHIP.chipFlashWrite(source, position),
  status: () => ({ size: BLOCK_BYTES * BLOCKS, blockLength: BLOCK_BYTES, blocks: BLOCKS }),
};

export const Flash = { open: () => partition };
