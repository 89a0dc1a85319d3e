// Pumps in place of pipettes: which arm does what, and how the tube of a pump is filled and cleaned with water.

import { Fault } from '../kernel/faults.js';
import { NONE } from '../lab/numbers.js';
import { ACTION } from './action.js';
import { PumpTool } from './pump-tool.js';
import type { Run, Script } from './script.js';

const pumpOn = ({ tools }: Run, arm: number): PumpTool | null => {
  const tool = tools[arm];
  return tool instanceof PumpTool ? tool : null;
};

/** Whether the arm's pump delivers its water and draws nothing in. */
export const isOneWay = (run: Run, arm: number): boolean => pumpOn(run, arm)?.isOneWay ?? false;

/**
 * The arm that moves `volume` µL of a chemical, or mixes without one. What a pump that only delivers cannot do is left
 * to the other arm; fault `pumpOneWay` where that cannot either.
 */
export function armFor(run: Run, volume: number, chemical = NONE): number {
  const { instruments } = run.lab;
  const arm = instruments.armFor(volume);
  if (canMove(run, arm, chemical)) return arm;
  if (instruments.has(1 - arm) && canMove(run, 1 - arm, chemical)) return 1 - arm;
  const { water } = pumpOn(run, arm) as PumpTool;
  const what = chemical === NONE ? 'mix' : `transfer ${run.lab.labelOf(chemical)}`;
  throw new Fault(
    'pumpOneWay',
    `the ${instruments.name(arm)} gives ${run.lab.labelOf(water)}, it cannot ${what}`,
  );
}

function canMove(run: Run, arm: number, chemical: number): boolean {
  const pump = pumpOn(run, arm);
  return pump === null || !pump.isOneWay || pump.water === chemical;
}

/** Fills the tube of an arm's pump before its first use. */
export const primeTube = (run: Run, arm: number): Script => rinse(run, arm, ACTION.prime);

/** What a clean tip is for a pipette: the tube was flushed to waste. */
export const flushTube = (run: Run, arm: number): Script => rinse(run, arm, ACTION.flush);

/** Flushes tubes that were in a chemical, as long as there is water. */
export function* flushDirtyTubes(run: Run): Script {
  const { ledger, tools } = run;
  for (let arm = 0; arm < tools.length; arm++) {
    const pump = pumpOn(run, arm);
    if (pump === null || !ledger.tips.isDirty(arm)) continue;
    if (ledger.canGive(pump.water, pump.pump.flushVolume)) yield* flushTube(run, arm);
  }
}
Object.freeze(flushDirtyTubes.prototype);

/** Each stroke takes its water from a container of the session. Fault `emptyReagent`. */
function* rinse(run: Run, arm: number, kind: number): Script {
  const { ledger, order, action } = run;
  const { drive, pump, water } = pumpOn(run, arm) as PumpTool;
  const isFlush = kind === ACTION.flush;
  const strokes = isFlush ? drive.flushStrokes : drive.primeStrokes;
  const volume = (isFlush ? pump.flushVolume : pump.primeVolume) / strokes;
  if (volume === 0) return;
  for (let left = strokes; left > 0; left--) {
    order.draw(water, left * volume);
    const from = ledger.source(water, volume);
    const height = ledger.aspirateHeight(from);
    yield isFlush
      ? action.flush(arm, from, water, volume, height, left)
      : action.prime(arm, from, water, volume, height);
  }
}
Object.freeze(rinse.prototype);
