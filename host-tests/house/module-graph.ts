// Who imports whom in src, as a whole: rings of imports, and files that nothing uses.

import { type Complaint, complaint } from './complaint.js';
import { importsOf, resolved } from './floors.js';

/** Path and text of each file. */
export type Files = ReadonlyMap<string, string>;

const targetsOf = (path: string, text: string): string[] =>
  importsOf(text)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => resolved(path, specifier));

/** One complaint for each import that closes a ring. */
export function checkRings(files: Files): Complaint[] {
  const complaints: Complaint[] = [];
  const finished = new Set<string>();
  const way: string[] = [];
  const visit = (path: string): void => {
    const text = files.get(path);
    if (text === undefined || finished.has(path)) return;
    way.push(path);
    for (const { specifier, line } of importsOf(text)) {
      if (!specifier.startsWith('.')) continue;
      const target = resolved(path, specifier);
      const start = way.indexOf(target);
      if (start === -1) visit(target);
      else
        complaints.push(
          complaint(path, line, `a ring of imports: ${way.slice(start).join(' → ')} → ${target}`),
        );
    }
    way.pop();
    finished.add(path);
  };
  for (const path of files.keys()) visit(path);
  return complaints;
}

/**
 * Files of src that are not reached from src/main.ts, a test or a script. A script reaches what it names in a string:
 * the path from the root, or the end of it after a slash. Declarations (.d.ts) belong to the compiler.
 */
export function checkUnused(files: Files): Complaint[] {
  const sources = [...files.keys()].filter((path) => /^src\/.*(?<!\.d)\.ts$/.test(path));
  const reached = new Set<string>();
  const reach = (path: string): void => {
    const text = files.get(path);
    if (text === undefined || reached.has(path)) return;
    reached.add(path);
    targetsOf(path, text).forEach(reach);
  };
  reach('src/main.ts');
  for (const [path, text] of files) {
    if (path.startsWith('host-tests/')) reach(path);
    if (!path.startsWith('scripts/')) continue;
    const names = [...text.matchAll(/['"]([\w./-]+\.ts)['"]/g)].map((match) => match[1] as string);
    for (const source of sources)
      if (names.some((name) => source === name || source.endsWith(`/${name}`))) reach(source);
  }
  return sources
    .filter((path) => !reached.has(path))
    .map((path) => complaint(path, 1, 'nothing uses this file'));
}
