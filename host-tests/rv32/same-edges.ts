// Plays one run to the firmware on the emulated chip and on the desk, and compares every edge and the saved files.

import type { ExecutionContext } from 'ava';
import { deskTwin } from './desk-twin.js';
import { type Block, edgesInto, PinEdges } from './edges.js';
import { emulatedRobot, TIME_MAX } from './emulated-robot.js';

/** By name. */
export type Files = ReadonlyMap<string, string>;

/** Plays a run to the robot behind a port; gives the files that it saved. */
export type Play = (port: number) => Promise<Files>;

export interface Played {
  readonly files: Files;
  readonly edges: PinEdges;
}

/** @param kept the block whose edges are kept */
async function playOnDesk(play: Play, kept?: Block): Promise<Played> {
  const edges = new PinEdges(kept);
  const desk = await deskTwin('bench', edges);
  try {
    return { files: await play(desk.port), edges };
  } finally {
    desk.close();
  }
}

async function playOnChip(
  t: ExecutionContext,
  play: Play,
  options: readonly string[],
  kept?: Block,
): Promise<Played> {
  const edges = new PinEdges(kept);
  const chip = await emulatedRobot(t, edgesInto(edges), '--time', 'still', ...options);
  const files = await play(chip.port);
  await chip.end();
  return { files, edges };
}

/**
 * The same edges at the same ticks, and the same files. Both play again when a block of edges differs, and the first
 * edge that does is named. Gives what the desk did.
 * @param options of `npm run emulate`
 */
export async function sameOnBoth(
  t: ExecutionContext,
  play: Play,
  ...options: readonly string[]
): Promise<Played> {
  t.timeout(TIME_MAX);
  const desk = await playOnDesk(play);
  const chip = await playOnChip(t, play, options);
  const block = chip.edges.differenceFrom(desk.edges);
  if (block !== undefined) {
    const again = [await playOnDesk(play, block), await playOnChip(t, play, options, block)] as const;
    t.fail(again[1].edges.differenceInKept(again[0].edges) || 'they differed, and did not a second time');
  }
  t.is(chip.edges.count, desk.edges.count);
  t.deepEqual(chip.files, desk.files);
  return desk;
}
