import { writeFileSync } from 'node:fs';
import test from 'ava';
import { loadBoard } from '../../src/host/board/board-file.js';
import benchBoard from '../support/bench-board.json';

const ANEW = 'build/bench-board.json';

test('the board of the shared tests is the bench as it is read today, with all defaults', (t) => {
  const today = JSON.stringify(loadBoard('bench'));
  writeFileSync(ANEW, `${today}\n`);
  t.deepEqual(benchBoard as unknown, JSON.parse(today), `copy ${ANEW} to host-tests/support and format it`);
});
