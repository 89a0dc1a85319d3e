// Runs a fast-check property twice: with a seed that never changes, and with a fresh one that is printed.

import type { ExecutionContext } from 'ava';
import fc from 'fast-check';
import { scaledRuns } from './engine.js';

const FIXED_SEED = 8949;

/** To repeat a failure, give the printed seed in place of the fixed one. */
export function holds<T>(t: ExecutionContext, property: fc.IPropertyWithHooks<T>, runs = 500): void {
  const numRuns = scaledRuns(runs);
  t.notThrows(() => fc.assert(property, { seed: FIXED_SEED, numRuns, includeErrorInReport: true }));
  const seed = Date.now() % 2 ** 31;
  t.log(`fresh seed ${seed}`);
  t.notThrows(() => fc.assert(property, { seed, numRuns, includeErrorInReport: true }));
}
