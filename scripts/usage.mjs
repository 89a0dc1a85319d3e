// What the programs of this folder have in common towards their user: options, and errors in one line.

import { parseArgs } from 'node:util';
import { serialPorts } from './serial-ports.mjs';

/** The user can mend it: a wrong option, a board with errors, a program that is missing. */
export class UsageError extends Error {}

/** As `parseArgs`; what is wrong with the options is a UsageError. */
export const readOptions = /** @type {typeof parseArgs} */ (
  (config) => {
    try {
      return parseArgs(config);
    } catch (error) {
      throw new UsageError(/** @type {Error} */ (error).message.split('. ')[0]);
    }
  }
);

/** The serial port that was named. Without one it is a UsageError that names those that there are. */
export function portOf(/** @type {string | undefined} */ port) {
  if (port !== undefined) return port;
  throw new UsageError(`--port PORT is missing: serial ports are ${serialPorts().join(', ') || 'not there'}`);
}

/** Runs a program: what the user can mend is said as it is, exit code 2. */
export async function endsWell(/** @type {() => Promise<void> | void} */ program) {
  try {
    await program();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
