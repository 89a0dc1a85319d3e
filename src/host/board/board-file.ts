// Finds, reads and checks boards: by name in the folder `boards`, or by the path of a folder with a board.json.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Board } from '../../kernel/board.js';
import { type CheckedBoard, checkBoard } from './check-board.js';
import { lineOf } from './finding.js';
import type { Schema } from './schema.js';
import { suggestion } from './suggestion.js';

/** From the root of the repository, where npm starts all programs. */
const BOARDS = 'boards';
const SCHEMA = join(BOARDS, 'board.schema.json');
const BOARD_FILE = 'board.json';
const FOLDER_NAME = /^[a-z0-9_]+$/;

/** The board that is used when none is named. */
export const DEFAULT_BOARD = 'bench';

/** The user can mend it: an unknown board, a file that cannot be read, a board with errors. */
export class BoardError extends Error {}

/** Names of the boards of this repository, sorted. */
export const boardNames = (): string[] =>
  readdirSync(BOARDS)
    .filter((name) => existsSync(join(BOARDS, name, BOARD_FILE)))
    .sort();

/** Folder of a board that is named or whose folder is given. Throws a BoardError that lists the known ones. */
export function boardFolder(nameOrFolder: string): string {
  const names = boardNames();
  if (names.includes(nameOrFolder)) return join(BOARDS, nameOrFolder);
  if (existsSync(join(nameOrFolder, BOARD_FILE))) return nameOrFolder;
  throw new BoardError(`there is no board '${nameOrFolder}'${suggestion(nameOrFolder, names)}`);
}

/** Line and column of a syntax error, when the engine says where it is. */
function placeOf(error: SyntaxError, text: string): string {
  const [, position] = /position (\d+)/.exec(error.message) ?? [];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `:${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

function readJson(path: string): unknown {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new BoardError(`${path}: ${(error as Error).message}`);
    const [reason = ''] = error.message.split(/ in JSON| \(line/);
    throw new BoardError(`${path}${placeOf(error, text)}: this is not JSON: ${reason}`);
  }
}

/** Reads and checks a board, with all that is to be said of it. Throws a BoardError when there is nothing to check. */
export function readBoard(nameOrFolder: string): CheckedBoard {
  const folder = boardFolder(nameOrFolder);
  const { board, findings } = checkBoard(readJson(SCHEMA) as Schema, readJson(join(folder, BOARD_FILE)));
  if (FOLDER_NAME.test(basename(folder))) return { board, findings };
  const text = `the folder '${folder}' needs a name of small letters, digits and _ only: the SDK finds no other`;
  return { board: undefined, findings: [{ severity: 'error', path: '', text }, ...findings] };
}

/** A board without errors. Throws a BoardError that says all of them. */
export function loadBoard(nameOrFolder: string): Board {
  const { board, findings } = readBoard(nameOrFolder);
  if (board !== undefined) return board;
  const errors = findings.filter(({ severity }) => severity === 'error').map(lineOf);
  throw new BoardError(`board '${nameOrFolder}' has errors:\n${errors.join('\n')}`);
}
