// Memory that is read in place like any other and written seldom: on the chip a partition of its flash, mapped.

/**
 * Sectors count from 0. A byte that was written is written again only after its sector was erased: what NOR flash can
 * do. Methods fault `mappedMemoryFailed` when the memory does not do what it should.
 */
export interface MappedMemory {
  /** All of it, as it is at any moment. Nobody writes here. */
  readonly bytes: Uint8Array;
  readonly sectorBytes: number;
  /** Takes up to 0.4 s on flash, 45 ms as a rule. */
  erase(sector: number): void;
  /** Writes bytes `start` to `start + length - 1` of `source` at index `at`. */
  write(at: number, source: Uint8Array, start: number, length: number): void;
}
