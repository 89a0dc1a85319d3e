// The protocol of the demonstration: 23 dyes in four dilutions, with buffers, salts and a bromide made from powder.

import { pythonFloat } from '../kernel/python-float.js';
import type { Controller } from './controller.js';
import type { DryContainer, InitArguments, Labware, Product, Reagent, Step } from './controller-arguments.js';

/** platereader4 and platereader7 are the two parts of one turned 96-well plate. */
const LABWARE: readonly Labware[] = Object.freeze([
  { deckPos: 1, name: 'tube_holder_10', firstUsable: '', emptyList: '' },
  { deckPos: 2, name: 'tube_holder_10', firstUsable: '', emptyList: 'A2' },
  { deckPos: 3, name: 'temp_mod_24_tube', firstUsable: '', emptyList: '' },
  { deckPos: 4, name: 'platereader4', firstUsable: 'E1', emptyList: '' },
  { deckPos: 7, name: 'platereader7', firstUsable: 'G1', emptyList: '' },
  { deckPos: 8, name: 'tip_rack_300uL', firstUsable: 'A1', emptyList: '' },
  { deckPos: 10, name: 'tip_rack_300uL', firstUsable: 'A1', emptyList: '' },
  { deckPos: 11, name: 'tip_rack_20uL', firstUsable: 'A1', emptyList: '' },
]);

const DYES: readonly string[] = Object.freeze(
  (
    'AlluraRed Amaranth Azorubine BrilliantBlue CongoRed CrystalViolet EosinY Erythrosine FastGreen Fluorescein ' +
    'GreenS IndigoCarmine MalachiteGreen MethylOrange MethyleneBlue NileBlue PatentBlue Ponceau Rhodamine ' +
    'SunsetYellow Tartrazine ToluidineBlue TrypanBlue'
  ).split(' '),
);

const BUFFERS: readonly string[] = Object.freeze('Citrate Acetate Phosphate HEPES Tris Borate'.split(' '));
const SALTS: readonly string[] = Object.freeze('LiCl NaCl KCl MgCl2 CaCl2 Na2SO4'.split(' '));

/** µL of dye in the four wells of each, and of what a well holds when dye and water are in it. */
const DYE_VOLUMES: readonly number[] = Object.freeze([10, 20, 40, 80]);
const WELL_VOLUME = 150;

/** µL. */
const BUFFER_VOLUME = 12.5;
const SALT_VOLUME = 8;
const BROMIDE_VOLUME = 45;

const BLANKS = 4;

/** Destinations of one `transfer` of water. */
const WELLS_A_ROW = 12;

/** The powder that is dissolved on the way, and to which concentration, mM. */
export const BROMIDE = Object.freeze({ name: 'KBr', concentration: 20 });

const POWDERS: readonly DryContainer[] = Object.freeze([
  { name: BROMIDE.name, loc: 'A1', deckPos: 2, mass: 0.01, molarMass: 119 },
  { name: BROMIDE.name, loc: 'B1', deckPos: 2, mass: 0.012, molarMass: 119 },
]);

const chemical = (name: string, concentration: number): string => `${name}C${pythonFloat(concentration)}`;
const dye = (name: string): string => chemical(name, 0.1);
const buffer = (name: string): string => chemical(name, 100);
const salt = (name: string): string => chemical(name, 500);
const WATER = chemical('Water', 1);

/** The well with the dilution of a dye, from 0 for the weakest. */
const well = (name: string, dilution: number): string => chemical(`${name}_${dilution + 1}`, 1);

/** Rows of the reagent table for tubes of one kind: names and places one after the other. @param mass g */
const tubes = (deckPos: number, mass: number, conc: number, names: readonly string[], places: string) =>
  places.split(' ').map((loc, i): Reagent => ({ name: names[i] ?? '', conc, loc, deckPos, mass }));

