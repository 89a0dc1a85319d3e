// A tenth of the long soak (npm run bench -- --soak): nothing stays behind and everybody is served.

import test from 'ava';
import { HEAP_TOLERANCE_BYTES, soak, soakLines } from '../support/soak.js';

const BYTES = 20_000_000;

test('20 MB of random and mutated traffic leave the heap where it was', async (t) => {
  const soaked = await soak(BYTES, 1);
  for (const line of soakLines(soaked)) t.log(`live ${line}`);
  t.is(soaked.notServed, 0, 'after every session the next one is served');
  t.true(soaked.mostErrors <= 1, 'at most one error a session');
  t.true(soaked.failed > soaked.sessions / 4, 'much of it was refused');
  t.true(soaked.after.heapBytes - soaked.before.heapBytes <= HEAP_TOLERANCE_BYTES);
  t.is(soaked.after.arrayBytes, soaked.before.arrayBytes);
});
