// A part of the demonstration over the serial line of the emulated chip, by a controller in Python: one command of each
// kind, with tips, temperature, a pause and a person who stops the robot. It moves and saves the same as on the desk.

import test from 'ava';
import { folder } from '../host/server-program.js';
import { python } from '../support/python-controller.js';
import { inPython, PART } from './plays.js';
import { sameOnBoth } from './same-edges.js';

test('in pickle 4: the same edges at the same ticks, the same files', async (t) => {
  const { edges, files } = await sameOnBoth(t, inPython(PART, await python(), 'pickle4', folder(t)));
  t.is(files.size, 3);
  t.log(`cost ${edges.count} edges`);
});
