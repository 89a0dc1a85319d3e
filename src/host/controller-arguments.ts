// What a controller sends: typed arguments, and the values of each packet in the order of its description.

import type { ArgumentSource } from '../wire/arguments-writer.js';
import { INIT, INIT_CONTAINERS, LOC_REQ, MAKE, MIX, TRANSFER } from '../wire/packets.js';
import type { ValueWriter } from '../wire/value-writer.js';

/** A row of the labware table. */
export interface Labware {
  /** Deck slot, 1 to 12. */
  readonly deckPos: number;
  /** Common name, such as `96_well_plate`. */
  readonly name: string;
  /** First well or tip that may be used; '' for tube racks. */
  readonly firstUsable?: string;
  /** Tube racks: places of empty tubes, comma separated. */
  readonly emptyList?: string;
}

/** A row of the reagent table. */
export interface Reagent {
  /** Chemical name, such as `WaterC1.0`. */
  readonly name: string;
  /** Concentration, mM. */
  readonly conc: number;
  /** Well, such as `A1`. */
  readonly loc: string;
  readonly deckPos: number;
  /** Mass of the tube and its contents, g. */
  readonly mass: number;
}

/** A row of the table of powders. */
export interface DryContainer {
  /** Name without a concentration. */
  readonly name: string;
  readonly loc: string;
  readonly deckPos: number;
  /** Mass of the powder alone, g. */
  readonly mass: number;
  /** g/mol. */
  readonly molarMass: number;
}

export interface InitArguments {
  readonly simulate: boolean;
  readonly usingTempCtrl?: boolean;
  /** °C, with the temperature module. */
  readonly temp?: number | null;
  readonly labware: readonly Labware[];
  /** Pipette names by arm: `{ left: '300uL_pipette', right: '20uL_pipette' }`. */
  readonly instruments: Readonly<Record<string, string>>;
  readonly reagents: readonly Reagent[];
  readonly controllerIp?: string;
  readonly dryContainers?: readonly DryContainer[];
}

/** A container to be made ready. */
export interface Product {
  readonly name: string;
  /** Labware it has to be on; '' for any. */
  readonly labware?: string;
  /** Container type it has to be; '' for any. */
  readonly container?: string;
  /** Largest volume it will hold, µL. */
  readonly maxVol: number;
}

/** Destination and volume in µL. */
export type Step = readonly [destination: string, volume: number];

/** Container and mix code: 1 normal, 2 vigorous. */
export type Mix = readonly [name: string, code: number];

/** Ids of the containers by name, for the compact encoding; null: names are sent. */
export type Ids = ReadonlyMap<string, number> | null;

function putName(writer: ValueWriter, name: string, ids: Ids): void {
  const id = ids?.get(name);
  if (id === undefined) writer.text(name);
  else writer.integer(id);
}

/** Column values of a row, by field number. */
type Cell = (writer: ValueWriter) => void;

/** A source whose plain values have row 0 and whose tables have `counts[argument]` rows. */
const source = (
  counts: readonly number[],
  cell: (field: number, row: number) => Cell,
  all = false,
): ArgumentSource => ({
  all,
  rows: (argument: number) => counts[argument] ?? 0,
  put: (field: number, row: number, writer: ValueWriter) => cell(field, row)(writer),
});

const text =
  (value: string): Cell =>
  (writer) =>
    writer.text(value);
const float =
  (value: number): Cell =>
  (writer) =>
    writer.float(value);
const integer =
  (value: number): Cell =>
  (writer) =>
    writer.integer(value);
const boolean =
  (value: boolean): Cell =>
  (writer) =>
    writer.boolean(value);

/** Place of the tables among the arguments of `init`. */
const INIT_TABLES = Object.freeze({ labware: 3, instruments: 4, reagents: 5, dryContainers: 7 });

export function initSource(init: InitArguments): ArgumentSource {
  const { labware, instruments, reagents, dryContainers = [], temp = null } = init;
  const arms = Object.entries(instruments);
  const counts: number[] = [];
  counts[INIT_TABLES.labware] = labware.length;
  counts[INIT_TABLES.instruments] = arms.length;
  counts[INIT_TABLES.reagents] = reagents.length;
  counts[INIT_TABLES.dryContainers] = dryContainers.length;
  const tableRow = (field: number, row: number): Cell => {
    if (field <= INIT.labwareEmptyList) return labwareCell(field, labware[row] as Labware);
    if (field === INIT.arm) return text((arms[row] as [string, string])[0]);
    if (field === INIT.pipette) return text((arms[row] as [string, string])[1]);
    if (field <= INIT.reagentMass) return reagentCell(field, reagents[row] as Reagent);
    return powderCell(field, dryContainers[row] as DryContainer);
  };
  return source(counts, (field, row) => {
    if (field === INIT.simulate) return boolean(init.simulate);
    if (field === INIT.usingTempCtrl) return boolean(init.usingTempCtrl ?? false);
    if (field === INIT.temp) return temp === null ? (writer) => writer.none() : float(temp);
    if (field === INIT.controllerIp) return text(init.controllerIp ?? '127.0.0.1');
    return tableRow(field, row);
  });
}

function labwareCell(field: number, row: Labware): Cell {
  if (field === INIT.labwareDeckPos) return integer(row.deckPos);
  if (field === INIT.labwareName) return text(row.name);
  return text((field === INIT.labwareFirstUsable ? row.firstUsable : row.emptyList) ?? '');
}

function reagentCell(field: number, row: Reagent): Cell {
  if (field === INIT.reagentName) return text(row.name);
  if (field === INIT.reagentConc) return float(row.conc);
  if (field === INIT.reagentLoc) return text(row.loc);
  return field === INIT.reagentDeckPos ? integer(row.deckPos) : float(row.mass);
}

function powderCell(field: number, row: DryContainer): Cell {
  if (field === INIT.powderName) return text(row.name);
  if (field === INIT.powderLoc) return text(row.loc);
  if (field === INIT.powderDeckPos) return integer(row.deckPos);
  return float(field === INIT.powderMass ? row.mass : row.molarMass);
}

export const productsSource = (products: readonly Product[]): ArgumentSource =>
  source([products.length], (field, row) => {
    const product = products[row] as Product;
    if (field === INIT_CONTAINERS.name) return text(product.name);
    if (field === INIT_CONTAINERS.maxVol) return float(product.maxVol);
    return text((field === INIT_CONTAINERS.labware ? product.labware : product.container) ?? '');
  });

export const transferSource = (src: string, steps: readonly Step[], ids: Ids): ArgumentSource =>
  source([0, steps.length], (field, row) => {
    if (field === TRANSFER.volume) return float((steps[row] as Step)[1]);
    const name = field === TRANSFER.source ? src : (steps[row] as Step)[0];
    return (writer) => putName(writer, name, ids);
  });

export const mixSource = (mixes: readonly Mix[], ids: Ids): ArgumentSource =>
  source([mixes.length], (field, row) => {
    const [name, code] = mixes[row] as Mix;
    return field === MIX.code ? integer(code) : (writer) => putName(writer, name, ids);
  });

export const namesSource = (names: readonly string[] | 'all', ids: Ids): ArgumentSource =>
  source(
    [names.length],
    (field, row) => (writer) => {
      if (field === LOC_REQ.name) putName(writer, names[row] as string, ids);
    },
    names === 'all',
  );

export const makeSource = (name: string, conc: number): ArgumentSource =>
  source([], (field) => (field === MAKE.name ? text(name) : float(conc)));

export const pauseSource = (seconds: number): ArgumentSource => source([], () => float(seconds));
