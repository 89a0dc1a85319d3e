// A dump in memory, which can be played again as it was or with a fault in it.

import type { VcdListener } from './vcd-reader.js';

/** Gets an edge and passes it on as it likes. */
export type Mangle = (signal: string, level: number, time: number, pass: Pass) => void;

export type Pass = (signal: string, level: number, time: number) => void;

export class EdgeListing implements VcdListener {
  readonly signals: string[] = [];
  readonly #levels: number[] = [];
  #times = new Float64Array(2 ** 16);
  /** Signal times 2, and the level. */
  #edges = new Uint8Array(2 ** 16);
  #count = 0;

  signal(name: string): void {
    this.signals.push(name);
  }

  initial(signal: number, level: number): void {
    this.#levels[signal] = level;
  }

  edge(signal: number, level: number, time: number): void {
    if (this.#count === this.#times.length) this.#grow();
    this.#times[this.#count] = time;
    this.#edges[this.#count++] = 2 * signal + level;
  }

  replay(
    listener: VcdListener,
    mangle: Mangle = (signal, level, time, pass) => pass(signal, level, time),
  ): void {
    const numbers = new Map(this.signals.map((name, i) => [name, i]));
    const pass: Pass = (signal, level, time) => listener.edge(numbers.get(signal)!, level, time);
    for (const name of this.signals) listener.signal(name);
    for (const [signal, level] of this.#levels.entries()) listener.initial(signal, level);
    for (let i = 0; i < this.#count; i++) {
      const edge = this.#edges[i]!;
      mangle(this.signals[edge >> 1]!, edge & 1, this.#times[i]!, pass);
    }
  }

  #grow(): void {
    const [times, edges] = [this.#times, this.#edges];
    this.#times = new Float64Array(2 * times.length);
    this.#times.set(times);
    this.#edges = new Uint8Array(2 * edges.length);
    this.#edges.set(edges);
  }
}
