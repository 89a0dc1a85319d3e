// Figures that the emulated chip has of itself (scripts/rv32/figures.c).

/** Places of the figures. */
export const FIGURE = Object.freeze({
  /** Instructions from reset to listening, without the filling of the ROM. */
  startInstructions: 0,
  /** Collections since the last reading, and the instructions of the longest. */
  collections: 1,
  longestCollection: 2,
  /** Bytes of RAM: static data of C, its stack, the most of it that was used, and the heap with the pools of XS. */
  staticBytes: 3,
  stackBytes: 4,
  stackPeakBytes: 5,
  heapBytes: 6,
});

const chipFigures = (globalThis as { readonly chipFigures?: (buffer: ArrayBuffer) => void }).chipFigures;

/** A reading of them; taking one allocates nothing. */
export class ChipFigures {
  readonly #buffer = new ArrayBuffer(8 * Object.keys(FIGURE).length);
  readonly #values = new Float64Array(this.#buffer);

  read(): this {
    chipFigures?.(this.#buffer);
    return this;
  }

  get(figure: number): number {
    return this.#values[figure] as number;
  }
}
