// The containers that the well map lists.

import type { WellMapSource } from '../journal/well-map.js';
import type { ByteWriter } from '../kernel/byte-writer.js';
import { putUtf8 } from '../kernel/utf8.js';
import { TYPE_NAMES } from '../lab/container-types.js';
import type { Lab } from '../lab/lab.js';
import { slotOf } from '../lab/numbers.js';

/** A row for each container of the extras, then for each chemical: rows keep their numbers while chemicals are added. */
export class WellMapRows implements WellMapSource {
  private readonly lab: Lab;

  constructor(lab: Lab) {
    this.lab = lab;
  }

  get count(): number {
    return this.extras + this.lab.names.count;
  }

  isListed(row: number): boolean {
    return this.lab.committed.chemicals.isListed(this.container(row));
  }

  slot(row: number): number {
    return slotOf(this.lab.containers.place(this.container(row)));
  }

  volume(row: number): number {
    return this.lab.committed.volume(this.container(row));
  }

  putName(row: number, out: ByteWriter): void {
    this.lab.putName(this.lab.committed.chemicals.chemicalOf(this.container(row)), out);
  }

  putWell(row: number, out: ByteWriter): void {
    this.lab.putPlace(this.lab.containers.place(this.container(row)), out);
  }

  putType(row: number, out: ByteWriter): void {
    putUtf8(out, TYPE_NAMES[this.lab.containers.type(this.container(row))] as string);
  }

  private get extras(): number {
    const { containers } = this.lab;
    return containers.capacityCount - containers.firstExtra;
  }

  private container(row: number): number {
    const { extras } = this;
    return row < extras ? this.lab.containers.capacityCount - 1 - row : row - extras;
  }
}
