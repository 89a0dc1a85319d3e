// Collects the labware that a board's table is made of: the standard definitions and the lab's own files.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boardFolder } from '../board/board-file.js';
import type { Definition, Problem } from './definition.js';
import { type Reading, readDefinition } from './definition-reader.js';
import { problemsText } from './problems-text.js';
import { writeLabwareTable } from './table-writer.js';

/**
 * The version of every standard definition that is used. The motion library of the original robot loads version 1
 * when none is asked for; later ones correct some depths, by up to 1.9 mm, and some diameters.
 */
export const PINNED_VERSION = 1;

/** All definitions of the motion library in all versions. Paths count from the root of the repository. */
const STANDARD = 'node_modules/@opentrons/shared-data/labware/definitions/2';

/** The lab's own definitions for all boards; those for one board are in the folder of this name beside its board.json. */
const SHARED = 'boards/labware';

export interface Refusal {
  readonly name: string;
  readonly problems: readonly Problem[];
  /** Whether it is the lab's own file, which ought to be mended, and no standard definition. */
  readonly isOwn: boolean;
}

export interface Library {
  /** By load name. A lab's own definition takes the place of the standard one of its name. */
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly refusals: readonly Refusal[];
}

/** Reads a definition's file. What cannot be read at all is a problem, too. */
export function readDefinitionFile(path: string): Reading {
  try {
    return readDefinition(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return { definition: undefined, problems: [{ path: '$', message: (error as Error).message }] };
  }
}

/** Files of the standard definitions, by load name. */
const standardFiles = (): [name: string, path: string][] =>
  readdirSync(STANDARD).map((name) => [name, join(STANDARD, name, `${PINNED_VERSION}.json`)]);

/** The lab's own files in a folder, which need not exist. */
const ownFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(folder, name))
    : [];

/**
 * All labware of a board: the standard one, the lab's own for all boards, its own for this one.
 * @param board name or folder. Throws a BoardError when there is none
 */
export function readLibrary(board: string): Library {
  const definitions = new Map<string, Definition>();
  const refusals: Refusal[] = [];
  const add = (name: string, path: string, isOwn: boolean) => {
    const { definition, problems } = readDefinitionFile(path);
    if (definition !== undefined) definitions.set(definition.loadName, definition);
    else refusals.push({ name, problems, isOwn });
  };
  for (const [name, path] of standardFiles()) add(name, path, false);
  for (const folder of [SHARED, join(boardFolder(board), 'labware')])
    for (const path of ownFiles(folder)) add(path, path, true);
  return { definitions, refusals };
}

/** A lab's own definition has problems: the message names the file and says all of them. */
export class LabwareError extends Error {}

/** The labware table of a board, by name or folder. Throws a LabwareError or a BoardError. */
export function readLabwareTable(board: string): Uint8Array {
  const { definitions, refusals } = readLibrary(board);
  const own = refusals.filter(({ isOwn }) => isOwn);
  if (own.length > 0)
    throw new LabwareError(own.map(({ name, problems }) => `${name}:\n${problemsText(problems)}`).join('\n'));
  return writeLabwareTable([...definitions.values()]);
}
