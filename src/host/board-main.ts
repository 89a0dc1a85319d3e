// `npm run board`: lists, shows and checks boards.

import { parseArgs } from 'node:util';
import type { Board } from '../kernel/board.js';
import { BoardError, boardNames, loadBoard, readBoard } from './board/board-file.js';
import { checkReach } from './board/check-reach.js';
import { countOf, Findings, lineOf } from './board/finding.js';
import { extentOf } from './board/labware-extent.js';
import { showBoard, tableOf, wiringTable } from './board/show.js';
import { suggestion } from './board/suggestion.js';
import { readLibrary } from './labware/library.js';

const HELP = `npm run board -- check NAME   say all that is wrong with a board
npm run board -- list         all boards
npm run board -- show NAME    axes and wiring of a board
npm run board -- wiring NAME  its wiring as a table in Markdown

NAME is a folder in boards, or the path of any folder with a board.json.
Exit codes: 0 no errors, 1 errors in the board, 2 nothing to check.
`;

const FAULTY = 1;
const USAGE = 2;

/** Reach into the labware for which the board has offsets: that is what stands on it. */
function checkLabware(name: string, board: Board, findings: Findings): void {
  const { definitions } = readLibrary(name);
  const seen = new Set<string>();
  board.calibration.forEach(({ labware }, index) => {
    if (seen.has(labware)) return;
    seen.add(labware);
    const definition = definitions.get(labware);
    if (definition !== undefined) {
      checkReach(board, extentOf(definition, board), findings);
      return;
    }
    const hint = suggestion(
      labware,
      [...definitions.keys()],
      ': npm run labware -- list shows what there is',
    );
    findings.warning(`calibration[${index}].labware`, `there is no labware '${labware}'${hint}`);
  });
}

/** Says everything there is to say of a board; whether it is free of errors. */
function check(name: string): boolean {
  const { board, findings } = readBoard(name);
  const reach = new Findings();
  if (board !== undefined) checkLabware(name, board, reach);
  const all = [...findings, ...reach.all];
  for (const finding of all) process.stdout.write(`${lineOf(finding)}\n`);
  process.stdout.write(`${name}: ${countOf(all)}\n`);
  return all.every(({ severity }) => severity !== 'error');
}

function list(): void {
  const rows = boardNames().map((name) => {
    const { board } = readBoard(name);
    return [name, board?.chip ?? '', board?.title ?? 'has errors: npm run board -- check says which'];
  });
  process.stdout.write(`${tableOf(rows)}\n`);
}

/** Does what is asked; gives the exit code. */
function run(): number {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [command, name, ...more] = positionals;
  if (values.help) process.stdout.write(HELP);
  else if (command === 'list' && name === undefined) list();
  else if (name === undefined || more.length > 0) throw new BoardError(HELP.trimEnd());
  else if (command === 'check') return check(name) ? 0 : FAULTY;
  else if (command === 'show') process.stdout.write(`${showBoard(name, loadBoard(name))}\n`);
  else if (command === 'wiring') process.stdout.write(`${wiringTable(loadBoard(name))}\n`);
  else throw new BoardError(HELP.trimEnd());
  return 0;
}

try {
  process.exitCode = run();
} catch (error) {
  const isUsage =
    error instanceof BoardError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  if (!isUsage) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = USAGE;
}
