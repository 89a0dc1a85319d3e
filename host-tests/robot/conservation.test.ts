// Random sessions with faults of all kinds: liquid, tips and wells are where an independent model of the lab has them.

import test from 'ava';
import fc from 'fast-check';
import { scaledRuns } from '../support/engine.js';
import { ModelledRobot } from '../support/lab-model-session.js';
import { holds } from '../support/property.js';
import { Random } from '../support/random.js';

const RUNS = 32;

/** Sessions of one robot, one after the other. */
const SESSIONS = 4;

const REASONS = [
  'empty',
  'overflow',
  'tips',
  'powder',
  'unknown',
  'several',
  'pipette',
  'place',
  'little',
] as const;

test('no liquid comes or goes, no tip or well is used twice, and what is refused changes nothing', (t) => {
  const seen = new Map<string, number>();
  const count = (what: string, times: number): unknown => seen.set(what, (seen.get(what) ?? 0) + times);
  const property = fc.property(fc.nat(), (seed) => {
    const robot = new ModelledRobot(new Random(seed));
    for (let i = 0; i < SESSIONS; i++) robot.converse();
    const { refused, ...others } = robot.tally;
    for (const [what, times] of Object.entries({ ...others, ...refused })) count(what, times);
  });
  holds(t, property, RUNS);
  t.log([...seen].map(([what, times]) => `${times} ${what}`).join(', '));
  if (scaledRuns(RUNS) === RUNS)
    for (const what of ['performed', 'faults', 'losses', ...REASONS])
      t.true((seen.get(what) ?? 0) > 0, `nothing of this: ${what}`);
});
