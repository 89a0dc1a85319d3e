// A lab for tests, set up with texts as a controller would do it, and the deck of ROBOT.md's example.

import { ByteRing } from '../../src/kernel/byte-ring.js';
import { LAB_LIMITS, type LabLimits } from '../../src/kernel/limits.js';
import { putUtf8 } from '../../src/kernel/utf8.js';
import { Lab, type LabOptions, noContainers } from '../../src/lab/lab.js';
import { LabwareTable } from '../../src/lab/labware-table.js';
import { NONE } from '../../src/lab/numbers.js';
import { hexBytes } from '../support/bytes.js';
import { outside } from '../support/engine.js';
import { once } from '../support/once.js';
import sample from './sample-table.json';

/** Slot, name, first usable place, empty tubes. */
type Labware = readonly [slot: number, name: string, firstUsable?: string | null, emptyTubes?: string];

/** Name, well, slot, mass of tube and contents in g. */
type Reagent = readonly [name: string, well: string, slot: number, mass: number];

/** Name, well, slot, mass in g, molar mass in g/mol. */
type Powder = readonly [name: string, well: string, slot: number, mass: number, molarMass: number];

export interface Bench {
  readonly simulate?: boolean;
  readonly usesTemperatureModule?: boolean;
  readonly labware?: readonly Labware[];
  readonly pipettes?: Readonly<Record<string, string>>;
  readonly reagents?: readonly Reagent[];
  readonly powders?: readonly Powder[];
}

export interface Board {
  readonly pipettes?: readonly (readonly number[])[];
  readonly temperatureModuleSlot?: number;
  readonly limits?: LabLimits;
}

/** What one real controller sends (ROBOT.md section 1). */
export const REAL = {
  usesTemperatureModule: true,
  labware: [
    [10, 'tip_rack_300uL', 'A1'],
    [11, 'tip_rack_20uL', 'B1'],
    [7, 'platereader7', 'G1'],
    [8, '96_well_plate', 'A1'],
    [4, 'platereader4', 'E1'],
    [5, '24_well_plate', 'A1'],
    [1, 'tube_holder_10', ''],
    [3, 'temp_mod_24_tube', '', 'A1,B1'],
  ],
  pipettes: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: [
    ['WaterC1.0', 'A3', 1, 40.2],
    ['WaterC1.0', 'B3', 1, 45],
    ['AgNO3C0.5', 'A1', 1, 12.5],
    ['ColdWaterC1.0', 'D6', 3, 3.2],
  ],
  powders: [['KBr', 'A2', 5, 0.005, 119]],
} as const satisfies Bench;

const table = once(() => new LabwareTable(hexBytes(sample.hex)));

export function ringWith(text: string): ByteRing {
  const ring = new ByteRing(256);
  putUtf8(ring, text);
  return ring;
}

const labOptions = ({
  pipettes = [
    [20, 300, 1000],
    [20, 300, 1000],
  ],
  temperatureModuleSlot = 3,
  limits = LAB_LIMITS,
}: Board): LabOptions => ({ labware: table(), pipettes, pumps: [], temperatureModuleSlot, limits });

/** A lab whose tables are in the pools of a board, as on a chip. */
export const labInPools = (board: Board = {}): Lab => new Lab(labOptions(board));

/** A lab whose tables are outside of the pools of a board. */
export const newLab = (board: Board = {}): Lab => {
  const options = labOptions(board);
  return outside(() => new Lab(options));
};

/** Does what `init` does; what is not given is that of `REAL`. */
export function setUp(lab: Lab, bench: Bench = {}): Lab {
  const { labware, pipettes, reagents, powders } = { ...REAL, ...bench } as Required<Bench>;
  lab.begin(bench.simulate ?? false, bench.usesTemperatureModule ?? true);
  for (const [slot, name, firstUsable = '', emptyTubes = ''] of labware)
    lab.addLabware(slot, name, firstUsable, emptyTubes);
  for (const arm of Object.keys(pipettes)) lab.addPipette(arm, pipettes[arm]!);
  for (const [name, well, slot, mass] of reagents) {
    const container = lab.addReagent(...at(name));
    lab.putOnDeck(container, slot, ...at(well));
    lab.fillReagent(container, mass);
  }
  for (const [name, well, slot, mass, molarMass] of powders) {
    const container = lab.addPowder(...at(name));
    lab.putOnDeck(container, slot, ...at(well));
    lab.fillPowder(container, mass, molarMass);
  }
  lab.finishInit();
  return lab;
}

export const labWith = (bench: Bench = {}, board: Board = {}): Lab => setUp(newLab(board), bench);

/** A text as a packet brings it. */
export const at = (text: string): [ring: ByteRing, start: number, length: number] => {
  const ring = ringWith(text);
  return [ring, 0, ring.length];
};

/** Name, labware, container, largest volume. */
export type Request = readonly [name: string, labware?: string, container?: string, maxVolume?: number];

/** Does what `init_containers` does with rows; returns their containers. */
export function addProducts(lab: Lab, rows: readonly Request[]): number[] {
  lab.pending.copyFrom(lab.committed);
  const asked = ([, labware = '', container = '', maxVolume = 0]: Request) =>
    [lab.slotsNamed(...at(labware)), lab.typeNamed(...at(container)), maxVolume] as const;
  rows.forEach((row, i) => {
    const [name, labware = '', container = '', maxVolume = 0] = row;
    if (lab.checkProduct(i, ...at(name), ...asked(row)) === NONE)
      throw noContainers(name, labware, container, `${maxVolume}`);
  });
  return rows.map((row) => {
    const container = lab.nameProduct(...at(row[0]));
    lab.placeProduct(container, ...asked(row));
    return container;
  });
}

/** Number of a chemical. */
export const chemical = (lab: Lab, name: string): number => lab.chemical(...at(name));

/** Where a chemical stands now: `A3 on 1`. */
export function whereIs(lab: Lab, name: string): string {
  const container = lab.committed.chemicals.current(chemical(lab, name));
  return lab.deck.label(lab.containers.place(container)).replace(/ of .* on /, ' on ');
}

/** The number of the powder of a name. */
export const powder = (lab: Lab, name: string): number => lab.powder(...at(name));
