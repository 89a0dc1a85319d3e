// Random labs and random commands for them, most of which can be carried out.

import type {
  DryContainer,
  InitArguments,
  Labware,
  Product,
  Reagent,
} from '../../src/host/controller-arguments.js';
import type { LabModel } from './lab-model.js';
import { type Kind, LABWARE, LARGE_TUBE, SMALL_TUBE, TIPS, TUBE } from './lab-model-deck.js';
import type { ModelCommand } from './lab-model-plan.js';
import type { Random } from './random.js';

const REAGENTS = ['AgNO3C0.5', 'NaClC2.0', 'SaltC20.0', 'Größe ÄC1.0', '水C0.25', 'say "hi"', '🧪C3.5'];
const POWDERS = ['KBr', 'KBr', 'Größe Ä', 'Salt'];
/** A reagent that can be made of a powder, and restocked. */
const MADE = 'KBrC20.0';
const PIPETTES = [
  ['300uL', '20uL'],
  ['1000uL', '20uL'],
  ['1000uL', '300uL'],
] as const;
const PRODUCT_LABWARE = [
  '',
  '',
  '',
  'well_plate',
  'WellPlate96',
  'platereader',
  'tube_holder',
  '24_well_plate',
];

const between = (random: Random, from: number, to: number): number =>
  from + ((to - from) * random.below(1_000_000)) / 1_000_000;

const shuffled = <T>(random: Random, items: readonly T[]): T[] => {
  const rest = [...items];
  return items.map(() => rest.splice(random.below(rest.length), 1)[0]!);
};

/** An `init` that the robot accepts; its racks may have few tips and its tubes little above what is dead. */
export function randomInit(random: Random): InitArguments {
  const usingTempCtrl = random.chance(50);
  const sizes = shuffled(random, random.pick(PIPETTES));
  const [left, right] = sizes.map((size) => `${size}_pipette`) as [string, string];
  const instruments = random.chance(90) ? { left, right } : { left };
  const free = new Map<number, string[]>([[1, wellsOf(random, 'tube_holder_10')]]);
  const labware: Labware[] = [{ deckPos: 1, name: 'tube_holder_10' }];
  const rack = (deckPos: number, name: string): void => {
    const wells = wellsOf(random, name);
    const empty = wells.splice(0, 1 + random.below(4));
    free.set(deckPos, wells);
    labware.push({ deckPos, name, emptyList: empty.join(',') });
  };
  if (random.chance(80)) rack(2, 'tube_holder_10');
  if (usingTempCtrl) rack(3, 'temp_mod_24_tube');
  labware.push(...plates(random));
  const used = instruments.right === undefined ? sizes.slice(0, 1) : sizes;
  for (const [i, size] of used.entries()) labware.push(...tipRacks(random, size, 8 + 2 * i));
  const reagents = randomReagents(random, free, usingTempCtrl);
  return {
    ...{ simulate: random.chance(20), usingTempCtrl, temp: usingTempCtrl ? 10 : null, instruments },
    ...{ labware: shuffledRacksInOrder(random, labware), reagents },
    dryContainers: randomPowders(random, free),
  };
}

const wellsOf = (random: Random, name: string): string[] =>
  shuffled(
    random,
    LABWARE.get(name)!.places.map(({ well }) => well),
  );

function plates(random: Random): Labware[] {
  const all = [
    { deckPos: 4, name: 'platereader4' },
    { deckPos: 5, name: '24_well_plate' },
    { deckPos: 6, name: '96_well_plate' },
    { deckPos: 7, name: 'platereader7' },
  ].map((plate) => {
    const { places } = LABWARE.get(plate.name)!;
    // Sometimes nearly full, sometimes full.
    const firstUsable = random.chance(10) ? 'Z9' : random.pick(places).well;
    return { ...plate, firstUsable };
  });
  const [first, ...others] = shuffled(random, all) as [Labware, ...Labware[]];
  return [
    { ...first, firstUsable: LABWARE.get(first.name)!.places[0]!.well },
    ...others.filter(() => random.chance(50)),
  ];
}

/** One or two racks; the first of them may be used already. */
function tipRacks(random: Random, size: string, deckPos: number): Labware[] {
  const name = `tip_rack_${size}`;
  const firstUsable = random.chance(60) ? TIPS[95 - random.below(random.pick([8, 96]))]! : 'A1';
  const racks = [{ deckPos, name, firstUsable }];
  if (random.chance(40)) racks.push({ deckPos: deckPos + 1, name, firstUsable: 'A1' });
  return racks;
}

