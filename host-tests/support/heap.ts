// The heap after a full garbage collection, for tests and measurements on Node.

import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects all garbage, whether or not Node was started with `--expose-gc`. */
export const collect: () => void = globalThis.gc ?? runInNewContext('gc');

export interface Heap {
  /** Objects, bytes. */
  readonly heapBytes: number;
  /** Memory of array buffers outside of the heap, bytes. */
  readonly arrayBytes: number;
}

/** What lives when all that can be collected is. Array memory is given back a little after its owner. */
export async function collected(): Promise<Heap> {
  for (let i = 0; i < 4; i++) {
    collect();
    await sleep(5);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heapBytes: heapUsed, arrayBytes: arrayBuffers };
}

/** Batches of calls; a garbage collection falls into few of them. */
const BATCHES = 160;

/**
 * Bytes of heap that one call allocates: the median over batches of calls in which nothing was collected.
 * @param calls in all; as many again run before, so that the engine has compiled what it will
 */
export function allocatedBytes(call: () => void, calls: number): number {
  const perBatch = Math.ceil(calls / BATCHES);
  const grown = new Float64Array(BATCHES);
  for (let i = 0; i < calls; i++) call();
  collect();
  for (let batch = 0; batch < BATCHES; batch++) {
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < perBatch; i++) call();
    grown[batch] = (process.memoryUsage().heapUsed - before) / perBatch;
  }
  const kept = grown.filter((bytes) => bytes >= 0).sort();
  if (kept.length < BATCHES / 2) return Number.POSITIVE_INFINITY;
  return kept[kept.length >> 1] as number;
}
