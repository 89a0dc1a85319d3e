// The simulated block of metal: it heats, cools and is measured as the board's figures say.

import test from 'ava';
import type { TemperatureModule } from '../../src/kernel/board.js';
import { SimulatedPlant } from '../../src/motion/simulated-plant.js';
import { TEMPERATURE_STEP_SECONDS } from '../../src/motion/temperature-controller.js';
import { Thermistor } from '../../src/motion/thermistor.js';
import { HEATER_ONLY, MODULE } from '../support/thermal-plant.js';

const HEATER = MODULE.heater!;
const COOLER = MODULE.cooler!;

/** °C after some minutes with the outputs as they are. */
function after(minutes: number, plant: SimulatedPlant): number {
  for (let seconds = 0; seconds < 60 * minutes; seconds += TEMPERATURE_STEP_SECONDS)
    plant.advance(TEMPERATURE_STEP_SECONDS);
  return plant.celsius;
}

test('full duty leads to its temperature, half of it halfway, and off to that of the room', (t) => {
  const plant = new SimulatedPlant(MODULE);
  const isNear = (celsius: number): void => {
    const is = after(30, plant);
    t.true(Math.abs(is - celsius) < 0.1, `${is} °C, not ${celsius}`);
  };
  isNear(22);
  plant.set(HEATER.pin, 1);
  isNear(142);
  plant.modulate(HEATER.pin, 1_000, 0.5);
  isNear(82);
  plant.set(HEATER.pin, 0);
  plant.set(COOLER.pin, 1);
  isNear(-10);
  plant.set(COOLER.pin, 0);
  isNear(22);
});

test('the sensor notices nothing for 3 s', (t) => {
  const plant = new SimulatedPlant(MODULE);
  plant.set(HEATER.pin, 1);
  t.is(after(3 / 60, plant), 22);
  t.true(after(0.25 / 60, plant) > 22);
});

test('outputs that are active low, and pins that are none of its', (t) => {
  const module: TemperatureModule = { ...HEATER_ONLY, heater: { ...HEATER, activeLow: true } };
  const plant = new SimulatedPlant(module);
  plant.set(HEATER.pin, 1);
  plant.set(COOLER.pin, 1);
  t.deepEqual([plant.heaterDuty, plant.coolerDuty], [0, 0]);
  plant.modulate(HEATER.pin, 1_000, 0.25);
  t.is(plant.heaterDuty, 0.75);
});

test('what the input reads is what the thermistor makes the temperature of', (t) => {
  const plant = new SimulatedPlant(MODULE);
  const thermistor = new Thermistor(MODULE.sensor);
  for (let celsius = -9.5; celsius < 110; celsius += 0.5) {
    plant.celsius = celsius;
    t.true(Math.abs(thermistor.celsius(plant.read(32)) - celsius) < 1e-9, `${celsius} °C`);
  }
});
