// What the model of a lab knows of labware, tubes and wells: the figures of the protocol's description, by hand.

/** A type of container. */
export interface Kind {
  readonly name: string;
  /** µL that no tip reaches. */
  readonly dead: number;
  /** Mass of an empty tube, g, and density of what is in it, g/mL; a well has neither. */
  readonly emptyMass: number;
  readonly density: number;
  /** At how many heights it is mixed. */
  readonly mixHeights: number;
}

const kind = (name: string, dead: number, mixHeights: number, emptyMass = 0, density = 1): Kind => ({
  ...{ name, dead, emptyMass, density, mixHeights },
});

export const SMALL_TUBE = kind('Tube2000uL', 250, 3, 1.4, 0.9998395);
export const TUBE = kind('Tube20000uL', 2_000, 4, 6.9731, 0.9970479);
export const LARGE_TUBE = kind('Tube50000uL', 5_000, 4, 13.395, 0.9970479);
const WELL_96 = kind('Well96', 40, 1);
const WELL_24 = kind('Well24', 400, 1);

export interface Place {
  readonly well: string;
  readonly kind: Kind;
  /** µL. */
  readonly capacity: number;
}

export interface LabwareFacts {
  readonly isPlate: boolean;
  /** What `init_containers` may call it besides its name. */
  readonly groups: readonly string[];
  /** The container types it serves. */
  readonly kinds: readonly Kind[];
  /** In the order in which they are handed out. */
  readonly places: readonly Place[];
}

const columns = (rows: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => [...rows].map((row) => `${row}${i + 1}`)).flat();

const rows = (letters: string, count: number): string[] =>
  [...letters].flatMap((row) => Array.from({ length: count }, (_, i) => `${row}${i + 1}`));

const places = (wells: readonly string[], of: Kind, capacity: number): Place[] =>
  wells.map((well) => ({ well, kind: of, capacity }));

const plate = (wells: readonly string[], of: Kind, capacity: number, groups: string[]): LabwareFacts => ({
  isPlate: true,
  groups: ['well_plate', ...groups],
  kinds: [of],
  places: places(wells, of, capacity),
});

const TUBES = [SMALL_TUBE, TUBE, LARGE_TUBE];

const rack = (of: Place[], groups: string[]): LabwareFacts => ({
  ...{ isPlate: false, groups: ['tube_holder', ...groups], kinds: TUBES, places: of },
});

const READER = ['WellPlate96', 'platereader'];

/** Plates and racks by their common names. */
export const LABWARE: ReadonlyMap<string, LabwareFacts> = new Map([
  ['96_well_plate', plate(columns('ABCDEFGH', 12), WELL_96, 360, ['WellPlate96'])],
  ['24_well_plate', plate(columns('ABCD', 6), WELL_24, 3_400, ['WellPlate24'])],
  ['platereader4', plate(rows('EDCBA', 8), WELL_96, 300, READER)],
  ['platereader7', plate(rows('GFEDCBA', 8), WELL_96, 300, READER)],
  [
    'tube_holder_10',
    rack(
      [...places(columns('ABC', 2), TUBE, 15_000), ...places(['A3', 'B3', 'A4', 'B4'], LARGE_TUBE, 50_000)],
      [],
    ),
  ],
  ['temp_mod_24_tube', rack(places(columns('ABCD', 6), SMALL_TUBE, 2_000), ['temp_mod'])],
]);

/** Tips of a rack in the order in which they are taken. */
export const TIPS: readonly string[] = columns('ABCDEFGH', 12);

/** The rank of labware among those that have a place for a product. */
export const priority = (name: string): number =>
  name === 'platereader4' ? 0 : name === 'platereader7' ? 1 : 2;

/** Types of tubes for a product of `volume` µL, the best one first. */
export const tubesFor = (volume: number): Kind[] => {
  const best = volume <= 2_000 ? SMALL_TUBE : volume <= 20_000 ? TUBE : LARGE_TUBE;
  return [...(volume > 0 ? [best] : []), LARGE_TUBE, TUBE, SMALL_TUBE];
};
