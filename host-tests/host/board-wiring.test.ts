// The wiring tables of boards/WIRING.md are made from the boards.

import { readFileSync } from 'node:fs';
import test from 'ava';
import { boardNames, loadBoard } from '../../src/host/board/board-file.js';
import { pinUses } from '../../src/host/board/pins.js';
import { wiringTable } from '../../src/host/board/show.js';

const HOW = 'put what npm run board -- wiring prints in its place';

test('the document has the table of every board that can be wired, as it is made now', (t) => {
  const text = readFileSync('boards/WIRING.md', 'utf8');
  for (const name of boardNames()) {
    const board = loadBoard(name);
    if (board.chip !== 'virtual')
      t.true(text.includes(`\n## ${name}\n\n${wiringTable(board)}\n`), `${name}: ${HOW}`);
  }
});

test('a table has one row for every pin in use, sorted, with what its chip does with it', (t) => {
  const board = loadBoard('esp32s3_devkit');
  const rows = wiringTable(board)
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.trim()));
  t.is(rows.length, pinUses(board).length);
  const pins = rows.map(([, pin = '']) => Number(pin.replace('GPIO ', '')));
  t.deepEqual(
    pins,
    [...pins].sort((a, b) => a - b),
  );
  t.regex(rows[0]?.[4] ?? '', /download mode/);
});
