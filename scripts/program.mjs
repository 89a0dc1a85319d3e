// Builds a program of the host and runs it from the root of the project, with the options that were given.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { bundle, ROOT } from './bundle.mjs';

/**
 * Ends with the program's exit code, or as shells count it when a signal has ended the program. Signals are the
 * program's: Ctrl-C reaches it from the terminal, others are passed on. Paths that people give count from where they
 * are, INIT_CWD.
 */
export async function runProgram(/** @type {string} */ source, /** @type {string} */ name) {
  const program = await bundle(source, name);
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
    cwd: ROOT,
    env: { INIT_CWD: process.cwd(), ...process.env },
    stdio: 'inherit',
  });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) =>
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
  );
}
