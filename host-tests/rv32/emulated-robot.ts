// The firmware on the emulated chip as `npm run emulate` starts it, with what its pins do for those who want to know.

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionContext } from 'ava';
import { folder, interrupt, listens, type Run, startFor } from '../host/server-program.js';
import { PinsWindow, type PinsWrite } from './pins-window.js';

/** How often the record of the pins is emptied, and how long nothing comes before it has come to its end, ms. */
const TAKE_MILLISECONDS = 2;
const QUIET_MILLISECONDS = 300;

/** Of a run on a busy machine, ms. */
export const TIME_MAX = 1_200_000;

export interface EmulatedRobot {
  readonly port: number;
  readonly run: Run;
  readonly window: PinsWindow;
  /** Waits until the pins have nothing more to say, and ends the emulator. */
  end(): Promise<void>;
}

/** @param options of `npm run emulate` besides those of the record */
export async function emulatedRobot(
  t: ExecutionContext,
  listener: (write: PinsWrite) => void,
  ...options: readonly string[]
): Promise<EmulatedRobot> {
  const memory = join(folder(t), 'memory');
  const program = ['scripts/emulate.mjs', '--port', '0', '--memory', memory, '--record', ...options] as const;
  const run = startFor(t, TIME_MAX, ...program);
  const port = await listens(run);
  const window = new PinsWindow(memory);
  let latest = performance.now();
  const timer = setInterval(() => {
    if (window.take(listener) > 0) latest = performance.now();
  }, TAKE_MILLISECONDS);
  t.teardown(() => clearInterval(timer));
  return {
    port,
    run,
    window,
    end: async () => {
      while (performance.now() - latest < QUIET_MILLISECONDS) await sleep(TAKE_MILLISECONDS);
      clearInterval(timer);
      interrupt(run, 'SIGINT');
      await run.ended;
    },
  };
}
