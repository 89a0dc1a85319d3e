// What the firmware moves on the emulated chip in a run of `home` is what it moves on the desk, edge by edge.

import test from 'ava';
import { sameOnBoth } from './same-edges.js';

test('home: the same edges at the same ticks, the same files', (t) => sameOnBoth(t, 'home'));
