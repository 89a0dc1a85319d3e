// Collections of garbage on the emulated chip while a move is fed: with all tables full none takes 5 ms.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';

/** 5 ms at 160 MHz. */
const INSTRUCTIONS_MAX = 800_000;

/** Of a run on a busy machine. */
const TIME_MILLISECONDS = 600_000;

interface Played {
  readonly code: number;
  readonly error: string;
  readonly lines: readonly Readonly<Record<string, number | string>>[];
}

test('512 containers: objects, texts and what is alive are collected while a transfer moves', async (t) => {
  t.timeout(TIME_MILLISECONDS);
  // By its address, so that esbuild leaves the module alone: it finds the project from its own place.
  const module = await import(pathToFileURL(resolve('scripts/rv32-play.mjs')).href);
  const { playOnChip } = module as { readonly playOnChip: (play: string) => Promise<Played> };
  const { code, error, lines } = await playOnChip('collections');
  t.is(code, 0, error);
  const { name, collections, longestCollection } = lines.at(-1) ?? {};
  t.is(name, 'transfer with full tables');
  t.true(Number(collections) >= 30, `${collections} collections`);
  t.log(`cost ${collections} collections while a move is fed: ${longestCollection} instructions at most`);
  t.true(Number(longestCollection) < INSTRUCTIONS_MAX, `${longestCollection} instructions`);
});
