// A labware definition (Opentrons schema 2) as far as this robot needs it.

import type { CATEGORY } from '../../lab/labware-layout.js';

export type Category = keyof typeof CATEGORY;

/** A well, tube or tip. Lengths in mm from the front left corner of the deck slot, volume in µL. */
export interface Place {
  readonly name: string;
  /** 0 is row A. */
  readonly row: number;
  /** 1 is column 1. */
  readonly column: number;
  readonly x: number;
  readonly y: number;
  /** Bottom, inside. */
  readonly z: number;
  readonly depth: number;
  readonly isRectangular: boolean;
  /** Diameter of a circular place, as is `ySize`. */
  readonly xSize: number;
  readonly ySize: number;
  readonly capacity: number;
}

export interface Definition {
  readonly loadName: string;
  readonly displayName: string;
  readonly category: Category;
  readonly xDimension: number;
  readonly yDimension: number;
  readonly zDimension: number;
  /** 0 for all but tip racks. */
  readonly tipLength: number;
  readonly tipOverlap: number;
  readonly allowsTouchTip: boolean;
  /** In the order in which they are handed out. */
  readonly places: readonly Place[];
}

/** The highest point, mm: of the outside, or of a place that stands out of it. A tip has to clear it on its way. */
export const heightOf = ({ zDimension, places }: Definition): number =>
  Math.max(zDimension, ...places.map(({ z, depth }) => z + depth));

/** What is wrong in a file, and where. */
export interface Problem {
  /** JSON path: $.wells.A1.depth */
  readonly path: string;
  readonly message: string;
}
