// The options of programs that can record what a run does: --trace, --trace-from, --trace-to, --trace-hash.

import { resolve } from 'node:path';
import { TICKS_PER_SECOND } from '../../motion/step-engine.js';
import { UsageError } from '../usage-error.js';
import type { TraceBound } from './trace-window.js';
import type { ByteSink } from './vcd-writer.js';

/** For `parseArgs`. */
export const TRACE_OPTIONS = Object.freeze({
  trace: { type: 'string' },
  'trace-from': { type: 'string' },
  'trace-to': { type: 'string' },
  'trace-hash': { type: 'boolean', default: false },
} as const);

export const TRACE_HELP = `\
  --trace FILE     writes every edge of every pin into this file, for GTKWave or PulseView (VCD, 100 ns)
  --trace-from AT  only from here on: seconds of the robot's time (12.5s), or the number of a step (1000)
  --trace-to AT    only up to here, and with it
  --trace-hash     prints a hash of all edges at the end: runs that moved alike have the same
`;

export interface TraceOptions {
  /** Where the edges go: the full path of a file, or what takes its bytes as they come. */
  readonly file: string | ByteSink | undefined;
  readonly from: TraceBound;
  readonly to: TraceBound;
  readonly hash: boolean;
}

interface TraceValues {
  readonly trace?: string | undefined;
  readonly 'trace-from'?: string | undefined;
  readonly 'trace-to'?: string | undefined;
  readonly 'trace-hash'?: boolean;
}

/** Undefined when nothing is to be recorded. Throws a UsageError. */
export function readTraceOptions(values: TraceValues): TraceOptions | undefined {
  const { trace, 'trace-from': from, 'trace-to': to, 'trace-hash': hash = false } = values;
  if (trace === '') throw new UsageError('--trace: expected a file');
  for (const [name, value] of [
    ['--trace-from', from],
    ['--trace-to', to],
  ])
    if (value !== undefined && trace === undefined) throw new UsageError(`${name}: goes with --trace FILE`);
  if (trace === undefined && !hash) return undefined;
  return {
    file: trace && resolve(process.env.INIT_CWD ?? '.', trace),
    from: readBound('--trace-from', from, 0),
    to: readBound('--trace-to', to, Number.POSITIVE_INFINITY),
    hash,
  };
}

function readBound(option: string, text: string | undefined, otherwise: number): TraceBound {
  if (text === undefined) return { unit: 'ticks', value: otherwise };
  const [, number, seconds] = /^(\d+(?:\.\d+)?)(s?)$/.exec(text) ?? [];
  if (seconds === 's') return { unit: 'ticks', value: Math.round(Number(number) * TICKS_PER_SECOND) };
  if (number !== undefined && !number.includes('.')) return { unit: 'steps', value: Number(number) };
  throw new UsageError(`${option}: expected seconds, such as 12.5s, or a step's number, got '${text}'`);
}
