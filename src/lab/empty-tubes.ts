// The empty tubes of the racks, in the order in which `init` lists them: products get them from the end of the list.

import { Fault } from '../kernel/faults.js';

/** Memory: 2 bytes a tube. */
export class EmptyTubes {
  count = 0;
  private readonly places: Uint16Array;

  constructor(tubes: number) {
    this.places = new Uint16Array(tubes);
  }

  /** Place of a tube, from 0 on. */
  place(index: number): number {
    return this.places[index] as number;
  }

  includes(place: number): boolean {
    const index = this.places.indexOf(place);
    return index >= 0 && index < this.count;
  }

  /** Fault `labFull`. */
  add(place: number): void {
    if (this.count === this.places.length)
      throw new Fault('labFull', `${this.count} empty tubes are the most, leave some away`);
    this.places[this.count] = place;
    this.count += 1;
  }

  clear(): void {
    this.count = 0;
  }
}
