// A hash of all edges of a run: two runs that moved alike have the same.

import { createHash } from 'node:crypto';
import type { EdgeRecorder } from '../../motion/edge-queue.js';

/** Of an edge: its tick as a double, its pin times 2 and level as an integer of 16 bits, both little-endian. */
const EDGE_BYTES = 10;
const EDGES = 6_400;

/** SHA-256 over the edges in the order in which the engine makes them. */
export class TraceHash implements EdgeRecorder {
  count = 0;
  private readonly hash = createHash('sha256');
  private readonly bytes = new Uint8Array(EDGES * EDGE_BYTES);
  private readonly view = new DataView(this.bytes.buffer);
  private length = 0;

  edge(pin: number, level: 0 | 1, tick: number): void {
    if (this.length === this.bytes.length) this.flush();
    this.view.setFloat64(this.length, tick, true);
    this.view.setUint16(this.length + 8, 2 * pin + level, true);
    this.length += EDGE_BYTES;
    this.count += 1;
  }

  inputEdge(pin: number, level: 0 | 1, tick: number): void {
    this.edge(pin, level, tick);
  }

  /** In hex; once. */
  digest(): string {
    this.flush();
    return this.hash.digest('hex');
  }

  private flush(): void {
    this.hash.update(this.bytes.subarray(0, this.length));
    this.length = 0;
  }
}
