// The temperature module when something is broken: the outputs are cut at once and stay so.

import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { Fault, type FaultCode } from '../../src/kernel/faults.js';
import {
  TEMPERATURE_PHASE,
  TEMPERATURE_STEP_SECONDS,
  TemperatureController,
} from '../../src/motion/temperature-controller.js';
import { holds } from '../support/property.js';
import { HEATER_ONLY, MODULE, readingAt, ThermalPlant } from '../support/thermal-plant.js';

const { off, approaching, holding, fault } = TEMPERATURE_PHASE;

/** A module with its block, and a wire or two that a test may cut. */
class Rig {
  readonly plant: ThermalPlant;
  readonly controller: TemperatureController;
  /** What the sensor says in place of the block's temperature. */
  broken: number | null = null;

  constructor(module = MODULE) {
    this.plant = new ThermalPlant(module);
    this.controller = new TemperatureController(module, this.plant);
  }

  step(): void {
    this.plant.advance(TEMPERATURE_STEP_SECONDS);
    this.controller.step(TEMPERATURE_STEP_SECONDS, this.broken ?? this.plant.read());
  }

  run(seconds: number): void {
    for (let time = 0; time < seconds; time += TEMPERATURE_STEP_SECONDS) this.step();
  }

  get isOff(): boolean {
    return this.plant.heaterDuty === 0 && this.plant.coolerDuty === 0;
  }
}

/** A rig that goes to `celsius` and is in `phase`. */
function rigIn(phase: number, celsius: number, module = MODULE): Rig {
  const rig = new Rig(module);
  if (phase !== off) rig.controller.hold(celsius);
  rig.run(phase === holding ? 600 : 2);
  return rig;
}

/** Within `seconds` a step fails with `code`; then the outputs are off and stay so. */
function isCut(t: ExecutionContext, rig: Rig, code: FaultCode, seconds: number): void {
  t.throws(() => rig.run(seconds), { instanceOf: Fault, code });
  t.is(rig.controller.phase, fault);
  t.true(rig.isOff);
  for (let time = 0; time < 30; time += TEMPERATURE_STEP_SECONDS) {
    rig.step();
    t.true(rig.isOff);
  }
  t.is(rig.controller.phase, fault);
}

for (const [name, phase, celsius] of [
  ['on the way up', approaching, 95],
  ['on the way down', approaching, 4],
  ['holding hot', holding, 95],
  ['holding cold', holding, 4],
] as const) {
  for (const [reading, code] of [
    [1, 'sensorOpen'],
    [0, 'sensorShorted'],
    [readingAt(-12), 'sensorImplausible'],
    [readingAt(50), 'sensorImplausible'],
    [Number.NaN, 'sensorImplausible'],
  ] as const)
    test(`${name}, the sensor reads ${reading.toFixed(3)}: ${code} at the next step`, (t) => {
      const rig = rigIn(phase, celsius);
      t.is(rig.controller.phase, phase);
      rig.broken = reading;
      isCut(t, rig, code, TEMPERATURE_STEP_SECONDS);
    });

  test(`${name}, the sensor falls off the block: runaway`, (t) => {
    const rig = rigIn(phase, celsius);
    // It comes to the temperature of the room in a minute, and stays there.
    const start = rig.plant.celsius;
    t.throws(
      () => {
        for (let time = 0; time < 400; time += TEMPERATURE_STEP_SECONDS) {
          rig.broken = readingAt(22 + (start - 22) * Math.exp(-time / 20));
          rig.step();
        }
      },
      { code: 'temperatureRunaway' },
    );
    t.true(rig.isOff);
  });
}

test('from the start, what heats or cools is dead: runaway after the time that the board gives', (t) => {
  for (const celsius of [95, 4]) {
    const rig = new Rig();
    rig.plant.heating = 0;
    rig.plant.cooling = 0;
    rig.controller.hold(celsius);
    rig.run(MODULE.runawaySeconds - 1);
    isCut(t, rig, 'temperatureRunaway', 2);
  }
});

test('while it holds, what heats or cools dies: runaway', (t) => {
  for (const celsius of [95, 4]) {
    const rig = rigIn(holding, celsius);
    rig.plant.heating = 0;
    rig.plant.cooling = 0;
    isCut(t, rig, 'temperatureRunaway', 3 * MODULE.runawaySeconds);
  }
});

