// A part of the demonstration over the serial line of the emulated chip: one command of each kind, with tips, temperature,
// a pause and a person who stops the robot. What moves and what is saved is the same as on the desk.

import test from 'ava';
import { folder } from '../host/server-program.js';
import { python } from '../support/python-controller.js';
import { inPython, inTypeScript, PART } from './plays.js';
import { sameOnBoth } from './same-edges.js';

test.serial(
  'a controller in TypeScript and CBOR: the same edges at the same ticks, the same files',
  async (t) => {
    const { edges, files } = await sameOnBoth(t, inTypeScript(PART));
    t.is(files.size, 3);
    t.log(`cost ${edges.count} edges`);
  },
);

test.serial('one in Python and pickle 4, too', async (t) => {
  await sameOnBoth(t, inPython(PART, await python(), 'pickle4', folder(t)));
});
