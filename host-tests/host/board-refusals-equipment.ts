// What a board must not say of its instruments, its deck and its electronics.

import type { Refusal } from './board-refusal.js';

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
    title: 'an air gap for which the plunger has no room',
    change: { 'pipettes.300uL_pipette.airGapVolume': 20 },
    at: 'pipettes.300uL_pipette.capacity',
    says: /300 µL and 20 µL of air gap are 17\.297 mm of plunger, from bottom and with backlash up to 19\.347 mm; axis b ends at 19 mm/,
  },
  {
    title: 'a calibration through nothing',
    change: { 'pipettes.20uL_pipette.calibration': [[0, 1]] },
    at: 'pipettes.20uL_pipette.calibration[0]',
    says: /above 0/,
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
    says: /5,177,344 bytes, the flash has 4,194,304: lower them by 983,040/,
  },
  {
    title: 'a payload that its partition does not hold',
    change: { storage: { packetBytes: 32_768 } },
    at: 'storage.packetBytes',
    says: /lower limits.payloadBytes to 32,736, or give it 65,567 and more/,
  },
  {
    title: 'names that their partition does not hold',
    change: { limits: { nameBytes: 20_000 } },
    at: 'storage.nameBytes',
    says: /16,384 bytes do not hold limits.nameBytes: lower that, or give it 20,000 and more/,
  },
  {
    title: 'caps with which no session works',
    change: { limits: { transmitBytes: 512 } },
    at: 'limits',
    says: /^transmitBytes: at least \d+, got 512/,
  },
];
