// What a board must not say of its pumps.

import type { Refusal } from './board-refusal.js';

const CONTACT = { pin: 40 };

export const PUMPS: readonly Refusal[] = [
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
    says: /20,000 µL are 400 mm of plunger, with backlash up to 400 mm; axis c ends at 19 mm: lower it to 950 µL/,
  },
  {
    title: 'a pump on the plunger of an arm',
    change: { 'pumps.wash_pump.kind': 'syringe', 'pumps.wash_pump.axis': 'c' },
    at: 'pumps.wash_pump.axis',
    says: /axis c is that of arms\.right\.plunger already/,
  },
  {
    title: 'a pump on an arm that init cannot name',
    change: { 'arms.left.instruments.0': 'wash_pump' },
    at: 'arms.left.instruments[0]',
    says: /init cannot name 'wash_pump': .* the name of the pipette that it stands in for, 20uL_pipette, 300uL/,
  },
  {
    title: 'a pump that is smaller than a portion of the pipette that it stands in for',
    change: {
      'pipettes.1000uL_pipette': undefined,
      'pumps.1000uL_pipette': {
        kind: 'output',
        output: CONTACT,
        capacity: 999,
        minimumVolume: 1,
        flowRate: 1,
        flushVolume: 20,
        nozzleHeight: 0,
        tipLength: 0,
      },
    },
    at: 'pumps.1000uL_pipette.capacity',
    says: /999 µL is less than a portion of a 1000uL_pipette: raise it to 1000/,
  },
  {
    title: 'a modulation faster than the firmware makes',
    change: { 'pumps.wash_pump.output.pwmHertz': 51 },
    at: 'pumps.wash_pump.output.pwmHertz',
    says: /51 Hz is more than .*: lower it to 50 Hz and measure flowRate/,
  },
  {
    title: 'a syringe whose backlash has no room in its travel',
    change: {
      'pumps.wash_pump.kind': 'syringe',
      'pumps.wash_pump.axis': 'c',
      'pumps.wash_pump.microlitersPerMillimeter': 50,
      'pumps.wash_pump.capacity': 950,
      'pumps.wash_pump.backlash': 0.2,
    },
    at: 'pumps.wash_pump.capacity',
    says: /950 µL are 19 mm of plunger, with backlash up to 19\.2 mm; axis c ends at 19 mm: lower it to 940 µL/,
  },
  {
    title: 'a tube that is never cleaned',
    change: { 'pumps.wash_pump.kind': 'peristaltic', 'pumps.wash_pump.flushVolume': 0 },
    at: 'pumps.wash_pump.flushVolume',
    says: /never clean/,
  },
  {
    title: 'water that is no name of a chemical',
    change: { 'pumps.wash_pump.water': 'Water' },
    at: 'pumps.wash_pump.water',
    says: /./,
  },
];
