// The part of a run that is written: from a time or step to another, with the levels at its begin.

import type { EdgeRecorder } from '../../motion/edge-queue.js';
import { pinTable, type TraceSignal } from './signals.js';
import type { VcdWriter } from './vcd-writer.js';

/** A time since the start, or the number of a step: the first step of the run, on whatever axis, is 1. */
export interface TraceBound {
  readonly unit: 'ticks' | 'steps';
  readonly value: number;
}

const STATE = Object.freeze({ before: 0, inside: 1, after: 2 });

export class TraceWindow implements EdgeRecorder {
  private readonly writer: VcdWriter;
  private readonly from: TraceBound;
  private readonly to: TraceBound;
  /** By pin. */
  private readonly levels: Uint8Array;
  private readonly isStep: Uint8Array;
  private steps = 0;
  private tick = 0;
  private state: number = STATE.before;

  /** Both bounds are inside of the window; a last step with what follows before the next one. */
  constructor(signals: readonly TraceSignal[], writer: VcdWriter, from: TraceBound, to: TraceBound) {
    this.writer = writer;
    this.from = from;
    this.to = to;
    this.levels = pinTable(signals);
    this.isStep = pinTable(signals);
    for (const { pin, level, isStep } of signals) {
      this.levels[pin] = level;
      this.isStep[pin] = isStep ? 1 : 0;
    }
  }

  edge(pin: number, level: 0 | 1, tick: number): void {
    if (this.state === STATE.after) return;
    this.tick = tick;
    if (level === 1 && this.isStep[pin] === 1) this.steps += 1;
    if (this.state === STATE.before && this.reached(this.from) >= 0) this.begin();
    if (this.state === STATE.inside) {
      if (this.reached(this.to) > 0) this.state = STATE.after;
      else this.writer.edge(pin, level, tick);
    }
    this.levels[pin] = level;
  }

  inputEdge(pin: number, level: 0 | 1, tick: number): void {
    this.edge(pin, level, tick);
  }

  /** A run that ends before the window begins leaves the levels at its end. */
  close(): void {
    if (this.state === STATE.before) this.begin();
    this.state = STATE.after;
    this.writer.flush();
  }

  /** Negative before a bound, 0 at it, positive after it. */
  private reached({ unit, value }: TraceBound): number {
    return (unit === 'ticks' ? this.tick : this.steps) - value;
  }

  private begin(): void {
    const { unit, value } = this.from;
    this.writer.begin(unit === 'ticks' ? Math.min(value, this.tick) : this.tick, this.levels);
    this.state = STATE.inside;
  }
}
