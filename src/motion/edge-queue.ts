// Edges on their way to whoever records them: in the order of time, although pulses end after what happens meanwhile.

/** Takes edges; ticks never go back. */
export interface EdgeRecorder {
  edge(pin: number, level: 0 | 1, tick: number): void;
  /** An input has a new level, at the first sample that reads it. */
  inputEdge?(pin: number, level: 0 | 1, tick: number): void;
}

/** Edges that come later all come the same time later, so they leave in the order in which they were put in. */
export class EdgeQueue {
  private readonly recorder: EdgeRecorder;
  private readonly ticks: Float64Array;
  /** Pin times 2, and the level. */
  private readonly edges: Int16Array;
  private oldest = 0;
  private used = 0;

  /** @param capacity edges that wait at the same time */
  constructor(recorder: EdgeRecorder, capacity: number) {
    this.recorder = recorder;
    this.ticks = new Float64Array(capacity);
    this.edges = new Int16Array(capacity);
  }

  /** An edge at a tick that no other edge comes before. */
  put(pin: number, level: 0 | 1, tick: number): void {
    this.release(tick);
    this.recorder.edge(pin, level, tick);
  }

  putInput(pin: number, level: 0 | 1, tick: number): void {
    this.release(tick);
    this.recorder.inputEdge?.(pin, level, tick);
  }

  putLater(pin: number, level: 0 | 1, tick: number): void {
    const place = (this.oldest + this.used) % this.edges.length;
    this.ticks[place] = tick;
    this.edges[place] = 2 * pin + level;
    this.used += 1;
  }

  /** Hands on what is due up to a tick. */
  release(tick: number): void {
    for (; this.used > 0 && (this.ticks[this.oldest] as number) <= tick; this.used--) {
      const edge = this.edges[this.oldest] as number;
      this.recorder.edge(edge >> 1, (edge & 1) as 0 | 1, this.ticks[this.oldest] as number);
      this.oldest = (this.oldest + 1) % this.edges.length;
    }
  }
}
