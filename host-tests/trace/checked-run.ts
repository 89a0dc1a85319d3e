// Plays a run and checks all of it from its dump and board.json alone.

import { readBoardJson } from './board-json.js';
import { read } from './recorded-run.js';
import { boardOf, RUNS, type RunName, setupOf } from './runs.js';
import { TraceChecker } from './trace-checker.js';
import { VcdReader } from './vcd-reader.js';

const TICKS_PER_SECOND = 10_000_000;

export interface CheckedRun {
  readonly complaints: readonly string[];
  readonly edges: number;
  /** Tips and strokes. */
  readonly deeds: number;
  /** Of the robot's time. */
  readonly seconds: number;
}

export async function checked(name: RunName): Promise<CheckedRun> {
  const checker = new TraceChecker(readBoardJson(boardOf(RUNS[name])), setupOf(RUNS[name]));
  const reader = new VcdReader(checker);
  const { record } = await read(RUNS[name], reader);
  const complaints = checker.finish(record);
  const { edges, deeds } = checker;
  return { complaints, edges, deeds: deeds.length, seconds: reader.time / TICKS_PER_SECOND };
}
