// All rules of the house for one file, by what kind of file it is.

import type { Complaint } from './complaint.js';
import { checkComments, checkConstructs } from './constructs.js';
import { checkGlobals, checkImports } from './floors.js';
import { checkFile, checkFunctions, checkName } from './lengths.js';

/** What the rules need to know of the rest of the repository. */
export interface Repository {
  exists(path: string): boolean;
  /** Packages that run with the program. */
  readonly dependencies: ReadonlySet<string>;
}

/** Architecture: imports and globals of a file of src. */
export function checkArchitecture(path: string, text: string, repository: Repository): Complaint[] {
  if (!path.startsWith('src/') || !path.endsWith('.ts')) return [];
  return [
    ...checkImports(path, text, repository.exists, repository.dependencies),
    ...checkGlobals(path, text),
  ];
}

/** Style: names, lengths, first lines, comments, and the constructs of src. */
export function checkStyle(path: string, text: string): Complaint[] {
  const complaints = checkName(path);
  if (/\.(ts|mjs|c|h|py|sh)$/.test(path)) complaints.push(...checkFile(path, text));
  if (!/\.(ts|mjs)$/.test(path)) return complaints;
  complaints.push(...checkFunctions(path, text), ...checkComments(path, text));
  if (path.startsWith('src/')) complaints.push(...checkConstructs(path, text));
  return complaints;
}
