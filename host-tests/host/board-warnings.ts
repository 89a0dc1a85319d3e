// What a board may say and had better not.

import type { Refusal } from './board-refusal.js';

/** What is only said, and does not keep a board from being used. */
export const WARNINGS: readonly Refusal[] = [
  {
    title: 'a board without an emergency stop',
    change: { emergencyStop: undefined },
    at: 'emergencyStop',
    says: /cannot tell that a person cut the power/,
  },
  {
    title: 'an axis that nothing uses',
    change: { 'arms.right': undefined },
    at: 'axes.a',
    says: /nothing uses this axis/,
  },
  {
    title: 'steps too coarse for the smallest volume',
    change: { 'pipettes.20uL_pipette.minimumVolume': 0.1 },
    at: 'pipettes.20uL_pipette.minimumVolume',
    says: /one step of axis b is 0\.002 µL, more than 1 % of 0\.1 µL/,
  },
  {
    title: 'a syringe that homing empties',
    change: {
      'arms.right.plunger': undefined,
      'arms.right.instruments': ['1000uL_pipette'],
      'arms.left.instruments': ['20uL_pipette'],
      'axes.c.home.end': 'min',
      'pipettes.1000uL_pipette': undefined,
      'pumps.1000uL_pipette': {
        kind: 'syringe',
        axis: 'c',
        capacity: 1000,
        minimumVolume: 20,
        microlitersPerMillimeter: 60,
        flowRate: 200,
        flushVolume: 1000,
        nozzleHeight: 50,
        tipLength: 70,
      },
    },
    at: 'axes.c.home.end',
    says: /pushes out what the syringe holds/,
  },
  {
    title: 'a serial line that no driver uses',
    change: { driverUart: { transmit: 41, receive: 42 } },
    at: 'driverUart',
    says: /no axis has a tmc2209/,
  },
  {
    title: 'the serial line of the console',
    board: 'esp32_devkit',
    change: { 'emergencyStop.pin': 3 },
    at: 'emergencyStop.pin',
    says: /GPIO 3 of the ESP32 is a pin of the serial line/,
  },
  ...[0, 2, 5, 12, 15].map((pin) => ({
    title: `strapping pin ${pin}`,
    board: 'esp32_devkit',
    change: {
      'axes.a.driver.direction': 23,
      'axes.a.driver.step': 3,
      localButton: undefined,
      pumps: {},
      'emergencyStop.pin': pin,
    },
    at: 'emergencyStop.pin',
    says: new RegExp(`GPIO ${pin} of the ESP32 is a strapping pin: .* (reset|at reset)`),
  })),
];
