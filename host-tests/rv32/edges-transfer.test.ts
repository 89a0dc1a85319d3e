// What the firmware moves on the emulated chip in a run of `transfer` is what it moves on the desk, edge by edge.

import test from 'ava';
import { RUNS } from '../trace/runs.js';
import { playOf } from './plays.js';
import { sameOnBoth } from './same-edges.js';

test('transfer: the same edges at the same ticks, the same files', async (t) => {
  const { edges } = await sameOnBoth(t, playOf(RUNS.transfer));
  t.true(edges.count > 1_000_000, `${edges.count} edges`);
});
