// The smallest RAM that the firmware starts in on the emulated chip.

import type { ExecutionContext } from 'ava';
import { interrupt, listens, startFor } from '../host/server-program.js';
import { TIME_MAX } from './emulated-robot.js';

const USED = /^RAM \d+: static (\d+), C heap .* (\d+), C stack peak \d+ of (\d+)$/m;

/** KiB: what the firmware says that it uses when it listens. */
export async function smallestRam(t: ExecutionContext): Promise<number> {
  const run = startFor(t, TIME_MAX, 'scripts/emulate.mjs', '--port', '0');
  await listens(run);
  interrupt(run, 'SIGINT');
  await run.ended;
  const [, ...parts] = USED.exec(run.stdout) ?? [];
  if (parts.length === 0) throw new Error(`nothing is said of the RAM: ${run.stdout}`);
  return Math.ceil(parts.reduce((sum, bytes) => sum + Number(bytes), 0) / 1_024);
}
