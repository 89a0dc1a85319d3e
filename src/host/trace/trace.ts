// What is recorded of a run: edges into a file, a hash of all edges, or both.

import { closeSync, openSync, writeSync } from 'node:fs';
import type { EdgeRecorder } from '../../motion/edge-queue.js';
import { UsageError } from '../usage-error.js';
import type { TraceSignal } from './signals.js';
import { TraceHash } from './trace-hash.js';
import type { TraceOptions } from './trace-options.js';
import { TraceWindow } from './trace-window.js';
import { type ByteSink, VcdWriter } from './vcd-writer.js';

/** Made before the run, closed after it. */
export class Trace implements EdgeRecorder {
  private readonly window: TraceWindow | undefined;
  private readonly hash: TraceHash | undefined;
  private readonly file: number | undefined;

  /** Throws a UsageError for a file that cannot be written. @param title of the board, without spaces */
  constructor({ file, from, to, hash }: TraceOptions, signals: readonly TraceSignal[], title: string) {
    if (hash) this.hash = new TraceHash();
    if (file === undefined) return;
    if (typeof file === 'string') this.file = open(file);
    const sink = typeof file === 'string' ? sinkOf(this.file as number) : file;
    this.window = new TraceWindow(signals, new VcdWriter(signals, title, sink), from, to);
  }

  edge(pin: number, level: 0 | 1, tick: number): void {
    this.window?.edge(pin, level, tick);
    this.hash?.edge(pin, level, tick);
  }

  inputEdge(pin: number, level: 0 | 1, tick: number): void {
    this.edge(pin, level, tick);
  }

  /** Writes what is left; the line to show for the hash, if it was asked for. */
  close(): string {
    this.window?.close();
    if (this.file !== undefined) closeSync(this.file);
    if (this.hash === undefined) return '';
    const { count } = this.hash;
    return `Trace hash: ${this.hash.digest()} (${count} edges).`;
  }
}

function open(file: string): number {
  try {
    return openSync(file, 'w');
  } catch (error) {
    throw new UsageError(`--trace: ${(error as Error).message}`);
  }
}

const sinkOf =
  (file: number): ByteSink =>
  (bytes) => {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  };
