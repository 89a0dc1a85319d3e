// The captured conversations replayed: same packets, same cids, same arguments, however the bytes arrive.

import test from 'ava';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { Server } from '../../src/server/server.js';
import { scaledRuns } from '../support/engine.js';
import { longPayloads } from '../support/long-payloads.js';
import { MemoryLink } from '../support/memory-link.js';
import {
  allAtOnce,
  controllerPackets,
  robotEvents,
  robotOf,
  type Transcript,
} from '../support/transcripts.js';
import { canonical, type Tree } from '../support/tree.js';
import a from '../vectors/transcripts/a_happy_path.json';
import b from '../vectors/transcripts/b_stop_continue.json';
import c3 from '../vectors/transcripts/c3_error_recommended.json';
import c4 from '../vectors/transcripts/c4_error_recommended_pipelined.json';
import d from '../vectors/transcripts/d_window_saturation.json';
import e from '../vectors/transcripts/e_full_controller_session.json';

const TRANSCRIPTS: readonly Transcript[] = [a, b, c3, c4, d, e];

/** Numpy scalars as the plain numbers that a robot of ours sends. */
function withoutNumpy(tree: Tree): Tree {
  if (tree === null || typeof tree !== 'object') return tree;
  if (Array.isArray(tree)) return tree.map(withoutNumpy);
  const numpy = tree.$numpy as { dtype: string; value: Tree } | undefined;
  if (numpy === undefined)
    return Object.fromEntries(Object.entries(tree).map(([key, item]) => [key, withoutNumpy(item)]));
  return numpy.dtype.startsWith('float') && Number.isInteger(numpy.value)
    ? { $float: `${numpy.value}.0` }
    : numpy.value;
}

function connect(transcript: Transcript) {
  const clock = new VirtualClock();
  const robot = robotOf(transcript);
  const server = new Server({
    robot,
    clock,
    wallClock: clock,
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
  });
  return { clock, robot, link: MemoryLink.connect(server) };
}

function* pieces(bytes: Uint8Array, size: () => number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const end = at + Math.max(1, size());
    yield bytes.subarray(at, end);
    at = end;
  }
}

/** A small repeatable generator (Numerical Recipes' constants). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

for (const transcript of TRANSCRIPTS) {
  const expected = canonical(withoutNumpy(robotEvents(transcript) as unknown as Tree));

  test(`${transcript.name}: packet by packet`, (t) => {
    const { robot, link } = connect(transcript);
    for (const packet of controllerPackets(transcript)) link.send(packet);
    t.is(canonical(link.parsed() as unknown as Tree), expected);
    t.is(robot.calls.at(-1), 'breakdown');
    t.true(link.finished);
    link.end();
    t.true(link.closed);
  });

  test(`${transcript.name}: all at once, one byte at a time, and cut anywhere`, (t) => {
    const bytes = allAtOnce(transcript);
    const whole = connect(transcript).link;
    whole.send(bytes);
    t.is(canonical(whole.parsed() as unknown as Tree), expected);
    const single = connect(transcript).link;
    for (const piece of pieces(bytes, () => 1)) single.send(piece);
    t.is(canonical(single.parsed() as unknown as Tree), expected);
    for (let seed = scaledRuns(20); seed > 0; seed--) {
      const next = random(seed);
      const cut = connect(transcript).link;
      for (const piece of pieces(bytes, () => Math.floor(next() ** 3 * 2_000))) cut.send(piece);
      t.is(canonical(cut.parsed() as unknown as Tree), expected);
    }
  });

  test(`${transcript.name}: a peer that reads a byte at a time gets the same`, (t) => {
    const { link } = connect(transcript);
    link.window = 0;
    link.send(allAtOnce(transcript));
    for (let quiet = 0; quiet < 3; ) {
      const before = link.sent.length;
      link.allow(97);
      quiet = link.sent.length === before ? quiet + 1 : 0;
    }
    t.is(canonical(link.parsed() as unknown as Tree), expected);
  });
}
