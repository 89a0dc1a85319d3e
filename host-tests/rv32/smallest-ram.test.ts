// The firmware in the smallest RAM that it starts in: a controller in Python plays a part of the demonstration there, with
// tips, temperature, a pause and a person who stops the robot, and it moves and saves the same as on the desk. In 1 KiB
// less it does not start.

import test from 'ava';
import { folder, startFor } from '../host/server-program.js';
import { python } from '../support/python-controller.js';
import { TIME_MAX } from './emulated-robot.js';
import { inPython, PART } from './plays.js';
import { sameOnBoth } from './same-edges.js';
import { smallestRam } from './smallest-ram.js';

test('one command of each kind: the same edges at the same ticks, the same files', async (t) => {
  const play = inPython(PART, await python(), 'pickle4', folder(t));
  const { edges, files } = await sameOnBoth(t, play, '--ram', `${await smallestRam(t)}K`);
  t.is(files.size, 3);
  t.log(`cost ${edges.count} edges`);
});

test('with 1 KiB less the chip says that its RAM is too small, and does not listen', async (t) => {
  const program = ['scripts/emulate.mjs', '--port', '0', '--ram', `${(await smallestRam(t)) - 1}K`] as const;
  const run = startFor(t, TIME_MAX, ...program);
  t.is(await run.ended, 2);
  t.regex(run.stderr, /^xs-host: the RAM of the chip is too small for this board: \d+ bytes, .*\n$/);
  t.notRegex(run.stdout, /on 127\.0\.0\.1:/);
});
