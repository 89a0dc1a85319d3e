// The whole demonstration over the serial line of the emulated chip. What moves and what is saved is the same as on the
// desk.

import test from 'ava';
import { folder } from '../host/server-program.js';
import { python } from '../support/python-controller.js';
import { inPython, inTypeScript, WHOLE } from './plays.js';
import { sameOnBoth } from './same-edges.js';
import { smallestRam } from './smallest-ram.js';

const EDGES_LEAST = 100_000_000;

test.serial(
  'a controller in TypeScript and CBOR, in the smallest RAM that the firmware starts in',
  async (t) => {
    const { edges, files } = await sameOnBoth(t, inTypeScript(WHOLE), '--ram', `${await smallestRam(t)}K`);
    t.true(edges.count > EDGES_LEAST);
    t.is(files.size, 3);
    t.log(`cost ${edges.count} edges`);
  },
);

test.serial('one in Python and pickle 4', async (t) => {
  const { edges } = await sameOnBoth(t, inPython(WHOLE, await python(), 'pickle4', folder(t)));
  t.true(edges.count > EDGES_LEAST);
});
