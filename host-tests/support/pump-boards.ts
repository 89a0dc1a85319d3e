// Boards whose left arm has a pump in place of a pipette, and the deck of a session on them.

import type { InitArguments } from '../../src/host/controller-arguments.js';
import type { Board, Pump, PumpKind } from '../../src/kernel/board.js';

const PUMP: Pump = {
  kind: 'syringe',
  dutyPercent: 100,
  capacity: 500,
  minimumVolume: 10,
  calibration: [],
  backlash: 0.05,
  flowRate: 100,
  primeVolume: 400,
  flushVolume: 600,
  water: 'WashC1.0',
  nozzleHeight: 29.45,
  tipLength: 51.1,
};

const DRIVES: Readonly<Record<PumpKind, Partial<Pump>>> = {
  syringe: { axis: 'b', microlitersPerMillimeter: 50 },
  peristaltic: { axis: 'b', microlitersPerMillimeter: 50, backlash: 0.4 },
  output: { output: { pin: 24, activeLow: false, pwmHertz: 50 }, dutyPercent: 80, water: 'WaterC1.0' },
};

/** A board whose left arm has a pump as its 300uL_pipette; the axis of a peristaltic one has no switch. */
export function withPump(board: Board, kind: PumpKind, changes: Partial<Pump> = {}): Board {
  const { '300uL_pipette': _taken, ...pipettes } = board.pipettes;
  const { left, right } = board.arms;
  const { home: _home, ...endless } = board.axes.b!;
  const { plunger: _plunger, ...arm } = left!;
  const isEndless = kind === 'peristaltic';
  return {
    ...board,
    axes: isEndless ? { ...board.axes, b: endless } : board.axes,
    homeOrder: isEndless ? [['z', 'a'], ['c'], ['x'], ['y']] : board.homeOrder,
    arms: {
      left: { ...arm, instruments: ['300uL_pipette'] },
      right: { ...right!, instruments: ['20uL_pipette'] },
    },
    pipettes,
    pumps: { '300uL_pipette': { ...PUMP, kind, ...DRIVES[kind], ...changes } },
  };
}

/** A pump left, a pipette right; water for either, and a dye. */
export const PUMP_DECK: InitArguments = {
  simulate: false,
  labware: [
    { deckPos: 1, name: 'tube_holder_10' },
    { deckPos: 5, name: '24_well_plate', firstUsable: 'A1' },
    { deckPos: 11, name: 'tip_rack_20uL', firstUsable: 'A1' },
  ],
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: [
    { name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 40.2 },
    { name: 'WashC1.0', conc: 1, loc: 'B3', deckPos: 1, mass: 40.2 },
    { name: 'DyeC0.5', conc: 0.5, loc: 'A1', deckPos: 1, mass: 18 },
  ],
};
