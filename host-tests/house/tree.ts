// Reads the files of the repository that the rules of the house are about.

import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** Text of every file below the folders, by its path from the root, in which tests run. */
export function filesOf(...folders: string[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = posix.join(entry.parentPath, entry.name);
      if (entry.isFile() && !path.startsWith('host-tests/vectors/'))
        files.set(path, readFileSync(path, 'utf8'));
    }
  return files;
}
