// The traces that motion is compared with: a hash of each run, and a short part of it to look at.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashed } from './recorded-run.js';
import { RUN_NAMES, RUNS, type RunName } from './runs.js';

const FOLDER = 'host-tests/traces';
const HASHES = join(FOLDER, 'hashes.json');

type Hashes = Readonly<Record<RunName, string>>;

const dumpFile = (name: RunName): string => join(FOLDER, `${name}.vcd`);

const firstDifference = (one: string, other: string): string => {
  const lines = other.split('\n');
  const at = one.split('\n').findIndex((line, i) => line !== lines[i]);
  return at < 0 ? 'outside of the part that is kept' : `first in line ${at + 1} of the part that is kept`;
};

/** Plays a run; what has changed in its motion, or nothing. */
export async function changeOf(name: RunName): Promise<string> {
  const { hash, dump } = await hashed(RUNS[name]);
  const stored = JSON.parse(readFileSync(HASHES, 'utf8')) as Hashes;
  const kept = readFileSync(dumpFile(name), 'utf8');
  if (stored[name] === hash && kept === dump) return '';
  return (
    `The motion of the run '${name}' has changed, ${firstDifference(dump, kept)} (${dumpFile(name)}). ` +
    `If that is wanted, npm run traces -- --update accepts it. It was ${stored[name]} and is ${hash}`
  );
}

/** Takes the motion of all runs as it is now. */
export async function updateTraces(told: (line: string) => void): Promise<void> {
  const hashes: Record<string, string> = {};
  for (const name of RUN_NAMES) {
    const { hash, dump } = await hashed(RUNS[name]);
    hashes[name] = hash;
    writeFileSync(dumpFile(name), dump);
    told(`${name}: ${hash}`);
  }
  writeFileSync(HASHES, `${JSON.stringify(hashes, null, 2)}\n`);
}
