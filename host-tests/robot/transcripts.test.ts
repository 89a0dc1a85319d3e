// The captured conversations with the real robot in the original's place: same packets, volumes, wells and files.

import test from 'ava';
import { scaledRuns } from '../support/engine.js';
import { Rig } from '../support/lab-robot.js';
import { MemoryLink } from '../support/memory-link.js';
import type { Parsed } from '../support/packets.js';
import { Random } from '../support/random.js';
import { fileText } from '../support/robot-session.js';
import { allAtOnce, controllerPackets, robotEvents, type Transcript } from '../support/transcripts.js';
import { canonical, type Tree } from '../support/tree.js';
import a from '../vectors/transcripts/a_happy_path.json';
import b from '../vectors/transcripts/b_stop_continue.json';
import c1 from '../vectors/transcripts/c1_error_original_simple.json';
import c2 from '../vectors/transcripts/c2_error_original_pipelined.json';
import c3 from '../vectors/transcripts/c3_error_recommended.json';
import c4 from '../vectors/transcripts/c4_error_recommended_pipelined.json';
import c5 from '../vectors/transcripts/c5_error_original_unreadable_exception.json';
import d from '../vectors/transcripts/d_window_saturation.json';
import e from '../vectors/transcripts/e_full_controller_session.json';

/** Numbers by their values alone: a captured `loc_resp` has whole floats, numpy scalars, and ints for empty wells. */
function plain(tree: Tree): Tree {
  if (tree === null || typeof tree !== 'object') return tree;
  if (Array.isArray(tree)) return tree.map(plain);
  const { $numpy, $float } = tree as { $numpy?: { value: Tree }; $float?: string };
  if ($numpy !== undefined) return plain($numpy.value);
  if ($float !== undefined) return Number($float);
  return Object.fromEntries(Object.entries(tree).map(([key, item]) => [key, plain(item)]));
}

/**
 * The lines of a file that mean something: no times; of the record no flow rates, which are the motion library's, no
 * strokes of a mix, which the original makes with the whole pipette even where there is nothing, and nothing of a
 * command that is refused: there the original fails on the way.
 */
function linesOf(name: string, bytes: string): string[] {
  const lines = fileText(bytes).split('\n');
  if (name === 'well_history.tsv') return firstOfMake(lines.map((line) => line.replace(/^\d[^\t]*/, '')));
  if (name === 'wellmap.tsv') return lines;
  const said = lines.map((line) => line.replace(/^HEAD: \S+ \S+/, 'HEAD').replace(/ at \S+ uL\/sec/, ''));
  return said.filter(
    (line, i) => !isStroke(said, i) && !line.includes('NopeC1.0') && !(line === '' && i === said.length - 1),
  );
}

/** Of what a make puts into its container the original keeps the first portion only. */
const firstOfMake = (rows: readonly string[]): string[] =>
  rows.filter((row, i) => !/\tKBrC20\.0\t.*\tKBrC20\.0/.test(row) || rows.indexOf(row) === i);

const isStroke = (lines: readonly string[], i: number): boolean =>
  [0, 1, 2].some((before) => lines[i - before]?.startsWith('Mixing 1 times') === true);

/** What a robot said, in words that are the same when it means the same. Of an error only that it is one. */
const meaning = (events: readonly Parsed[]): string[] =>
  events.map((event) => {
    if (event.kind === 'file') return [event.name, ...linesOf(event.name, event.bytes)].join('\n');
    if (event.type === 'error') return `error ${event.cid}`;
    return `${event.type} ${event.cid} ${canonical(plain(event.args as Tree))}`;
  });

class Replay {
  readonly #rig = new Rig();
  readonly link = MemoryLink.connect(this.#rig.server);

  send(bytes: Uint8Array): void {
    this.link.send(bytes);
    this.#rig.settle();
  }

  /** Sends bytes in pieces of the lengths that come. */
  sendCut(bytes: Uint8Array, length: () => number): void {
    for (let at = 0; at < bytes.length; ) {
      const end = at + 1 + length();
      this.send(bytes.subarray(at, end));
      at = end;
    }
  }

  get said(): string[] {
    return meaning(this.link.parsed());
  }
}

for (const transcript of [a, b, c3, c4, d, e] as readonly Transcript[]) {
  const expected = meaning(robotEvents(transcript));

  test(`${transcript.name}: packet by packet`, (t) => {
    const replay = new Replay();
    for (const packet of controllerPackets(transcript)) replay.send(packet);
    t.deepEqual(replay.said, expected);
    t.true(replay.link.finished);
  });

  test(`${transcript.name}: all at once, one byte at a time, and cut anywhere`, (t) => {
    const bytes = allAtOnce(transcript);
    const whole = new Replay();
    whole.send(bytes);
    t.deepEqual(whole.said, expected);
    const single = new Replay();
    single.sendCut(bytes, () => 0);
    t.deepEqual(single.said, expected);
    for (let seed = scaledRuns(10); seed > 0; seed--) {
      const random = new Random(seed);
      const cut = new Replay();
      cut.sendCut(bytes, () => random.below(1 + random.below(2_000)));
      t.deepEqual(cut.said, expected);
    }
  });
}

for (const transcript of [c1, c2] as readonly Transcript[])
  test(`${transcript.name}: the same up to the files; then only close is acknowledged`, (t) => {
    const replay = new Replay();
    for (const packet of controllerPackets(transcript)) replay.send(packet);
    const expected = meaning(robotEvents(transcript));
    const files = expected.findIndex((line) => line.startsWith('well_history')) + 1;
    t.deepEqual(replay.said.slice(0, files), expected.slice(0, files));
    t.deepEqual(replay.said.slice(files), [`ready 4 {"$tuple":[${transcript === c1 ? 5 : 7}]}`]);
  });

test(`${c5.name}: what is short in the end is refused before it begins, and can be read`, (t) => {
  const replay = new Replay();
  for (const packet of controllerPackets(c5)) replay.send(packet);
  const [error] = replay.link.parsed().filter((event) => event.kind === 'packet' && event.type === 'error');
  t.regex(
    canonical((error as { args: Tree }).args),
    /RuntimeError.*cannot aspirate 3e\+02uL from ColdWaterC1.0 because it only has 50\.3uL/,
  );
  const unmoved = meaning(robotEvents(c3)).filter((line) => line.startsWith('well'));
  t.deepEqual(
    replay.said.filter((line) => line.startsWith('well')),
    unmoved,
  );
});
