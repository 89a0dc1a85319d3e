// Plays one run to the firmware on the emulated chip and on the desk, and compares every edge and the saved files.

import type { ExecutionContext } from 'ava';
import { Controller } from '../../src/host/controller.js';
import { RUNS, type TraceRun } from '../trace/runs.js';
import { deskTwin } from './desk-twin.js';
import { edgesInto, PinEdges } from './edges.js';
import { emulatedRobot } from './emulated-robot.js';

/** Plays a run; gives the files that it saved. */
async function play(port: number, { init, play }: TraceRun): Promise<Map<string, string>> {
  const controller = await Controller.connect({ port });
  await controller.init(init);
  await play(controller);
  const files = await controller.save();
  await controller.close();
  return new Map([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
}

/** The same edges at the same ticks, and the same files. */
export async function sameOnBoth(t: ExecutionContext, name: keyof typeof RUNS): Promise<void> {
  const onDesk = new PinEdges();
  const desk = await deskTwin('bench', onDesk);
  const deskFiles = await play(desk.port, RUNS[name]);
  desk.close();

  const onChip = new PinEdges();
  const chip = await emulatedRobot(t, edgesInto(onChip), '--time', 'still');
  const chipFiles = await play(chip.port, RUNS[name]);
  await chip.end();

  t.is(onChip.differenceFrom(onDesk), '');
  t.true(onDesk.count > 200_000, `${onDesk.count} edges`);
  t.deepEqual(chipFiles, deskFiles);
}