/** In any order, but tip racks as they were: of two whole racks the first in the table is the first that is used. */
function shuffledRacksInOrder(random: Random, labware: readonly Labware[]): Labware[] {
  const isTips = ({ name }: Labware): boolean => name.startsWith('tip_rack');
  return [
    ...shuffled(
      random,
      labware.filter((row) => !isTips(row)),
    ),
    ...labware.filter(isTips),
  ];
}

const kindAt = (slot: number, well: string): Kind =>
  slot === 3 ? SMALL_TUBE : /[34]/.test(well) ? LARGE_TUBE : TUBE;

const capacityOf = (kind: Kind): number => (kind === SMALL_TUBE ? 2_000 : kind === TUBE ? 15_000 : 50_000);

type FreePlaces = Map<number, string[]>;

function randomReagents(random: Random, free: FreePlaces, isCold: boolean): Reagent[] {
  const put = (name: string, deckPos: number, isFull = false): Reagent[] => {
    const loc = free.get(deckPos)?.pop();
    if (loc === undefined) return [];
    const kind = kindAt(deckPos, loc);
    const little = between(random, 0.9 * kind.dead, kind.dead + 900);
    const much = between(random, isFull ? 0.5 * capacityOf(kind) : kind.dead, 0.98 * capacityOf(kind));
    const volume = random.chance(isFull ? 0 : name === MADE ? 75 : 40) ? little : much;
    return [{ name, conc: 1, loc, deckPos, mass: kind.emptyMass + (volume * kind.density) / 1_000 }];
  };
  const slots = [...free.keys()];
  const rows = put('WaterC1.0', 1, true);
  if (random.chance(60)) rows.push(...put('WaterC1.0', 1));
  if (isCold) rows.push(...put('ColdWaterC1.0', 3, true));
  for (let i = 0; i < 8; i++)
    rows.push(...put(random.chance(30) ? MADE : random.pick(REAGENTS), random.pick(slots)));
  return shuffled(random, rows);
}

function randomPowders(random: Random, free: FreePlaces): DryContainer[] {
  const slots = [...free.keys()].filter((slot) => slot !== 1);
  const rows: DryContainer[] = [];
  for (let i = 1 + random.below(4); i > 0 && slots.length > 0; i--) {
    const deckPos = random.pick(slots);
    const loc = free.get(deckPos)!.pop();
    if (loc === undefined) continue;
    const kind = kindAt(deckPos, loc);
    const volume = between(random, 0.9 * kind.dead, Math.min(1.1 * capacityOf(kind), kind.dead + 3_000));
    rows.push({ name: random.pick(POWDERS), loc, deckPos, mass: (volume * 119 * 20) / 1e9, molarMass: 119 });
  }
  return rows;
}

/** Names of products count up over a session. */
export function randomProducts(random: Random, count: number, named: number): Product[] {
  return Array.from({ length: count }, (_, i) => ({
    name: random.chance(90) ? `rxn${named + i}C1.0` : `Ödön ${named + i}`,
    labware: random.pick(PRODUCT_LABWARE),
    container: random.chance(95) ? '' : random.pick(['Well96', 'Tube2000uL', 'Tube50000uL']),
    maxVol: random.chance(80) ? between(random, 0, 280) : between(random, 0, 4_000),
  }));
}

const volumeOf = (random: Random): number => {
  const roll = random.below(100);
  if (roll < 30) return between(random, 0.5, 20);
  if (roll < 50) return between(random, 20, 60);
  return roll < 95 ? between(random, 20, 300) : between(random, 300, 2_100);
};

/** Whatever comes to mind: some of it has to be refused. */
export function randomCommand(random: Random, model: LabModel): ModelCommand {
  const names = [...model.members.keys()];
  const full = names.filter((name) => model.members.get(name)!.list.some(({ volume }) => volume > 300));
  const empty = names.filter((name) => model.members.get(name)!.list.every(({ volume }) => volume < 300));
  const one = (likely: readonly string[]): string =>
    random.chance(2) ? 'NobodyC1.0' : random.pick(likely.length > 0 && random.chance(90) ? likely : names);
  const roll = random.below(100);
  if (roll < 62)
    return {
      kind: 'transfer',
      source: names.includes(MADE) && random.chance(20) ? MADE : one(full),
      steps: Array.from({ length: random.below(5) }, () => [one(empty), volumeOf(random)] as const),
    };
  if (roll < 72)
    return {
      kind: 'mix',
      mixes: [
        [one(full), random.below(3)],
        [one(empty), 1],
      ],
    };
  if (roll < 84)
    return {
      kind: 'make',
      powder: random.pick([...POWDERS, 'Sugar']),
      concentration: random.pick([1, 20, 20, 25.5]),
    };
  if (roll < 92)
    return { kind: 'init_containers', products: randomProducts(random, 1 + random.below(3), names.length) };
  return { kind: random.pick(['pause', 'home', 'stop'] as const) };
}
