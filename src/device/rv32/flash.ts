// The flash of the emulated chip, with erase blocks: `embedded:storage/flash` for the run log, and `flash` for what is mapped.

import { CHIP } from './chip.js';

const BLOCK_BYTES = 4_096;

/** 1 MiB. Partitions stand one after the other; as scripts/rv32/firmware.c has them. */
const JOURNAL_BLOCKS = 256;
const MAPPED_BLOCKS = 28;

const partition = {
  eraseBlock: (block: number): void => CHIP.chipFlashErase(block),
  read(target: Uint8Array, position: number): number {
    CHIP.chipFlashRead(target, position);
    return target.length;
  },
  write: (source: Uint8Array, position: number): void => CHIP.chipFlashWrite(source, position),
  status: () => ({ size: BLOCK_BYTES * JOURNAL_BLOCKS, blockLength: BLOCK_BYTES, blocks: JOURNAL_BLOCKS }),
};

export const Flash = { open: () => partition };

/** The partition for long payloads, whatever its name. */
export class MappedPartition {
  readonly blockSize = BLOCK_BYTES;

  map(): ArrayBuffer {
    return CHIP.chipFlashMap(BLOCK_BYTES * JOURNAL_BLOCKS, BLOCK_BYTES * MAPPED_BLOCKS);
  }

  erase(sector: number): void {
    CHIP.chipFlashErase(JOURNAL_BLOCKS + sector);
  }

  write(at: number, _length: number, source: Uint8Array): void {
    CHIP.chipFlashWrite(source, BLOCK_BYTES * JOURNAL_BLOCKS + at);
  }
}
