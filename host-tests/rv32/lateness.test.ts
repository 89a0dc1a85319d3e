// Steps come at their times while the program on the emulated chip does what takes it longest.

import test from 'ava';
import { loadBoard } from '../../src/host/board/board-file.js';
import { Controller } from '../../src/host/controller.js';
import { Wiring } from '../../src/motion/wiring.js';
import { RUNS } from '../trace/runs.js';
import { emulatedRobot } from './emulated-robot.js';
import { Lateness } from './lateness.js';

/** µs. */
const LATENESS_MAX = 5;

const { settings } = new Wiring(loadBoard('bench'));
const STEP_PINS = settings.axes.map(({ stepPin }) => stepPin);

test('no step of a transfer is later than 5 µs', async (t) => {
  const lateness = new Lateness(STEP_PINS);
  const chip = await emulatedRobot(t, lateness.take);
  const controller = await Controller.connect({ port: chip.port });
  const { init, play } = RUNS.transfer;
  await controller.init(init);
  await play(controller);
  await controller.close();
  await chip.end();
  t.log(`${lateness}`);
  t.true(lateness.largestMicroseconds < LATENESS_MAX, `${lateness}`);
});
