// Edges of a run by pin: what two machines did is the same when each pin did the same at the same ticks.

import { TraceHash } from '../../src/host/trace/trace-hash.js';
import type { EdgeRecorder } from '../../src/motion/edge-queue.js';
import type { PinsWrite } from './pins-window.js';

/** Keeps ticks times 2, and the level. */
export class PinEdges implements EdgeRecorder {
  readonly pins = new Map<number, number[]>();

  edge(pin: number, level: 0 | 1, tick: number): void {
    const edges = this.pins.get(pin);
    if (edges === undefined) this.pins.set(pin, [2 * tick + level]);
    else edges.push(2 * tick + level);
  }

  get count(): number {
    let count = 0;
    for (const edges of this.pins.values()) count += edges.length;
    return count;
  }

  /** The first edge that another run does not have, in words; empty when there is none. */
  differenceFrom(other: PinEdges): string {
    for (const pin of new Set([...this.pins.keys(), ...other.pins.keys()])) {
      const [mine, theirs] = [this.pins.get(pin) ?? [], other.pins.get(pin) ?? []];
      const at = Array.from({ length: Math.max(mine.length, theirs.length) }).findIndex(
        (_, i) => mine[i] !== theirs[i],
      );
      if (at >= 0) return `edge ${at} of pin ${pin}: ${textOf(mine[at])}, and not ${textOf(theirs[at])}`;
    }
    return '';
  }
}

const textOf = (edge: number | undefined): string =>
  edge === undefined ? 'none' : `${edge % 2 === 1 ? 'up' : 'down'} at tick ${Math.floor(edge / 2)}`;

/** Keeps a hash of each pin's edges, for runs of any length. */
export class PinHashes implements EdgeRecorder {
  private readonly pins = new Map<number, TraceHash>();

  edge(pin: number, level: 0 | 1, tick: number): void {
    let hash = this.pins.get(pin);
    if (hash === undefined) {
      hash = new TraceHash();
      this.pins.set(pin, hash);
    }
    hash.edge(pin, level, tick);
  }

  /** Number of edges and their hash by pin; once. */
  digest(): Record<number, [edges: number, hash: string]> {
    return Object.fromEntries([...this.pins].map(([pin, hash]) => [pin, [hash.count, hash.digest()]]));
  }
}

/** Makes edges, with all their ticks, of what the chip has written. */
export function edgesInto(recorder: EdgeRecorder): (write: PinsWrite) => void {
  let last = 0;
  return ({ tick, pins, firstPin, level }) => {
    // The chip's are modulo 2^32; none is half as far from the one before.
    last += (tick - last) | 0;
    for (let pin = 0; pins >>> pin !== 0 && pin < 32; pin++)
      if ((pins >>> pin) & 1) recorder.edge(firstPin + pin, level, last);
  };
}
