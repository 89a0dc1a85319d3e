// The runs whose traces are kept: short ones for each kind of motion, and the whole demonstration.

import type { Controller } from '../../src/host/controller.js';
import type { InitArguments } from '../../src/host/controller-arguments.js';
import { commands, init, perform, products } from '../../src/host/demo-protocol.js';
import type { Setup } from './trace-checker.js';

export interface TraceRun {
  /** Absent, the bench. */
  readonly board?: string;
  /** Where the supply of a pump on an output stands: `A3 on 1`. */
  readonly supply?: string;
  readonly init: InitArguments;
  /** After `init`, before `save` and `close`. */
  play(controller: Controller): Promise<unknown>;
  /** The part that is kept to look at, as of --trace-from and --trace-to. */
  readonly from: string;
  readonly to: string;
}

/** Water and a dye, for both pipettes. */
const SMALL: InitArguments = {
  simulate: false,
  labware: [
    { deckPos: 1, name: 'tube_holder_10' },
    { deckPos: 4, name: 'platereader4', firstUsable: 'E1' },
    { deckPos: 10, name: 'tip_rack_300uL', firstUsable: 'A1' },
    { deckPos: 11, name: 'tip_rack_20uL', firstUsable: 'A1' },
  ],
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: [
    { name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 40.2 },
    { name: 'DyeC0.5', conc: 0.5, loc: 'A1', deckPos: 1, mass: 18 },
  ],
};

/** On bench_pumps: left a pump, right, if any, a pipette with an air gap. */
const withPump = (instruments: InitArguments['instruments']): InitArguments => ({
  ...SMALL,
  labware: SMALL.labware.filter(({ name }) => name !== 'tip_rack_300uL'),
  instruments,
  reagents: [...SMALL.reagents, { name: 'WashC1.0', conc: 1, loc: 'B3', deckPos: 1, mass: 40.2 }],
});

const addWells = (controller: Controller): Promise<unknown> =>
  controller.initContainers(
    ['aC1.0', 'bC1.0'].map((name) => ({ name, labware: 'platereader4', maxVol: 280 })),
  );

export const RUNS = Object.freeze({
  home: { init: SMALL, play: (controller) => controller.home(), from: '2.735s', to: '2.755s' },
  transfer: {
    init: SMALL,
    play: async (controller) => {
      await addWells(controller);
      await controller.transfer('WaterC1.0', [
        ['aC1.0', 100.5],
        ['bC1.0', 12.5],
      ]);
    },
    from: '28.81s',
    to: '28.87s',
  },
  mix: {
    init: SMALL,
    play: async (controller) => {
      await addWells(controller);
      await controller.transfer('WaterC1.0', [['aC1.0', 200]]);
      await controller.mix([['aC1.0', 1]]);
    },
    from: '38.5s',
    to: '38.56s',
  },
  tips: {
    init: SMALL,
    play: async (controller) => {
      await addWells(controller);
      await controller.transfer('WaterC1.0', [['aC1.0', 50]]);
      await controller.transfer('DyeC0.5', [['aC1.0', 50]]);
    },
    from: '18.87s',
    to: '18.94s',
  },
  syringe: {
    board: 'bench_pumps',
    init: withPump({ left: '300uL_pipette', right: '20uL_pipette' }),
    play: async (controller) => {
      await addWells(controller);
      await controller.transfer('DyeC0.5', [
        ['aC1.0', 100.5],
        ['bC1.0', 12.5],
      ]);
      await controller.transfer('WaterC1.0', [['aC1.0', 80]]);
    },
    from: '45.6s',
    to: '45.64s',
  },
  dispenser: {
    board: 'bench_pumps',
    supply: 'A3 on 1',
    init: withPump({ left: '1000uL_pipette' }),
    play: async (controller) => {
      await addWells(controller);
      await controller.transfer('WaterC1.0', [
        ['aC1.0', 120],
        ['bC1.0', 60.5],
      ]);
    },
    from: '12.1s',
    to: '12.3s',
  },
  demo: {
    init: init(),
    play: async (controller) => {
      await controller.initContainers(products());
      for (const command of commands()) await perform(controller, command);
    },
    from: '1000s',
    to: '1000.02s',
  },
} as const satisfies Record<string, TraceRun>);

export type RunName = keyof typeof RUNS;

export const RUN_NAMES: readonly RunName[] = Object.freeze(Object.keys(RUNS) as RunName[]);

/** Definitions of the controller's names. */
const LOAD_NAMES: Readonly<Record<string, string>> = Object.freeze({
  tube_holder_10: 'opentrons_10_tuberack_falcon_4x50ml_6x15ml_conical',
  temp_mod_24_tube: 'opentrons_24_aluminumblock_generic_2ml_screwcap',
  platereader4: 'plate_reader_4',
  platereader7: 'plate_reader_7',
  tip_rack_300uL: 'opentrons_96_tiprack_300ul',
  tip_rack_20uL: 'opentrons_96_tiprack_20ul',
});

/** Name of a run's board. */
export const boardOf = ({ board = 'bench' }: TraceRun): string => board;

/** The machine of a run as a person sees it. */
export const setupOf = ({ init: { labware, instruments }, supply }: TraceRun): Setup => ({
  deck: labware.map(({ deckPos, name }) => ({ slot: deckPos, labware: LOAD_NAMES[name]! })),
  pipettes: instruments as Record<string, string>,
  supply,
});
