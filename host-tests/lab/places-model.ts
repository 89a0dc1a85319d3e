// How products get their places, told once more from ROBOT.md section 4 and without the robot's tables.

import type { Random } from '../support/random.js';

const LETTERS = 'ABCDEFGH';

/** Column after column from the top. */
const columns = (rows: number, count: number): string[] =>
  Array.from({ length: rows * count }, (_, i) => `${LETTERS[i % rows]}${Math.floor(i / rows) + 1}`);

/** Row after row, the last letter first. */
const turned = (letters: string): string[] =>
  [...letters].flatMap((letter) => Array.from({ length: 8 }, (_, i) => `${letter}${i + 1}`));

interface Kind {
  readonly wells: readonly string[];
  readonly capacity: (well: string) => number;
  readonly groups: readonly string[];
  readonly containers: readonly string[];
  readonly isRack?: boolean;
}

const TUBES = ['Tube2000uL', 'Tube20000uL', 'Tube50000uL'];
const CAPACITIES: Readonly<Record<string, number>> = {
  Tube2000uL: 2000,
  Tube20000uL: 15_000,
  Tube50000uL: 50_000,
};

export const KINDS: Readonly<Record<string, Kind>> = {
  '96_well_plate': {
    wells: columns(8, 12),
    capacity: () => 360,
    groups: ['well_plate', 'WellPlate96'],
    containers: ['Well96'],
  },
  '24_well_plate': {
    wells: columns(4, 6),
    capacity: () => 3400,
    groups: ['well_plate', 'WellPlate24'],
    containers: ['Well24'],
  },
  platereader4: {
    wells: turned('EDCBA'),
    capacity: () => 300,
    groups: ['well_plate', 'WellPlate96', 'platereader'],
    containers: ['Well96'],
  },
  platereader7: {
    wells: turned('GFEDCBA'),
    capacity: () => 300,
    groups: ['well_plate', 'WellPlate96', 'platereader'],
    containers: ['Well96'],
  },
  tube_holder_10: {
    wells: ['A1', 'B1', 'C1', 'A2', 'B2', 'C2', 'A3', 'B3', 'A4', 'B4'],
    capacity: (well) => (well[1]! < '3' ? 15_000 : 50_000),
    groups: ['tube_holder'],
    containers: TUBES,
    isRack: true,
  },
  temp_mod_24_tube: {
    wells: columns(4, 6),
    capacity: () => 2000,
    groups: ['tube_holder', 'temp_mod'],
    containers: TUBES,
    isRack: true,
  },
};

/** Labware on a slot, as the model keeps it. */
export interface Stand {
  readonly slot: number;
  readonly name: string;
  readonly firstUsable: string;
  readonly emptyTubes: readonly string[];
}

const PRIORITY = ['platereader4', 'platereader7'];
const priorityOf = (name: string): number =>
  (PRIORITY.indexOf(name) + PRIORITY.length + 1) % (PRIORITY.length + 1);

export class PlacesModel {
  /** `A1 on 5` for each well and tube that is not free. */
  readonly taken = new Set<string>();
  readonly #stands: readonly Stand[];
  /** Well with which each plate goes on. */
  readonly #next = new Map<number, number>();

  constructor(stands: readonly Stand[]) {
    this.#stands = [...stands].sort((a, b) => priorityOf(a.name) - priorityOf(b.name) || a.slot - b.slot);
    for (const { slot, name, firstUsable } of stands) {
      const first = KINDS[name]!.wells.indexOf(firstUsable);
      this.#next.set(slot, first < 0 ? Number.POSITIVE_INFINITY : first);
    }
  }

  /** Where a product is put, or an empty text. */
  place(labware: string, container: string, maxVolume: number): string {
    for (const stand of this.#stands) {
      const kind = KINDS[stand.name]!;
      if (labware !== '' && labware !== stand.name && !kind.groups.includes(labware)) continue;
      if (container !== '' && !kind.containers.includes(container)) continue;
      const well = kind.isRack ? this.#tube(stand, container, maxVolume) : this.#well(stand, maxVolume);
      if (well === undefined) continue;
      this.taken.add(`${well} on ${stand.slot}`);
      return `${well} on ${stand.slot}`;
    }
    return '';
  }

  #well({ slot, name }: Stand, maxVolume: number): string | undefined {
    const { wells, capacity } = KINDS[name]!;
    let next = this.#next.get(slot)!;
    while (this.taken.has(`${wells[next]} on ${slot}`)) next += 1;
    const well = wells[next];
    if (well === undefined || !(capacity(well) > maxVolume)) return undefined;
    this.#next.set(slot, next + 1);
    return well;
  }

  #tube({ slot, name, emptyTubes }: Stand, container: string, maxVolume: number): string | undefined {
    const { capacity } = KINDS[name]!;
    const best = maxVolume <= 2000 ? 'Tube2000uL' : maxVolume <= 20_000 ? 'Tube20000uL' : 'Tube50000uL';
    const wanted =
      container !== '' ? [container] : [...(maxVolume > 0 ? [best] : []), ...[...TUBES].reverse()];
    for (const type of wanted)
      for (const tube of [...emptyTubes].reverse())
        if (
          capacity(tube) === CAPACITIES[type] &&
          capacity(tube) >= maxVolume &&
          !this.taken.has(`${tube} on ${slot}`)
        )
          return tube;
    return undefined;
  }
}

/** Labware on some of the slots 1 to 9, each with some places that may be used. */
export function randomStands(random: Random): Stand[] {
  const names = Object.keys(KINDS);
  const stands: Stand[] = [];
  for (let slot = 1; slot <= 9; slot++) {
    const name = random.pick(names);
    const { wells, isRack = false } = KINDS[name]!;
    if (random.chance(50) || (name === 'temp_mod_24_tube' && slot !== 3)) continue;
    stands.push({
      slot,
      name,
      firstUsable: isRack ? '' : random.chance(10) ? 'Z9' : random.pick(wells.slice(-6)),
      emptyTubes: isRack ? wells.filter(() => random.chance(40)).sort(() => random.below(3) - 1) : [],
    });
  }
  return stands;
}
