// The firmware in the smallest RAM that it starts in: a part of the demonstration runs there to its end as on the desk,
// and in 1 KiB less it does not start.

import test from 'ava';
import { startFor } from '../host/server-program.js';
import { TIME_MAX } from './emulated-robot.js';
import { inTypeScript, PART } from './plays.js';
import { sameOnBoth } from './same-edges.js';
import { smallestRam } from './smallest-ram.js';

test('a controller in TypeScript and CBOR: the same edges at the same ticks, the same files', async (t) => {
  const { files } = await sameOnBoth(t, inTypeScript(PART), '--ram', `${await smallestRam(t)}K`);
  t.is(files.size, 3);
});

test('with 1 KiB less the chip says that its RAM is too small, and does not listen', async (t) => {
  const program = ['scripts/emulate.mjs', '--port', '0', '--ram', `${(await smallestRam(t)) - 1}K`] as const;
  const run = startFor(t, TIME_MAX, ...program);
  t.is(await run.ended, 2);
  t.regex(run.stderr, /^xs-host: the RAM of the chip is too small for this board: \d+ bytes, .*\n$/);
  t.notRegex(run.stdout, /on 127\.0\.0\.1:/);
});
