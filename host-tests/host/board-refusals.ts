// Long because it is a table: what a board must not say, the change of a good board (by default bench) that is refused, where, and in which words.

export interface Refusal {
  readonly title: string;
  readonly board?: string;
  /** New values by their paths; undefined takes a value out. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly says: RegExp;
}

const CONTACT = { pin: 40 };

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

export const INSTRUMENTS: readonly Refusal[] = [
  { title: 'a machine without arms', change: { arms: {} }, at: 'arms', says: /no arm/ },
  {
    title: 'a head that is not there',
    board: 'fysetc_e4',
    change: { 'arms.left.head': 'a' },
    at: 'arms.left.head',
    says: /no axis a/,
  },
  {
    title: 'a gantry axis as a head',
    change: { 'arms.left.head': 'x' },
    at: 'arms.left.head',
    says: /axis x is the gantry/,
  },
  {
    title: 'two arms with one head',
    change: { 'arms.right.head': 'z' },
    at: 'arms.right.head',
    says: /axis z is that of arms\.left\.head already/,
  },
  {
    title: 'an instrument that is not there',
    change: { 'arms.left.instruments.0': '20ul_pipete' },
    at: 'arms.left.instruments[0]',
    says: /did you mean '20uL_pipette'\?/,
  },
  {
    title: 'a pipette on an arm without a plunger',
    change: { 'arms.left.plunger': undefined },
    at: 'arms.left.instruments[0]',
    says: /'20uL_pipette' is a pipette and the arm has no plunger/,
  },
  {
    title: 'a stroke longer than the plunger',
    change: { 'pipettes.300uL_pipette.microlitersPerMillimeter': 15 },
    at: 'pipettes.300uL_pipette.capacity',
    says: /300 µL are 20 mm of plunger, from bottom and with backlash up to 22\.05 mm; axis b ends at 19 mm/,
  },
  {
    title: 'a flow that the plunger cannot make',
    change: { 'pipettes.20uL_pipette.flowRates.dispense': 100 },
    at: 'pipettes.20uL_pipette.flowRates.dispense',
    says: /lower it to 60 µL\/s/,
  },
  {
    title: 'a capacity that is not that of the tips',
    change: { 'pipettes.20uL_pipette.capacity': 10 },
    at: 'pipettes.20uL_pipette.capacity',
    says: /set it to 20/,
  },
  {
    title: 'a minimum above the capacity',
    change: { 'pipettes.20uL_pipette.minimumVolume': 20 },
    at: 'pipettes.20uL_pipette.minimumVolume',
    says: /20 µL is not below the capacity/,
  },
  {
    title: 'a calibration that falls',
    change: {
      'pipettes.20uL_pipette.calibration': [
        [1, 1],
        [10, 9.8],
        [10, 11],
      ],
    },
    at: 'pipettes.20uL_pipette.calibration[2]',
    says: /larger than those of the point before/,
  },
  {
    title: 'plunger positions in the wrong order',
    change: { 'pipettes.20uL_pipette.plunger.blowOut': 3 },
    at: 'pipettes.20uL_pipette.plunger',
    says: /rise in this order/,
  },
  {
    title: 'a nozzle that goes through the tip',
    change: { 'pipettes.20uL_pipette.tipPickUp.depth': 31 },
    at: 'pipettes.20uL_pipette.tipPickUp.depth',
    says: /31 mm is as long as the tip/,
  },
  {
    title: 'a pump with the name of a pipette',
    change: {
      'pumps.20uL_pipette': {
        kind: 'output',
        output: CONTACT,
        capacity: 20,
        minimumVolume: 1,
        flowRate: 1,
        flushVolume: 20,
        nozzleHeight: 0,
        tipLength: 0,
      },
    },
    at: 'pumps.20uL_pipette',
    says: /name of a pipette/,
  },
  {
    title: 'a pump without its output',
    change: { 'pumps.wash_pump.output': undefined, 'pumps.wash_pump.dutyPercent': undefined },
    at: 'pumps.wash_pump.output',
    says: /is missing/,
  },
  {
    title: 'a duty without modulation',
    change: { 'pumps.wash_pump.output.pwmHertz': undefined },
    at: 'pumps.wash_pump.dutyPercent',
    says: /needs output\.pwmHertz/,
  },
  {
    title: 'a pump on an output with an axis',
    change: { 'pumps.wash_pump.axis': 'c' },
    at: 'pumps.wash_pump.axis',
    says: /a pump of kind 'output' has none/,
  },
  {
    title: 'a syringe without its axis',
    change: { 'pumps.wash_pump.kind': 'syringe', 'pumps.wash_pump.output': undefined },
    at: 'pumps.wash_pump.axis',
    says: /the axis that drives the syringe pump/,
  },
  {
    title: 'a peristaltic pump that is not metered',
    change: { 'pumps.wash_pump.kind': 'peristaltic' },
    at: 'pumps.wash_pump.microlitersPerMillimeter',
    says: /is metered by it/,
  },
  {
    title: 'a syringe larger than its travel',
    change: {
      'pumps.wash_pump.kind': 'syringe',
      'pumps.wash_pump.axis': 'c',
      'pumps.wash_pump.microlitersPerMillimeter': 50,
    },
    at: 'pumps.wash_pump.capacity',
    says: /20,000 µL is more than the travel of axis c moves: lower it to 950 µL/,
  },
  {
    title: 'a pump on the plunger of an arm',
    change: { 'pumps.wash_pump.kind': 'syringe', 'pumps.wash_pump.axis': 'c' },
    at: 'pumps.wash_pump.axis',
    says: /axis c is that of arms\.right\.plunger already/,
  },
];

export const DECK: readonly Refusal[] = [
  {
    title: 'a deck wider than the travel',
    change: { 'axes.x.travel': 400 },
    at: 'deck.slots[2].x',
    says: /for the left arm the wells of slot 3 are at 307\.99 to 417\.77 mm of axis x, whose travel is 0 to 400 mm, 17\.77 mm after its end/,
  },
  {
    title: 'a deck in front of the travel',
    change: { 'deck.origin': { x: 0, y: -20, z: 0 } },
    at: 'deck.slots[0].y',
    says: /slot 1 .* 11\.01 mm before its start/,
  },
  {
    title: 'slots that overlap',
    change: { 'deck.slots.1.x': 100 },
    at: 'deck.slots[1]',
    says: /slot 2 overlaps slot 1: they are 100 mm by 0 mm apart, a slot is 127\.76 mm by 85\.48 mm/,
  },
  {
    title: 'a slot that stands twice',
    change: { 'deck.slots.1.slot': 1 },
    at: 'deck.slots[1].slot',
    says: /slot 1 stands twice/,
  },
  {
    title: 'a trash on no slot',
    change: {
      'deck.slots.11': { slot: 11, x: 265, y: 271.5 },
      'deck.slots.10': { slot: 10, x: 132.5, y: 271.5 },
    },
    at: 'deck.trashSlot',
    says: /there is no slot 12/,
  },
  {
    title: 'a temperature module in the trash',
    change: { 'temperatureModule.slot': 12 },
    at: 'temperatureModule.slot',
    says: /slot 12 is the trash/,
  },
  {
    title: 'two offsets for one labware',
    change: { 'calibration.1.labware': 'opentrons_1_trash_1100ml_fixed' },
    at: 'calibration[1]',
    says: /opentrons_1_trash_1100ml_fixed stands twice/,
  },
];

export const ELECTRONICS: readonly Refusal[] = [
  {
    title: 'a module that neither heats nor cools',
    change: { 'temperatureModule.cooler': undefined, 'temperatureModule.heater': undefined },
    at: 'temperatureModule',
    says: /neither cooler nor heater/,
  },
  {
    title: 'temperatures the wrong way round',
    change: { 'temperatureModule.minimum': 95 },
    at: 'temperatureModule.minimum',
    says: /95 °C is not below the maximum, 95 °C/,
  },
  {
    title: 'a thermistor whose resistance rises',
    change: {
      'temperatureModule.sensor.table': [
        [0, 27000],
        [25, 10000],
        [50, 11000],
        [110, 700],
      ],
    },
    at: 'temperatureModule.sensor.table[2]',
    says: /resistance to fall/,
  },
  {
    title: 'a thermistor table that is too short',
    change: {
      'temperatureModule.sensor.table': [
        [0, 27000],
        [80, 1300],
      ],
    },
    at: 'temperatureModule.sensor.table',
    says: /from 0 to 80 °C and has to reach past 4 and 95 °C/,
  },
  {
    title: 'a partition between sectors',
    change: { storage: { journalBytes: 500_000 } },
    at: 'storage.journalBytes',
    says: /500,000 is no multiple of 4,096: take 503,808/,
  },
  {
    title: 'partitions larger than the flash',
    change: { storage: { journalBytes: 2_097_152 } },
    at: 'storage',
    says: /5,111,808 bytes, the flash has 4,194,304: lower them by 917,504/,
  },
  {
    title: 'caps with which no session works',
    change: { limits: { transmitBytes: 512 } },
    at: 'limits',
    says: /^transmitBytes: at least \d+, got 512/,
  },
];

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
