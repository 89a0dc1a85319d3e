// The temperature module on a simulated block: it reaches and keeps what is set.

import test, { type ExecutionContext } from 'ava';
import type { TemperatureModule } from '../../src/kernel/board.js';
import type { DigitalOutputs } from '../../src/motion/digital-outputs.js';
import {
  TEMPERATURE_PHASE,
  TEMPERATURE_STEP_SECONDS,
  TEMPERATURE_TOLERANCE,
  TemperatureController,
} from '../../src/motion/temperature-controller.js';
import { COUNTER, Counters, collectGarbage } from '../support/engine.js';
import { HEATER_ONLY, MODULE, readingAt, ThermalPlant } from '../support/thermal-plant.js';

const { off, approaching, holding } = TEMPERATURE_PHASE;

function rig(module: TemperatureModule = MODULE) {
  const plant = new ThermalPlant(module);
  const controller = new TemperatureController(module, plant);
  const step = () => {
    plant.advance(TEMPERATURE_STEP_SECONDS);
    controller.step(TEMPERATURE_STEP_SECONDS, plant.read());
  };
  /** Steps for some time; the farthest that the block itself was from `celsius`. */
  const run = (seconds: number, celsius: number): number => {
    let farthest = 0;
    for (let time = 0; time < seconds; time += TEMPERATURE_STEP_SECONDS) {
      step();
      farthest = Math.max(farthest, Math.abs(plant.celsius - celsius));
    }
    return farthest;
  };
  /** Seconds until the temperature is held, at most `limit`. */
  const settle = (limit: number): number => {
    let time = 0;
    for (; time < limit && controller.phase !== holding; time += TEMPERATURE_STEP_SECONDS) step();
    return time;
  };
  return { plant, controller, run, settle };
}

/** Goes there and stays there. */
function isHeld(t: ExecutionContext, module: TemperatureModule, celsius: number, limit: number): void {
  const { controller, run, settle } = rig(module);
  controller.hold(celsius);
  t.is(controller.phase, approaching);
  const seconds = settle(limit);
  t.true(seconds < limit, `${celsius} °C not held within ${limit} s`);
  const farthest = run(600, celsius);
  t.log(`cost ${celsius} °C: held after ${seconds} s, then within ${farthest.toFixed(2)} °C`);
  t.true(farthest <= TEMPERATURE_TOLERANCE, `${celsius} °C: ${farthest} °C off`);
  t.is(controller.phase, holding);
}

for (const [celsius, limit] of [
  [4, 600],
  [25, 120],
  [37, 180],
  [95, 420],
] as const)
  test(`from 22 °C to ${celsius} °C: there within 0.5 °C, and stays there`, (t) => {
    isHeld(t, MODULE, celsius, limit);
  });

test('outputs without modulation do as well', (t) => {
  const heater = { pin: 4, activeLow: false };
  const cooler = { pin: 5, activeLow: false };
  for (const celsius of [4, 37]) isHeld(t, { ...MODULE, heater, cooler }, celsius, 600);
});

test('a heater alone holds, and waits for the room to cool', (t) => {
  const { controller, plant, run, settle } = rig(HEATER_ONLY);
  controller.hold(60);
  t.true(settle(420) < 420);
  controller.hold(37);
  t.true(settle(900) < 900);
  t.true(run(300, 37) <= TEMPERATURE_TOLERANCE, `${plant.celsius}`);
  t.is(plant.coolerDuty, 0);
});

test('another temperature is gone to from wherever the block is', (t) => {
  const { controller, run, settle } = rig();
  for (const celsius of [95, 4, 37]) {
    controller.hold(celsius);
    t.true(settle(900) < 900, `${celsius} °C`);
    t.true(run(120, celsius) <= TEMPERATURE_TOLERANCE, `${celsius} °C`);
  }
});

for (const celsius of [4, 37, 95])
  test(`at ${celsius} °C: cold or hot labware and a draught are made good`, (t) => {
    const { controller, plant, run, settle } = rig();
    controller.hold(celsius);
    settle(900);
    for (const disturb of [
      () => (plant.celsius -= 3),
      () => (plant.celsius += 3),
      () => (plant.ambient -= 4),
      () => (plant.ambient += 6),
    ]) {
      disturb();
      run(5, celsius);
      t.true(settle(300) < 300);
      t.true(run(120, celsius) <= TEMPERATURE_TOLERANCE, `${plant.celsius}`);
    }
  });

test('labware that takes the block off its temperature ends the holding until it is there again', (t) => {
  const { controller, plant, run, settle } = rig();
  controller.hold(37);
  settle(300);
  plant.celsius -= 2;
  run(1, 37);
  t.is(controller.phase, approaching);
  t.true(settle(300) < 300);
});

test('off is off: at the start, and at any time', (t) => {
  const { controller, plant, run } = rig();
  run(1, 22);
  t.deepEqual([controller.phase, plant.heaterDuty, plant.coolerDuty], [off, 0, 0]);
  controller.hold(95);
  run(1, 22);
  t.is(plant.heaterDuty, 1);
  controller.off();
  t.deepEqual([controller.phase, plant.heaterDuty, plant.coolerDuty], [off, 0, 0]);
  run(60, 22);
  t.deepEqual([controller.phase, plant.heaterDuty, plant.coolerDuty], [off, 0, 0]);
});

test('outputs that are active low are high while off', (t) => {
  const low = { activeLow: true, pwmHertz: 1_000 };
  const duties: number[] = [];
  const pins: DigitalOutputs = {
    set: (pin, level) => (duties[pin] = level),
    modulate: (pin, _hertz, duty) => (duties[pin] = duty),
  };
  const module = { ...MODULE, heater: { pin: 0, ...low }, cooler: { pin: 1, ...low } };
  const controller = new TemperatureController(module, pins);
  t.deepEqual(duties, [1, 1]);
  for (const celsius of [95, 37]) {
    controller.hold(celsius);
    controller.step(TEMPERATURE_STEP_SECONDS, readingAt(35.5));
    if (celsius === 95) t.deepEqual(duties, [0, 1]);
  }
  t.true(duties[0]! > 0 && duties[0]! < 1);
  controller.off();
  t.deepEqual(duties, [1, 1]);
});

test('what the module does not go to is refused and changes nothing', (t) => {
  const { controller, run, settle } = rig();
  controller.hold(37);
  settle(300);
  for (const celsius of [3.9, 95.1, Number.NaN])
    t.throws(() => controller.hold(celsius), {
      code: 'temperatureOutOfRange',
      message: `the module does not go to this temperature: ${celsius} °C of 4 to 95 °C`,
    });
  t.true(run(10, 37) <= TEMPERATURE_TOLERANCE);
  t.is(controller.phase, holding);
});

test('a step allocates nothing', (t) => {
  const controller = new TemperatureController(MODULE, new ThermalPlant());
  controller.hold(37);
  const [before, after] = [new Counters(), new Counters()];
  const reading = readingAt(30);
  for (let i = 0; i < 5; i++) controller.step(TEMPERATURE_STEP_SECONDS, reading);
  collectGarbage();
  before.read();
  for (let i = 0; i < 20; i++) controller.step(TEMPERATURE_STEP_SECONDS, reading);
  after.read();
  t.is(after.since(before, COUNTER.slots), 0);
  t.is(after.since(before, COUNTER.chunkBytes), 0);
  t.log(`cost a step: ${Math.round(after.since(before, COUNTER.instructions) / 20)} instructions on XS`);
});