test('heater and cooler are exchanged: runaway', (t) => {
  for (const celsius of [60, 10]) {
    const rig = rigIn(approaching, celsius);
    [rig.plant.heating, rig.plant.cooling] = [rig.plant.cooling, rig.plant.heating];
    isCut(t, rig, 'temperatureRunaway', 2 * MODULE.runawaySeconds);
  }
});

test('a heater that cannot be switched off is told while the module holds, is off, and without a cooler', (t) => {
  for (const [phase, module] of [
    [off, MODULE],
    [holding, MODULE],
    [holding, HEATER_ONLY],
  ] as const) {
    const rig = rigIn(phase, 37, module);
    rig.plant.ambient += 120;
    isCut(t, rig, 'temperatureRunaway', 300);
  }
});

test('a block that is much colder than its range is told, where there is a cooler', (t) => {
  for (const module of [MODULE, HEATER_ONLY]) {
    const rig = new Rig(module);
    rig.plant.celsius = -3;
    if (module === MODULE) isCut(t, rig, 'temperatureRunaway', TEMPERATURE_STEP_SECONDS);
    else t.notThrows(() => rig.run(10));
  }
});

test('hot labware on a module that cannot cool is no runaway', (t) => {
  const rig = rigIn(holding, 37, HEATER_ONLY);
  for (let i = 0; i < 8; i++) {
    rig.plant.celsius += 1;
    rig.run(1);
  }
  t.notThrows(() => rig.run(900));
  t.is(rig.controller.phase, holding);
});

test('a temperature that is never reached ends after an hour', (t) => {
  const rig = rigIn(approaching, 22, HEATER_ONLY);
  rig.plant.ambient = 24;
  rig.plant.celsius = 24;
  rig.run(3_590);
  isCut(t, rig, 'temperatureNotReached', 20);
});

test('while it is off, a sensor that is not there is no fault; to hold with it is one before any output', (t) => {
  const rig = new Rig();
  rig.broken = 1;
  rig.run(10);
  t.is(rig.controller.celsius, Number.NaN);
  rig.controller.hold(95);
  isCut(t, rig, 'sensorOpen', TEMPERATURE_STEP_SECONDS);
});

test('after a fault a new command starts afresh, and fails afresh while the fault is there', (t) => {
  const rig = rigIn(holding, 37);
  rig.broken = 1;
  isCut(t, rig, 'sensorOpen', 1);
  rig.controller.hold(37);
  isCut(t, rig, 'sensorOpen', 1);
  rig.broken = null;
  rig.controller.hold(37);
  rig.run(120);
  t.is(rig.controller.phase, holding);
  t.true(Math.abs(rig.controller.celsius - 37) < 0.5);
});

/** A command (°C, or null for off) or some readings in a row. */
const event = fc.oneof(
  fc.record({ command: fc.option(fc.integer({ min: 4, max: 95 }), { freq: 3 }) }),
  fc.record({
    celsius: fc.double({ min: -12, max: 112, noNaN: true }),
    steps: fc.integer({ min: 1, max: 600 }),
  }),
  fc.record({ reading: fc.constantFrom(0, 1, Number.NaN, 0.02), steps: fc.constant(1) }),
);

test('whatever comes, a fault turns all off until a command, and heater and cooler are never on together', (t) => {
  holds(
    t,
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const rig = new Rig();
      let mayBeOn = false;
      const step = (reading: number): boolean => {
        try {
          rig.controller.step(TEMPERATURE_STEP_SECONDS, reading);
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          mayBeOn = false;
        }
        return (mayBeOn || rig.isOff) && (rig.plant.heaterDuty === 0 || rig.plant.coolerDuty === 0);
      };
      for (const it of events) {
        if ('command' in it) {
          if (it.command === null) rig.controller.off();
          else rig.controller.hold(it.command);
          mayBeOn = it.command !== null;
          if (!rig.isOff) return false;
        } else {
          const reading = 'reading' in it ? it.reading : readingAt(it.celsius);
          for (let i = 0; i < it.steps; i++) if (!step(reading)) return false;
        }
      }
      return true;
    }),
    200,
  );
});
