// `npm run labware`: checks, lists and shows labware definitions, and builds the table of each board.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { COMMON_NAMES } from '../lab/labware-kinds.js';
import { LabwareTable } from '../lab/labware-table.js';
import { BoardError, boardNames, DEFAULT_BOARD } from './board/board-file.js';
import {
  LabwareError,
  type Library,
  readDefinitionFile,
  readLabwareTable,
  readLibrary,
} from './labware/library.js';
import { problemsText } from './labware/problems-text.js';
import { listText, refusalsText, showText } from './labware/show.js';

const HELP = `npm run labware -- COMMAND [--board NAME or FOLDER]

  check FILE   says what is wrong in a labware definition (Opentrons schema 2)
  list         all labware: places, capacity, bytes in the table; and what is refused
  show NAME    one labware, by load name or common name: sizes, places, a view from above
  build        writes build/labware/BOARD.bin for one board or all

A lab's own definitions are JSON files in boards/labware, for all boards, or in the folder labware of one board. One
with the load name of a standard definition takes its place.
`;

/** Exit codes: what was asked about is not good; the question was not. */
const BAD = 1;
const USAGE = 2;

const FOLDER = 'build/labware';

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function fail(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function check(file: string): void {
  const path = resolve(process.env.INIT_CWD ?? '.', file);
  if (!existsSync(path)) fail(USAGE, `there is no file ${file}`);
  const { definition, problems } = readDefinitionFile(path);
  if (definition === undefined) {
    print(`${file}: ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}`);
    print(problemsText(problems));
    process.exit(BAD);
  }
  print(`${file} is good:\n`);
  print(showText(definition));
}

function list({ definitions, refusals }: Library): void {
  print(listText([...definitions.values()]));
  print(`\n${refusalsText(refusals)}`);
  print(`\n${definitions.size} labware, ${refusals.length} refused`);
}

function show({ definitions }: Library, name: string): void {
  const loadName = COMMON_NAMES.find((common) => common.name === name)?.loadName ?? name;
  const definition = definitions.get(loadName);
  if (definition === undefined)
    fail(BAD, `there is no labware ${name}: npm run labware -- list shows the names`);
  print(showText(definition));
}

function build(boards: readonly string[]): void {
  mkdirSync(FOLDER, { recursive: true });
  for (const board of boards) {
    const table = readLabwareTable(board);
    const path = join(FOLDER, `${basename(board)}.bin`);
    writeFileSync(path, table);
    print(`${path}: ${new LabwareTable(table).count} labware in ${table.length} bytes`);
  }
}

function readArguments(): { words: string[]; board: string | undefined } {
  try {
    const options = { board: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.help || positionals.length === 0) {
      print(HELP);
      process.exit(values.help ? 0 : USAGE);
    }
    return { words: positionals, board: values.board };
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    fail(USAGE, `${reason.replace(/\.$/, '')}. npm run labware -- --help shows the commands.`);
  }
}

function run(command: string, subject: string | undefined, board: string | undefined): void {
  if (command === 'check' && subject !== undefined) check(subject);
  else if (command === 'show' && subject !== undefined) show(readLibrary(board ?? DEFAULT_BOARD), subject);
  else if (command === 'list' && subject === undefined) list(readLibrary(board ?? DEFAULT_BOARD));
  else if (command === 'build' && subject === undefined) build(board === undefined ? boardNames() : [board]);
  else fail(USAGE, HELP);
}

function main(): void {
  const { words, board } = readArguments();
  const [command = '', subject, ...more] = words;
  if (more.length > 0) fail(USAGE, HELP);
  try {
    run(command, subject, board);
  } catch (error) {
    if (error instanceof BoardError) fail(USAGE, error.message);
    if (error instanceof LabwareError) fail(BAD, error.message);
    throw error;
  }
}

main();
