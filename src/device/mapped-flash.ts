// Memory that is read in place, on the chip: a partition of its flash, mapped into the address space.

import Flash from 'flash';
import { Fault } from '../kernel/faults.js';
import type { MappedMemory } from '../kernel/mapped-memory.js';

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new Fault('mappedMemoryFailed', String(error));
  }
}

/** What is written is seen at once: the IDF drops what the cache holds of it. */
export class MappedFlash implements MappedMemory {
  readonly bytes: Uint8Array;
  readonly sectorBytes: number;
  private readonly flash: Flash;

  /** Throws an Error when the flash has no such partition. */
  constructor(partition: string) {
    this.flash = new Flash(partition);
    this.bytes = new Uint8Array(this.flash.map());
    this.sectorBytes = this.flash.blockSize;
  }

  erase(sector: number): void {
    attempt(() => this.flash.erase(sector));
  }

  write(at: number, source: Uint8Array, start: number, length: number): void {
    attempt(() => this.flash.write(at, length, source.subarray(start, start + length)));
  }
}
