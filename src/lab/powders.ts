// The dry containers: which powder stands where, and how much of it. What became of each is in the ledgers.

import { ByteRing } from '../kernel/byte-ring.js';
import type { ByteSource } from '../kernel/byte-source.js';
import { Fault } from '../kernel/faults.js';
import { type LabLimits, NAME_BYTES_MAX } from '../kernel/limits.js';
import { NameArena, NO_NAME } from '../kernel/name-arena.js';
import { textAt } from '../kernel/utf8.js';

/** Powders are numbered in table order; several may have one name. Memory: 11 bytes a powder, and their names. */
export class Powders {
  count = 0;
  /** Ids of names of powders, without concentrations: `KBr`. */
  readonly names: NameArena;
  private readonly nameIds: Uint8Array;
  private readonly containers: Uint16Array;
  private readonly millimoles: Float64Array;

  /** At most 256 powders. */
  constructor({ powders, powderNameBytes }: LabLimits) {
    this.names = new NameArena(powders, powderNameBytes);
    this.nameIds = new Uint8Array(powders);
    this.containers = new Uint16Array(powders);
    this.millimoles = new Float64Array(powders);
  }

  clear(): void {
    this.count = 0;
    this.names.clear();
  }

  /** Another powder, whose name stands in the ring. Fault `labFull`. */
  add(ring: ByteSource, start: number, length: number): number {
    const name = this.count < this.nameIds.length ? this.names.intern(ring, start, length) : NO_NAME;
    if (name === NO_NAME)
      throw new Fault('labFull', `there is no room for the powder ${textAt(ring, start, length)}`);
    this.nameIds[this.count] = name;
    this.count += 1;
    return this.count - 1;
  }

  setContainer(powder: number, container: number): void {
    this.containers[powder] = container;
  }

  /** @param massGrams of the powder alone; @param molarMass g/mol, above 0 */
  weigh(powder: number, massGrams: number, molarMass: number): void {
    this.millimoles[powder] = (1000 * massGrams) / molarMass;
  }

  /** Id of its name in `names`. */
  name(powder: number): number {
    return this.nameIds[powder] as number;
  }

  container(powder: number): number {
    return this.containers[powder] as number;
  }

  /** Volume that gives a solution of `concentration` mM, µL (ROBOT.md section 9). */
  volumeFor(powder: number, concentration: number): number {
    return ((this.millimoles[powder] as number) / concentration) * 1e6;
  }

  /** The name in a string, for the texts of faults. */
  label(name: number): string {
    const ring = new ByteRing(NAME_BYTES_MAX);
    this.names.put(name, ring);
    return textAt(ring, 0, ring.length);
  }
}
