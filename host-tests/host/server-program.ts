// Programs of the host as people start them: run, heard line by line, interrupted as a terminal does.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ExecutionContext } from 'ava';
import type { InitArguments } from '../../src/host/controller-arguments.js';

type Bundle = (source: string, name: string) => Promise<string>;

/** Time limit of one run of a program, ms. */
const RUN_MILLISECONDS = 240_000;

const LISTENING = /^Armchair robot server on 127\.0\.0\.1:(\d+)\./;

export const INIT: InitArguments = {
  simulate: false,
  labware: [
    { deckPos: 1, name: 'tube_holder_10' },
    { deckPos: 4, name: 'platereader4', firstUsable: 'E1' },
    { deckPos: 10, name: 'tip_rack_300uL', firstUsable: 'A1' },
    { deckPos: 11, name: 'tip_rack_20uL', firstUsable: 'A1' },
  ],
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: [{ name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 40.2 }],
};

/** Bundles a program of `src`; gives the path of the file. */
export async function programOf(source: string, name: string): Promise<string> {
  // By its address, so that esbuild leaves the module alone: it finds the project from its own place.
  const { bundle } = (await import(pathToFileURL(resolve('scripts/bundle.mjs')).href)) as { bundle: Bundle };
  return bundle(source, name);
}

export interface Run {
  readonly child: ChildProcess;
  stdout: string;
  stderr: string;
  /** Exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts a program in a process group of its own, which is ended at the latest with the test. */
export const start = (t: ExecutionContext, file: string, ...args: readonly string[]): Run =>
  startFor(t, RUN_MILLISECONDS, file, ...args);

/** The same with a time limit of its own, ms. */
export function startFor(
  t: ExecutionContext,
  milliseconds: number,
  file: string,
  ...args: readonly string[]
): Run {
  const child = spawn(process.execPath, [file, ...args], { detached: true, stdio: 'pipe' });
  const timer = setTimeout(() => interrupt({ child }, 'SIGKILL'), milliseconds);
  t.timeout(milliseconds);
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const run: Run = { child, stdout: '', stderr: '', ended };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    run.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    run.stderr += text;
  });
  t.teardown(() => {
    clearTimeout(timer);
    interrupt({ child }, 'SIGKILL');
  });
  return run;
}

/** Sends a signal to all processes of the program's group, as the terminal does. */
export function interrupt({ child }: Pick<Run, 'child'>, signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
    process.kill(-child.pid, signal);
}

/** Waits for a line that matches; an error with what the program said when it ends without. */
export function says(run: Run, line: RegExp): Promise<RegExpExecArray> {
  return new Promise((found, reject) => {
    const look = () => {
      for (const text of run.stdout.split('\n')) {
        const match = line.exec(text);
        if (match !== null) found(match);
      }
    };
    run.child.stdout?.on('data', look);
    run.ended.then(() => {
      look();
      reject(new Error(`ended without saying ${line}: ${run.stdout}${run.stderr}`));
    });
    look();
  });
}

/** The port on which the server listens. */
export const listens = async (run: Run): Promise<number> => Number((await says(run, LISTENING))[1]);

/** A folder that is gone after the test. */
export function folder(t: ExecutionContext): string {
  const path = mkdtempSync(join(tmpdir(), 'armchair-'));
  t.teardown(() => rmSync(path, { recursive: true }));
  return path;
}
