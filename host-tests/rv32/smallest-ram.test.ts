// The firmware in the smallest RAM that it starts in: a session runs there until a transfer moves, and in 1 KiB less it
// does not start.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';

interface Played {
  readonly code: number;
  readonly output: string;
  readonly error: string;
  readonly lines: readonly Readonly<Record<string, number | string>>[];
}

type Play = (play: string, ram?: string) => Promise<Played>;

/** Of a run on a busy machine. */
const TIME_MILLISECONDS = 600_000;

let play: Play;
let kibibytes = 0;

test.before(async (t) => {
  t.timeout(TIME_MILLISECONDS);
  // By its address, so that esbuild leaves the module alone: it finds the project from its own place.
  const module = await import(pathToFileURL(resolve('scripts/rv32-play.mjs')).href);
  play = (module as { readonly playOnChip: Play }).playOnChip;
  const { lines, error } = await play('start');
  const memory = lines.find(({ name }) => name === 'memory: listening');
  if (memory === undefined) throw new Error(error);
  const parts = ['staticBytes', 'stackBytes', 'heapBytes'].map((part) => Number(memory[part]));
  kibibytes = Math.ceil(parts.reduce((sum, bytes) => sum + bytes, 0) / 1_024);
});

test.serial('a session is served: it homes, and begins a transfer of 12 steps', async (t) => {
  t.timeout(TIME_MILLISECONDS);
  const { code, error, lines } = await play('cbor', `${kibibytes}K`);
  t.is(code, 0, error);
  t.true(lines.some(({ name }) => String(name).endsWith('first move')));
});

test.serial('with 1 KiB less the chip says that its RAM is too small, and does not listen', async (t) => {
  t.timeout(TIME_MILLISECONDS);
  const { code, output, error } = await play('start', `${kibibytes - 1}K`);
  t.is(code, 2);
  t.regex(error, /^xs-host: the RAM of the chip is too small for this board: \d+ bytes, .*\n$/);
  t.notRegex(output, /^start: /m);
});
