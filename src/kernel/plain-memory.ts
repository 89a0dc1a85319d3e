// Plain memory in the place of mapped flash, for hosts: what flash would not do, it does not do either.

import type { MappedMemory } from './mapped-memory.js';

const ERASED = 0xff;

/** Bits of a byte that was not erased stay 0, as in flash. */
export class PlainMemory implements MappedMemory {
  readonly bytes: Uint8Array;
  readonly sectorBytes: number;

  /** @param minimumBytes rounded up to whole sectors; one sector when their size is left out */
  constructor(minimumBytes: number, sectorBytes = minimumBytes) {
    this.sectorBytes = sectorBytes;
    this.bytes = new Uint8Array(Math.ceil(minimumBytes / sectorBytes) * sectorBytes).fill(ERASED);
  }

  erase(sector: number): void {
    this.bytes.fill(ERASED, sector * this.sectorBytes, (sector + 1) * this.sectorBytes);
  }

  write(at: number, source: Uint8Array, start: number, length: number): void {
    const { bytes } = this;
    for (let i = 0; i < length; i++)
      bytes[at + i] = (bytes[at + i] as number) & (source[start + i] as number);
  }
}
