// Plain memory in the place of mapped flash, for hosts: what flash would not do, it does not do either.

import type { MappedMemory } from './mapped-memory.js';

const SECTOR_BYTES = 4_096;

const ERASED = 0xff;

/** Bits of a byte that was not erased stay 0, as in flash. */
export class PlainMemory implements MappedMemory {
  readonly bytes: Uint8Array;
  readonly sectorBytes = SECTOR_BYTES;

  /** @param minimumBytes rounded up to whole sectors */
  constructor(minimumBytes: number) {
    this.bytes = new Uint8Array(Math.ceil(minimumBytes / SECTOR_BYTES) * SECTOR_BYTES).fill(ERASED);
  }

  erase(sector: number): void {
    this.bytes.fill(ERASED, sector * SECTOR_BYTES, (sector + 1) * SECTOR_BYTES);
  }

  write(at: number, source: Uint8Array, start: number, length: number): void {
    for (let i = 0; i < length; i++)
      this.bytes[at + i] = (this.bytes[at + i] as number) & (source[start + i] as number);
  }
}
