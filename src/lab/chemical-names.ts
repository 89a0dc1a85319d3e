// The names of the chemicals: their numbers, what they are called in a text, and which of them are water.

import { ByteRing } from '../kernel/byte-ring.js';
import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { NAME_BYTES_MAX } from '../kernel/limits.js';
import { NameArena, NO_NAME } from '../kernel/name-arena.js';
import { asciiBytes, putUtf8, textAt, utf8Length } from '../kernel/utf8.js';
import { NONE } from './numbers.js';

const WATER = asciiBytes('WaterC1.0');
const COLD_WATER = asciiBytes('ColdWaterC1.0');

/** Numbers count from 0 in the order of creation: reagents, products, what is made. */
export class ChemicalNames extends NameArena {
  /** The chemical WaterC1.0, which counts as clean in a tip, or `NONE`. */
  water: number = NONE;
  /** The chemical ColdWaterC1.0, or `NONE`. */
  coldWater: number = NONE;
  /** The name that `keep` was given. */
  private readonly kept = new ByteRing(NAME_BYTES_MAX);

  /** Number of the new name in the ring. Fault `labFull`. */
  add(ring: ByteSource, start: number, length: number): number {
    const chemical = this.intern(ring, start, length);
    if (chemical === NO_NAME) throw this.full(textAt(ring, start, length));
    if (ring.equals(start, length, WATER)) this.water = chemical;
    if (ring.equals(start, length, COLD_WATER)) this.coldWater = chemical;
    return chemical;
  }

  /** Keeps a name for `addKept`. Returns the number that it has, or would get. Fault `labFull`. */
  keep(name: string): number {
    const length = utf8Length(name);
    if (length > NAME_BYTES_MAX) throw this.full(name);
    this.kept.clear();
    putUtf8(this.kept, name);
    const known = this.find(this.kept, 0, length);
    if (known === NO_NAME && length > this.bytesLeft) throw this.full(name);
    return known === NO_NAME ? this.count : known;
  }

  /** Gives the name that was kept last a number, if it has none. Fault `labFull`. */
  addKept(): number {
    const { length } = this.kept;
    const known = this.find(this.kept, 0, length);
    return known === NO_NAME ? this.add(this.kept, 0, length) : known;
  }

  /** The name in a string, for texts. */
  label(chemical: number): string {
    const ring = new ByteRing(NAME_BYTES_MAX);
    this.put(chemical, ring);
    return textAt(ring, 0, ring.length);
  }

  override forget(id: number): void {
    super.forget(id);
    if (this.water >= id) this.water = NONE;
    if (this.coldWater >= id) this.coldWater = NONE;
  }

  override clear(): void {
    super.clear();
    this.water = NONE;
    this.coldWater = NONE;
  }

  private full(name: string): Fault {
    return new Fault('labFull', `there is no room for the name ${name}`);
  }
}