function reagents(): Reagent[] {
  const cold = [chemical('ColdWater', 1), ...DYES.map(dye)];
  const block = cold.map((_, i) => `${'ABCD'[i % 4]}${Math.floor(i / 4) + 1}`).join(' ');
  const salts = SALTS.map(salt);
  return [
    ...tubes(1, 55, 1, [WATER, WATER, WATER, WATER], 'A3 B3 A4 B4'),
    ...tubes(1, 18, 100, BUFFERS.map(buffer), 'A1 B1 C1 A2 B2 C2'),
    ...tubes(3, 3.1, 0.1, cold, block),
    ...tubes(2, 15, 500, salts.slice(0, 2), 'B2 C2'),
    ...tubes(2, 40, 500, salts.slice(2), 'A3 B3 A4 B4'),
  ];
}

export const init = (): InitArguments => ({
  simulate: false,
  usingTempCtrl: true,
  temp: 4,
  labware: LABWARE,
  instruments: { left: '300uL_pipette', right: '20uL_pipette' },
  reagents: reagents(),
  dryContainers: POWDERS,
});

/** Well and µL of water in it: the dilutions of all dyes, then blanks. */
function waterSteps(): Step[] {
  const dilutions = DYES.flatMap((name) =>
    DYE_VOLUMES.map((volume, i): Step => [well(name, i), WELL_VOLUME - volume]),
  );
  const blanks = Array.from({ length: BLANKS }, (_, i): Step => [well('Blank', i), WELL_VOLUME]);
  return [...dilutions, ...blanks];
}

export const products = (): Product[] =>
  waterSteps().map(([name]) => ({ name, labware: 'platereader', maxVol: 280 }));

/** One command of the protocol, after `init` and `init_containers`. */
export type Command =
  | { readonly kind: 'transfer'; readonly source: string; readonly steps: readonly Step[] }
  | { readonly kind: 'mix'; readonly wells: readonly string[] }
  | { readonly kind: 'make' | 'stop' | 'save' };

/** Every fourth dye belongs to the next buffer and salt. */
const group = (index: number): readonly string[] => DYES.slice(4 * index, 4 * index + 4);

/** Water first, with one pair of tips; then what needs fresh ones. A person looks at the plate in between. */
export function commands(): Command[] {
  const list: Command[] = [];
  const transfer = (source: string, steps: readonly Step[]) => list.push({ kind: 'transfer', source, steps });
  const into = (names: readonly string[], dilution: number, volume: number): Step[] =>
    names.map((name) => [well(name, dilution), volume]);
  const water = waterSteps();
  for (let from = 0; from < water.length; from += WELLS_A_ROW)
    transfer(WATER, water.slice(from, from + WELLS_A_ROW));
  list.push({ kind: 'save' });
  for (const name of DYES)
    transfer(
      dye(name),
      DYE_VOLUMES.map((volume, i) => [well(name, i), volume]),
    );
  list.push({ kind: 'stop' });
  for (const [i, name] of BUFFERS.entries()) transfer(buffer(name), into(group(i), 0, BUFFER_VOLUME));
  for (const [i, name] of SALTS.entries()) transfer(salt(name), into(group(i), 1, SALT_VOLUME));
  list.push({ kind: 'make' });
  transfer(chemical(BROMIDE.name, BROMIDE.concentration), into(DYES, 2, BROMIDE_VOLUME));
  list.push({ kind: 'mix', wells: DYES.slice(0, 6).map((name) => well(name, 2)) }, { kind: 'save' });
  return list;
}

/** Has the robot carry out a command; resolves when it has. After a `stop` it goes on at once. */
export async function perform(controller: Controller, command: Command): Promise<unknown> {
  switch (command.kind) {
    case 'transfer':
      return controller.transfer(command.source, command.steps);
    case 'mix':
      return controller.mix(command.wells.map((well) => [well, 1] as const));
    case 'make':
      return controller.make(BROMIDE.name, BROMIDE.concentration);
    case 'save':
      return controller.save();
    case 'stop':
      await controller.stop();
      return controller.continue();
  }
}

/** Sends as the window allows; `stop` and `save` wait for all before them, as a person does. Tells of each that is done. */
export async function performAll(
  controller: Controller,
  list: readonly Command[],
  done: (command: Command) => void = () => {},
): Promise<void> {
  let pending: Promise<void>[] = [];
  for (const command of list) {
    pending.push(perform(controller, command).then(() => done(command)));
    if (command.kind !== 'stop' && command.kind !== 'save') continue;
    await Promise.all(pending);
    pending = [];
  }
  await Promise.all(pending);
}
