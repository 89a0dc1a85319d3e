// Which files a program of src loads when it runs: imports of types alone are not among them.

import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

const IMPORT = /^(?:import|export)\s+(type\s)?(?:[^';]*?\sfrom\s+)?'(\.[^']+)';/gm;

/** @param chosen puts another file in the place of one */
export function importedAtRunTime(main: string, chosen: (path: string) => string): Set<string> {
  const files = new Set<string>();
  const visit = (path: string): void => {
    if (files.has(path)) return;
    files.add(path);
    for (const [, isType, specifier = ''] of readFileSync(path, 'utf8').matchAll(IMPORT))
      if (isType === undefined)
        visit(chosen(posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')));
  };
  visit(main);
  return files;
}
