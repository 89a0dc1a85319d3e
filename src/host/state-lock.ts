// One server for one state folder: a file with the process id of the server that has it.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LOCK_FILE = 'server.lock';

/** Folder by folder: Node's own recursive way never comes back where the system refuses one. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function isRunning(id: number): boolean {
  if (id === process.pid) return false; // left by one that had the number before
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** False when there is one already. */
function writeNew(path: string): boolean {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Makes the folder where it is not there, and takes it until the program ends. A lock whose program has ended is
 * taken over. Throws the system's error, or one that names the process that has the folder.
 */
export function lockState(folder: string): void {
  makeFolder(folder);
  const path = join(folder, LOCK_FILE);
  if (!writeNew(path)) {
    const owner = Number.parseInt(readFileSync(path, 'utf8'), 10);
    if (owner > 0 && isRunning(owner))
      throw new Error(
        `${folder} is in use by process ${owner}: end it, or remove ${LOCK_FILE} if it is no server`,
      );
    writeFileSync(path, `${process.pid}\n`);
  }
  process.once('exit', () => rmSync(path, { force: true }));
}
