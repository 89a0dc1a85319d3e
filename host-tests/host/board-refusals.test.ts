import { readFileSync } from 'node:fs';
import test from 'ava';
import { type CheckedBoard, checkBoard } from '../../src/host/board/check-board.js';
import type { Refusal } from './board-refusal.js';
import { DECK, ELECTRONICS, INSTRUMENTS } from './board-refusals-equipment.js';
import { AXES, FORM, PINS } from './board-refusals-machine.js';
import { PUMPS } from './board-refusals-pumps.js';
import { WARNINGS } from './board-warnings.js';

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const schema = json('boards/board.schema.json');

/** Sets or takes out the value at a path such as `homeOrder.0.1`. */
function put(content: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() as string;
  let at = content;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
}

function changed({ board = 'bench', change }: Refusal): CheckedBoard {
  const content = json(`boards/${board}/board.json`);
  for (const [path, value] of Object.entries(change)) put(content, path, value);
  return checkBoard(schema, content);
}

for (const refusal of [...FORM, ...PINS, ...AXES, ...INSTRUMENTS, ...PUMPS, ...DECK, ...ELECTRONICS])
  test(`refused: ${refusal.title}`, (t) => {
    const { board, findings } = changed(refusal);
    t.is(board, undefined);
    const said = findings.filter(({ path, severity }) => path === refusal.at && severity === 'error');
    t.true(
      said.some(({ text }) => refusal.says.test(text)),
      JSON.stringify(findings, null, 1),
    );
  });

for (const warning of WARNINGS)
  test(`warned of: ${warning.title}`, (t) => {
    const { board, findings } = changed(warning);
    t.not(board, undefined, JSON.stringify(findings, null, 1));
    const said = findings.filter(({ path, severity }) => path === warning.at && severity === 'warning');
    t.true(
      said.some(({ text }) => warning.says.test(text)),
      JSON.stringify(findings, null, 1),
    );
  });

test('all that is wrong is said at once', (t) => {
  const change = {
    'axes.x.travelSpeed': 601,
    'axes.y.driver.step': 0,
    'deck.trashSlot': 3,
    'temperatureModule.slot': 3,
  };
  const { findings } = changed({ title: '', change, at: '', says: /./ });
  t.deepEqual(
    findings.map(({ path }) => path),
    ['axes.y.driver.step', 'axes.x.travelSpeed', 'temperatureModule.slot'],
  );
});

test('a value that is no board is refused', (t) => {
  for (const content of [null, [], 3, 'bench', {}]) t.is(checkBoard(schema, content).board, undefined);
});
