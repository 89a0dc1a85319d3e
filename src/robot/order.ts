// What a command orders, taken from its packet: one chemical and a number, and rows of the same.

import type { Lab } from '../lab/lab.js';
import { NONE } from '../lab/numbers.js';
import { KIND, type ValueReader } from '../wire/value-reader.js';

/** No step of the order is in hand. */
export const NO_STEP = -1;

/** Made once; holds the order of the command in hand until the next. */
export class Order {
  /** Source of a transfer, or what is made. */
  chemical = NONE;
  /** Number of a powder's name. */
  powder = NONE;
  /** mM, or s of a pause. */
  value = 0;
  /** Rows. */
  count = 0;
  /** Row that is read, checked or performed, or `NO_STEP`. */
  step = NO_STEP;
  /** What the next portion is drawn from, and how many µL of it that portion and those after it take. */
  source = NONE;
  rest = 0;
  /** Destinations of a transfer, what is mixed, masks of the slots that a product may come from, or new containers. */
  readonly chemicals: Uint16Array;
  /** µL of a transfer, mix codes, µL that a product's container has to hold, or g of powders. */
  readonly values: Float64Array;
  /** Container types of products, or slots of what stands on the deck. */
  readonly types: Uint8Array;

  /** @param rows most steps of a transfer, containers of a mix, or products */
  constructor(rows: number) {
    this.chemicals = new Uint16Array(rows);
    this.values = new Float64Array(rows);
    this.types = new Uint8Array(rows);
  }

  /** Takes a value of a table of chemicals with a number each, name first. Fault `unknownName`. */
  take(lab: Lab, row: number, isName: boolean, value: ValueReader): void {
    if (isName) {
      this.step = row;
      this.chemicals[row] = chemicalOf(lab, value);
    } else {
      this.values[row] = value.number;
      this.count = row + 1;
    }
  }

  clear(): void {
    this.chemical = NONE;
    this.powder = NONE;
    this.value = 0;
    this.count = 0;
    this.step = NO_STEP;
  }

  /** Sets `source` and `rest` for the next portion. */
  draw(source: number, rest: number): void {
    this.source = source;
    this.rest = rest;
  }
}

/** The chemical that a peer names, or gives by its id. Fault `unknownName`. */
export function chemicalOf(lab: Lab, value: ValueReader): number {
  if (value.kind === KIND.integer) return lab.chemicalById(value.number);
  return lab.chemical(value.ring, value.start, value.length);
}
