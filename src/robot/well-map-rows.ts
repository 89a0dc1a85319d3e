// The containers that the well map lists.

import type { WellMapSource } from '../journal/well-map.js';
import type { ByteWriter } from '../kernel/byte-writer.js';
import { putUtf8 } from '../kernel/utf8.js';
import { TYPE_NAMES } from '../lab/container-types.js';
import type { Lab } from '../lab/lab.js';
import { slotOf } from '../lab/numbers.js';

export class WellMapRows implements WellMapSource {
  count = 0;
  private readonly lab: Lab;
  /** Containers by row. */
  private readonly containers: Uint16Array;

  /** @param rows most containers that there can be */
  constructor(lab: Lab, rows: number) {
    this.lab = lab;
    this.containers = new Uint16Array(rows);
  }

  /** Takes the containers that there are now: between those of the chemicals and the extras there is none. */
  update(): void {
    const { names, containers } = this.lab;
    this.count = 0;
    this.take(0, names.count);
    this.take(containers.firstExtra, containers.capacityCount);
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

  private take(from: number, to: number): void {
    const { chemicals } = this.lab.committed;
    for (let container = from; container < to; container++) {
      if (!chemicals.isListed(container)) continue;
      this.containers[this.count] = container;
      this.count += 1;
    }
  }

  private container(row: number): number {
    return this.containers[row] as number;
  }
}
