// What a board must not say of its form, its pins and its axes.

import type { Refusal } from './board-refusal.js';

/** What the schema says: form, names, ranges. */
export const FORM: readonly Refusal[] = [
  {
    title: 'a property that is misspelt',
    change: { 'axes.x.maxspeed': 3, 'axes.x.maxSpeed': undefined },
    at: 'axes.x.maxspeed',
    says: /no such property: did you mean 'maxSpeed'\?$/,
  },
  {
    title: 'a property that is not known at all',
    change: { 'axes.x.colour': 'red' },
    at: 'axes.x.colour',
    says: /^there is no such property: known are stepsPerMillimeter, travel, /,
  },
  {
    title: 'a property that is missing',
    change: { 'axes.z.travel': undefined },
    at: 'axes.z.travel',
    says: /^is missing \(Length of the way .*mm/,
  },
  {
    title: 'a text for a number',
    change: { 'axes.y.travel': '353' },
    at: 'axes.y.travel',
    says: /^expected a number, got "353" \(/,
  },
  {
    title: 'a part of a pin',
    change: { 'axes.y.driver.step': 2.5 },
    at: 'axes.y.driver.step',
    says: /^expected a whole number, got 2.5/,
  },
  {
    title: 'an object for a list',
    change: { homeOrder: {} },
    at: 'homeOrder',
    says: /^expected a list, got an object/,
  },
  { title: 'null for an object', change: { deck: null }, at: 'deck', says: /^expected an object, got null/ },
  {
    title: 'a speed of 0',
    change: { 'axes.x.maxSpeed': 0 },
    at: 'axes.x.maxSpeed',
    says: /^0 is out of range: more than 0 to 5000/,
  },
  {
    title: 'a pin that no chip has',
    change: { 'emergencyStop.pin': 64 },
    at: 'emergencyStop.pin',
    says: /^64 is out of range: 0 to 63/,
  },
  {
    title: 'an unknown chip',
    change: { chip: 'esp31' },
    at: 'chip',
    says: /^"esp31" is not a choice: did you mean 'esp32'\?/,
  },
  {
    title: 'an unknown axis name',
    change: { 'homeOrder.0.1': 'e' },
    at: 'homeOrder[0][1]',
    says: /is not a choice: known are x, y, z, a, b, c/,
  },
  {
    title: 'an unknown pipette',
    change: { 'pipettes.200uL_pipette': {} },
    at: 'pipettes.200uL_pipette',
    says: /no such property/,
  },
  {
    title: 'microsteps that the driver does not have',
    board: 'fysetc_e4',
    change: { 'axes.x.driver.tmc2209.microsteps': 10 },
    at: 'axes.x.driver.tmc2209.microsteps',
    says: /^10 is not a choice: known are 1, 2, 4/,
  },
  {
    title: 'a calibration point with three numbers',
    change: { 'pipettes.20uL_pipette.calibration': [[1, 1, 1]] },
    at: 'pipettes.20uL_pipette.calibration[0]',
    says: /^expected 2 entries, got 3/,
  },
  {
    title: 'a time zone that is no POSIX rule',
    change: { timeZone: 'Europe/Paris' },
    at: 'timeZone',
    says: /does not have the right form \(POSIX rule/,
  },
  {
    title: 'a cap that is far too large',
    change: { limits: { rows: 1_000_000 } },
    at: 'limits.rows',
    says: /out of range: 16 to 65536/,
  },
  {
    title: 'heating without a sensor',
    change: { 'temperatureModule.sensor': undefined },
    at: 'temperatureModule.sensor',
    says: /^is missing \(NTC thermistor .* nothing is heated or cooled\)$/,
  },
];

export const PINS: readonly Refusal[] = [
  {
    title: 'a pin that is used twice',
    change: { 'axes.y.driver.step': 0 },
    at: 'axes.y.driver.step',
    says: /GPIO 0 is used by axes\.x\.driver\.step already/,
  },
  {
    title: 'a switch on the pin of an output',
    change: { 'localButton.pin': 24 },
    at: 'pumps.wash_pump.output.pin',
    says: /GPIO 24 is used by localButton\.pin already/,
  },
  {
    title: 'an input-only pin as an output',
    board: 'esp32_devkit',
    change: { 'axes.x.driver.step': 34 },
    at: 'axes.x.driver.step',
    says: /GPIO 34 of the ESP32 is an input only/,
  },
  {
    title: 'a flash pin',
    board: 'esp32_devkit',
    change: { 'axes.x.driver.step': 7 },
    at: 'axes.x.driver.step',
    says: /GPIO 7 of the ESP32 is wired to the flash/,
  },
  {
    title: 'a pin that the chip lacks',
    board: 'esp32_devkit',
    change: { 'axes.x.driver.step': 20 },
    at: 'axes.x.driver.step',
    says: /the ESP32 has no GPIO 20: it has 0-19 21-23/,
  },
  {
    title: 'a pin of another chip',
    board: 'esp32_devkit',
    change: { chip: 'esp32c3' },
    at: 'axes.y.home.switch.pin',
    says: /the ESP32-C3 has no GPIO 35: it has 0-21/,
  },
  {
    title: 'a pin between those of an ESP32-S3',
    board: 'esp32_devkit',
    change: { chip: 'esp32s3' },
    at: 'axes.z.driver.direction',
    says: /the ESP32-S3 has no GPIO 22: it has 0-21 26-48/,
  },
  {
    title: 'a switch on a pin without resistors',
    board: 'esp32_devkit',
    change: { 'axes.x.home.switch.externalPull': undefined },
    at: 'axes.x.home.switch.pin',
    says: /no resistor in the chip: put 10 kΩ to 3.3 V .* "externalPull": true/,
  },
  {
    title: 'a sensor on a pin without a converter',
    board: 'fysetc_e4',
    change: { 'temperatureModule.sensor.pin': 18 },
    at: 'temperatureModule.sensor.pin',
    says: /no input of the first analog converter: choose among 32, 33/,
  },
];

export const AXES: readonly Refusal[] = [
  {
    title: 'more steps than the engine makes',
    change: { 'axes.z.stepsPerMillimeter': 3200 },
    at: 'axes.z.maxSpeed',
    says: /^125 mm\/s × 3,200 steps\/mm are 400,000 steps\/s, the step engine makes 200,000: lower it to 62 mm\/s/,
  },
  {
    title: 'step pulses without a gap',
    change: { timings: { stepPulseMicroseconds: 15 } },
    at: 'timings.stepPulseMicroseconds',
    says: /15 µs leaves no gap at 48,000 steps\/s of axes\.x, one in 20\.833 µs: shorten it to 10\.417 µs/,
  },
  {
    title: 'travel faster than the mechanics',
    change: { 'axes.y.travelSpeed': 500 },
    at: 'axes.y.travelSpeed',
    says: /500 mm\/s is over maxSpeed, 400 mm\/s/,
  },
  {
    title: 'homing faster than the mechanics',
    change: { 'axes.b.home.fastSpeed': 50 },
    at: 'axes.b.home.fastSpeed',
    says: /50 mm\/s is over maxSpeed, 40 mm\/s/,
  },
  {
    title: 'a slow approach that is none',
    change: { 'axes.b.home.slowSpeed': 10 },
    at: 'axes.b.home.slowSpeed',
    says: /10 mm\/s is not below fastSpeed, 10 mm\/s/,
  },
  {
    title: 'a pull-off longer than the travel',
    change: { 'axes.b.home.pullOff': 19 },
    at: 'axes.b.home.pullOff',
    says: /19 mm is not below the travel, 19 mm/,
  },
  {
    title: 'an axis without a home switch',
    change: { 'axes.b.home': undefined, homeOrder: [['z', 'a', 'c'], ['x'], ['y']] },
    at: 'axes.b.home',
    says: /is missing/,
  },
  {
    title: 'an enable line that is not there',
    change: { 'axes.b.driver.enable': 'plunger' },
    at: 'axes.b.driver.enable',
    says: /no enable line 'plunger': did you mean 'plungers'\?/,
  },
  {
    title: 'an axis that is not homed',
    change: { homeOrder: [['z', 'a'], ['b'], ['x'], ['y']] },
    at: 'homeOrder',
    says: /axis c is missing/,
  },
  {
    title: 'an axis that is homed twice',
    change: { homeOrder: [['z', 'a', 'z'], ['b', 'c'], ['x'], ['y']] },
    at: 'homeOrder',
    says: /axis z stands twice/,
  },
  {
    title: 'homing of an axis that is not there',
    board: 'fysetc_e4',
    change: { homeOrder: [['z', 'a'], ['b'], ['x'], ['y']] },
    at: 'homeOrder',
    says: /axis a has no home switch/,
  },
  {
    title: 'a gantry that homes with its heads down',
    change: { homeOrder: [['x'], ['z', 'a'], ['b', 'c'], ['y']] },
    at: 'homeOrder',
    says: /axis x homes no later than z, the head of the left arm, and would drag/,
  },
  {
    title: 'drivers without their serial line',
    board: 'fysetc_e4',
    change: { driverUart: undefined },
    at: 'axes.x.driver.tmc2209',
    says: /driverUart, which is missing/,
  },
  {
    title: 'two drivers with one address',
    board: 'fysetc_e4',
    change: { 'axes.z.driver.tmc2209.address': 3 },
    at: 'axes.z.driver.tmc2209.address',
    says: /address 3 is that of axes\.y already/,
  },
  {
    title: 'more current than the driver can set',
    board: 'fysetc_e4',
    change: { 'axes.x.driver.tmc2209.runMilliamperes': 1900 },
    at: 'axes.x.driver.tmc2209.runMilliamperes',
    says: /1,900 mA is more than sense resistors of 110 mΩ allow, 1,767 mA/,
  },
  {
    title: 'more current at rest than in motion',
    board: 'fysetc_e4',
    change: { 'axes.x.driver.tmc2209.holdMilliamperes': 900 },
    at: 'axes.x.driver.tmc2209.holdMilliamperes',
    says: /900 mA at rest is more than the 800 mA/,
  },
];
