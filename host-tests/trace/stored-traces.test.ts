// What the robot's pins do is what they did: the stored hashes of whole runs, and a short part of each.

import test from 'ava';
import { RUN_NAMES } from './runs.js';
import { changeOf } from './stored-traces.js';

for (const name of RUN_NAMES)
  test(`${name}: the edges are those of the stored trace`, async (t) => {
    t.timeout(240_000);
    const change = await changeOf(name);
    t.is(change, '', change);
  });
