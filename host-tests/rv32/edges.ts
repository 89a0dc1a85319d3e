// Edges of a run by pin: what two machines did is the same when each pin did the same at the same ticks. Of runs of any
// length: a digest is kept of each block of a pin's edges, and the edges themselves of one block.

import { createHash } from 'node:crypto';
import type { EdgeRecorder } from '../../src/motion/edge-queue.js';
import type { PinsWrite } from './pins-window.js';

const BLOCK_EDGES = 65_536;

/** One of a pin's blocks, from 0. */
export interface Block {
  readonly pin: number;
  readonly number: number;
}

class PinTrack {
  count = 0;
  private readonly blocks: string[] = [];
  /** Of the block that is not full: ticks times 2, and the level. */
  private readonly edges = new Float64Array(BLOCK_EDGES);
  private length = 0;
  private readonly keptNumber: number;
  private keptEdges: readonly number[] = [];

  constructor(keptNumber: number) {
    this.keptNumber = keptNumber;
  }

  add(edge: number): void {
    this.edges[this.length] = edge;
    this.length += 1;
    this.count += 1;
    if (this.length === BLOCK_EDGES) this.endBlock();
  }

  /** Digests of all blocks; no edge comes after this. */
  digests(): readonly string[] {
    if (this.length > 0) this.endBlock();
    return this.blocks;
  }

  kept(): readonly number[] {
    this.digests();
    return this.keptEdges;
  }

  private endBlock(): void {
    const block = this.edges.subarray(0, this.length);
    if (this.blocks.length === this.keptNumber) this.keptEdges = [...block];
    this.blocks.push(createHash('sha256').update(block).digest('base64'));
    this.length = 0;
  }
}

export class PinEdges implements EdgeRecorder {
  /** By pin. */
  private readonly tracks: (PinTrack | undefined)[] = [];
  private readonly kept: Block | undefined;

  /** @param kept the block whose edges are kept */
  constructor(kept?: Block) {
    this.kept = kept;
  }

  edge(pin: number, level: 0 | 1, tick: number): void {
    const track = this.tracks[pin] ?? this.begin(pin);
    track.add(2 * tick + level);
  }

  countOf(pin: number): number {
    return this.tracks[pin]?.count ?? 0;
  }

  get count(): number {
    return this.tracks.reduce((sum, track) => sum + (track?.count ?? 0), 0);
  }

  /** The first block, by pin, that another run does not have. When both are at their end. */
  differenceFrom(other: PinEdges): Block | undefined {
    for (let pin = 0; pin < Math.max(this.tracks.length, other.tracks.length); pin++) {
      const number = firstDifference(this.digestsOf(pin), other.digestsOf(pin));
      if (number >= 0) return { pin, number };
    }
    return undefined;
  }

  /** The first edge of the block kept by both that another run does not have, in words; empty when there is none. */
  differenceInKept(other: PinEdges): string {
    const { pin, number } = this.kept as Block;
    const [mine, theirs] = [this.keptOf(pin), other.keptOf(pin)];
    const at = firstDifference(mine, theirs);
    if (at < 0) return '';
    return `edge ${number * BLOCK_EDGES + at} of pin ${pin}: ${textOf(mine[at])}, and not ${textOf(theirs[at])}`;
  }

  private digestsOf(pin: number): readonly string[] {
    return this.tracks[pin]?.digests() ?? [];
  }

  private keptOf(pin: number): readonly number[] {
    return this.tracks[pin]?.kept() ?? [];
  }

  private begin(pin: number): PinTrack {
    const track = new PinTrack(this.kept?.pin === pin ? this.kept.number : -1);
    this.tracks[pin] = track;
    return track;
  }
}

/** Where two lists differ first; -1 when they do not. */
function firstDifference<T>(mine: readonly T[], theirs: readonly T[]): number {
  const length = Math.max(mine.length, theirs.length);
  for (let at = 0; at < length; at++) if (mine[at] !== theirs[at]) return at;
  return -1;
}

const textOf = (edge: number | undefined): string =>
  edge === undefined ? 'none' : `${edge % 2 === 1 ? 'up' : 'down'} at tick ${Math.floor(edge / 2)}`;

/** Makes edges, with all their ticks, of what the chip has written. */
export function edgesInto(recorder: EdgeRecorder): (write: PinsWrite) => void {
  let last = 0;
  return ({ tick, pins, firstPin, level }) => {
    // The chip's are modulo 2^32; none is half as far from the one before.
    last += (tick - last) | 0;
    for (let left = pins; left !== 0; left &= left - 1)
      recorder.edge(firstPin + 31 - Math.clz32(left & -left), level, last);
  };
}
