// Outputs of the step engine by their pins.

import test from 'ava';
import { EngineOutputs } from '../../src/motion/engine-outputs.js';
import type { StepControl } from '../../src/motion/step-engine.js';

test('a level of a pin switches the output that has it, and no other', (t) => {
  const switched: (readonly [outputs: number, on: boolean])[] = [];
  const engine: Pick<StepControl, 'switch'> = { switch: (outputs, on) => switched.push([outputs, on]) };
  const outputs = new EngineOutputs(engine, [
    { pin: 12, isLow: true, isCut: false },
    { pin: 33, isLow: false, isCut: true },
    { pin: 34, isLow: true, isCut: true },
  ]);
  for (const [pin, level] of [
    [33, 1],
    [33, 0],
    [34, 1],
    [34, 0],
    [5, 1],
  ] as const)
    outputs.set(pin, level);
  t.deepEqual(switched, [
    [0b010, true],
    [0b010, false],
    [0b100, false],
    [0b100, true],
  ]);
});
