// What the firmware moves on the emulated chip in a run of `transfer` is what it moves on the desk, edge by edge.

import test from 'ava';
import { sameOnBoth } from './same-edges.js';

test('transfer: the same edges at the same ticks, the same files', (t) => sameOnBoth(t, 'transfer'));
