// The types of containers with their constants (ROBOT.md section 3), and the heights that follow from a volume.

import { asciiBytes } from '../kernel/utf8.js';

export interface ContainerType {
  readonly name: string;
  /** Volume that no tip reaches, µL. */
  readonly deadVolume: number;
  /** Height that is taken when no more than the dead volume is left, mm. */
  readonly minimumHeight: number;
  /** Mass of the empty tube, g; 0 for a well, of which no mass is known. */
  readonly emptyMass: number;
  /** Density of what stands in it, g/mL: water at 4 °C or 25 °C. */
  readonly density: number;
  /** Cross section of the cylinder, mm²; 0 for a well, whose heights do not depend on the volume. */
  readonly area: number;
  /** Height of the cone below the cylinder, mm. */
  readonly coneHeight: number;
  /** How far below the surface a tip aspirates, mm. */
  readonly tipDepth: number;
  /** Dispensing is `dispenseAbove` mm above the surface if that is higher than `dispenseFrom`, else at `dispenseLeast`. */
  readonly dispenseAbove: number;
  readonly dispenseFrom: number;
  readonly dispenseLeast: number;
}

/** Numbers of the types; the same as of the bits of `CONTAINER`. */
export const TYPE = Object.freeze({ tube2000: 0, tube20000: 1, tube50000: 2, well96: 3, well24: 4 });

const circle = (diameter: number): number => Math.PI * (diameter / 2) ** 2;

const tube = (
  name: string,
  deadVolume: number,
  minimumHeight: number,
  contents: Pick<ContainerType, 'emptyMass' | 'density'>,
  solid: Pick<ContainerType, 'area' | 'coneHeight' | 'tipDepth'>,
  dispense: Pick<ContainerType, 'dispenseAbove' | 'dispenseFrom' | 'dispenseLeast'>,
): ContainerType => Object.freeze({ name, deadVolume, minimumHeight, ...contents, ...solid, ...dispense });

const well = (name: string, deadVolume: number, minimumHeight: number, dispenseLeast: number) =>
  tube(
    name,
    deadVolume,
    minimumHeight,
    { emptyMass: 0, density: 1 },
    { area: 0, coneHeight: 0, tipDepth: 0 },
    { dispenseAbove: 0, dispenseFrom: Number.POSITIVE_INFINITY, dispenseLeast },
  );

/** By number. */
export const TYPES: readonly ContainerType[] = Object.freeze([
  tube(
    'Tube2000uL',
    250,
    6,
    { emptyMass: 1.4, density: 0.9998395 },
    { area: circle(8.3), coneHeight: 10.5, tipDepth: 6 },
    { dispenseAbove: 7, dispenseFrom: 32, dispenseLeast: 40 },
  ),
  tube(
    'Tube20000uL',
    2000,
    4,
    { emptyMass: 6.9731, density: 0.9970479 },
    { area: circle(14), coneHeight: 30.5, tipDepth: 5 },
    { dispenseAbove: 10, dispenseFrom: 30, dispenseLeast: 40 },
  ),
  tube(
    'Tube50000uL',
    5000,
    4,
    { emptyMass: 13.395, density: 0.9970479 },
    { area: circle(26.5), coneHeight: 21, tipDepth: 5 },
    { dispenseAbove: 10, dispenseFrom: 20, dispenseLeast: 30 },
  ),
  well('Well96', 40, 1, 9),
  well('Well24', 400, 1, 18),
]);

export const containerType = (type: number): ContainerType => TYPES[type] as ContainerType;

/** By number, as the reports and `init_containers` have them. */
export const TYPE_NAMES: readonly string[] = Object.freeze(TYPES.map(({ name }) => name));

/** The same in ASCII. */
export const TYPE_TEXTS: readonly Uint8Array[] = Object.freeze(TYPE_NAMES.map(asciiBytes));

/** Type of a tube for `volume` µL: of one with this capacity, or for a product of this much (ROBOT.md sections 3 and 4). */
export const tubeTypeFor = (volume: number): number =>
  volume <= 2000 ? TYPE.tube2000 : volume <= 20000 ? TYPE.tube20000 : TYPE.tube50000;

/** A well: contents without a mass, heights without a surface. */
export const isWell = (type: number): boolean => containerType(type).area === 0;
