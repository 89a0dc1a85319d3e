// Storage and mapped memory that tell of each write and erase before it happens: on a chip both are its flash.

import type { BlockDevice } from '../../src/journal/block-device.js';
import type { MappedMemory } from '../../src/kernel/mapped-memory.js';

export const watchedBlocks = (device: BlockDevice, beforeWrite: () => void): BlockDevice => ({
  blockBytes: device.blockBytes,
  blocks: device.blocks,
  read: (block, offset, target, start, length) => device.read(block, offset, target, start, length),
  write: (block, offset, source, start, length) => {
    beforeWrite();
    device.write(block, offset, source, start, length);
  },
  erase: (block) => {
    beforeWrite();
    device.erase(block);
  },
  sync: () => device.sync(),
});

export const watchedMemory = (memory: MappedMemory, beforeWrite: () => void): MappedMemory => ({
  bytes: memory.bytes,
  sectorBytes: memory.sectorBytes,
  erase: (sector) => {
    beforeWrite();
    memory.erase(sector);
  },
  write: (at, source, start, length) => {
    beforeWrite();
    memory.write(at, source, start, length);
  },
});
