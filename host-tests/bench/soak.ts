// The long soak: `npm run bench -- --soak`.

import { isClean, soak, soakLines } from '../support/soak.js';

/** Prints what the soak found; false when something was left behind or somebody was not served. */
export async function printSoak(megabytes: number, seed: number): Promise<boolean> {
  console.log(`## Soak: ${megabytes} MB of random and mutated traffic, seed ${seed}\n`);
  const soaked = await soak(megabytes * 1_000_000, seed);
  for (const line of soakLines(soaked)) console.log(line);
  const clean = isClean(soaked);
  console.log(clean ? 'every session ended, the next was served' : `NOT CLEAN: ${JSON.stringify(soaked)}`);
  return clean;
}
