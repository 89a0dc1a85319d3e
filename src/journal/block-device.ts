// Storage as the journal needs it: erase blocks of a flash partition, or of a file that stands in for one.

/**
 * Bytes of a block that was erased are 0xFF. They are written once, from the front to the back, until the block is
 * erased again: what NOR flash can do. Methods fault `storageFailed` when the storage does not do what it should.
 */
export interface BlockDevice {
  /** A multiple of 32, at least 64. */
  readonly blockBytes: number;
  /** At most 65,535. */
  readonly blocks: number;
  /** Fills `length` bytes of `target` from `start` on. */
  read(block: number, offset: number, target: Uint8Array, start: number, length: number): void;
  /** Writes `length` bytes of `source` from `start` on. */
  write(block: number, offset: number, source: Uint8Array, start: number, length: number): void;
  erase(block: number): void;
  /** Returns when everything written is safe from a power cut. */
  sync(): void;
}
