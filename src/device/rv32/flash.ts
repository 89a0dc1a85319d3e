// The flash of the emulated chip, with erase blocks: `embedded:storage/flash` for the run log, and `flash` for what is mapped.

import { CHIP } from './chip.js';

const BLOCK_BYTES = 4_096;

/** The run log has what boards give to it. Partitions stand one after the other; as scripts/rv32/firmware.c has them. */
const JOURNAL_BLOCKS = 448;
const PACKET_BLOCKS = 28;
const NAME_BLOCKS = 4;

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

/** The partition for long payloads, or that for names. */
export class MappedPartition {
  readonly blockSize = BLOCK_BYTES;
  private readonly firstBlock: number;
  private readonly blocks: number;

  constructor(name: string) {
    this.firstBlock = name === 'names' ? JOURNAL_BLOCKS + PACKET_BLOCKS : JOURNAL_BLOCKS;
    this.blocks = name === 'names' ? NAME_BLOCKS : PACKET_BLOCKS;
  }

  map(): ArrayBuffer {
    return CHIP.chipFlashMap(BLOCK_BYTES * this.firstBlock, BLOCK_BYTES * this.blocks);
  }

  erase(sector: number): void {
    CHIP.chipFlashErase(this.firstBlock + sector);
  }

  write(at: number, _length: number, source: Uint8Array): void {
    CHIP.chipFlashWrite(source, BLOCK_BYTES * this.firstBlock + at);
  }
}
