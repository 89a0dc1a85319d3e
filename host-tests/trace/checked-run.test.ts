// The whole demonstration, checked from its dump and board.json alone: every kind of action on eight labware.

import test from 'ava';
import { checked } from './checked-run.js';

/** Tips, drops and strokes of the demonstration, each in its place and of its volume in the liquid log. */
const DEEDS = 732;

test('the whole demonstration keeps to its board and to its liquid log', async (t) => {
  t.timeout(540_000);
  const { complaints, edges, deeds, seconds } = await checked('demo');
  t.deepEqual(complaints, []);
  t.is(deeds, DEEDS);
  t.log(`cost ${edges} edges in ${Math.round(seconds)} s of the robot's time`);
  t.true(edges > 100_000_000);
});
