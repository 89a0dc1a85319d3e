// The containers: what never changes about each once it has its place. Volumes and contents are in the ledgers.

import { Fault } from '../kernel/faults.js';
import type { LabLimits } from '../kernel/limits.js';
import { NONE } from './numbers.js';

/** Pairs of type and capacity that one deck can have. */
const KINDS_MAX = 16;

/** Bit of a container's kind: a later container has the same name. */
const HAS_NEXT = 0x80;

/** In the table of owners: what follows is the number of a powder and not of a chemical. */
const POWDER = 0x8000;

/**
 * The first container of a chemical has the chemical's number. Powders, and further containers of a name that there
 * is already, are extras: numbered from the end of the table down, in the order of their creation. A chemical that is
 * made has no container of its own, but that of its powder.
 *
 * Memory: 3 bytes a container, 2 bytes an extra, and 144.
 */
export class Containers {
  /** Containers that were created. */
  count = 0;
  /** The lowest number of an extra: chemicals have lower ones. */
  firstExtra: number;
  readonly capacityCount: number;
  private readonly places: Uint16Array;
  /** Number of type and capacity, and `HAS_NEXT`. */
  private readonly kinds: Uint8Array;
  private readonly owners: Uint16Array;
  private readonly kindTypes = new Uint8Array(KINDS_MAX);
  private readonly kindCapacities = new Float64Array(KINDS_MAX);
  private extras = 0;
  private kindCount = 0;

  constructor(limits: LabLimits) {
    this.capacityCount = limits.containers;
    this.firstExtra = limits.containers;
    this.places = new Uint16Array(limits.containers).fill(NONE);
    this.kinds = new Uint8Array(limits.containers);
    this.owners = new Uint16Array(limits.extras);
  }

  clear(): void {
    this.count = 0;
    this.places.fill(NONE);
    this.kinds.fill(0);
    this.extras = 0;
    this.firstExtra = this.capacityCount;
    this.kindCount = 0;
  }

  /** Another container of a chemical that has one. Fault `labFull`. */
  addMember(chemical: number): number {
    let last = chemical;
    for (let next = this.next(last); next !== NONE; next = this.next(last)) last = next;
    const container = this.addExtra(chemical);
    this.kinds[last] = (this.kinds[last] as number) | HAS_NEXT;
    return container;
  }

  /** The container of powder number `powder`. Fault `labFull`. */
  addPowder(powder: number): number {
    return this.addExtra(POWDER | powder);
  }

  /** Gives a new container its place, once. Fault `labFull` for one of too many kinds. */
  settle(container: number, place: number, type: number, capacity: number): void {
    const kind = this.kindOf(type, capacity);
    this.kinds[container] = ((this.kinds[container] as number) & HAS_NEXT) | kind;
    this.places[container] = place;
    this.count += 1;
  }

  /** Place of a container, `NONE` for a number that has no container. */
  place(container: number): number {
    return this.places[container] as number;
  }

  /** Number of its type in `TYPES`. */
  type(container: number): number {
    return this.kindTypes[(this.kinds[container] as number) & ~HAS_NEXT] as number;
  }

  /** µL. */
  capacity(container: number): number {
    return this.kindCapacities[(this.kinds[container] as number) & ~HAS_NEXT] as number;
  }

  isExtra(container: number): boolean {
    return container >= this.firstExtra;
  }

  /** Number of the powder that a container was created for, or -1. */
  powder(container: number): number {
    if (container < this.firstExtra) return -1;
    const owner = this.owner(container);
    return owner >= POWDER ? owner - POWDER : -1;
  }

  /** The chemical that a container was created for, `NONE` for a powder and for an unused number. */
  chemical(container: number): number {
    if (container < this.firstExtra) return this.places[container] === NONE ? NONE : container;
    const owner = this.owner(container);
    return owner >= POWDER ? NONE : owner;
  }

  /** The next container of the same name in the order of the table, or `NONE`. */
  next(container: number): number {
    if (((this.kinds[container] as number) & HAS_NEXT) === 0) return NONE;
    const chemical = this.isExtra(container) ? this.owner(container) : container;
    let extra = this.isExtra(container) ? this.capacityCount - container : 0;
    while (this.owners[extra] !== chemical) extra += 1;
    return this.capacityCount - 1 - extra;
  }

  private owner(container: number): number {
    return this.owners[this.capacityCount - 1 - container] as number;
  }

  private addExtra(owner: number): number {
    if (this.extras === this.owners.length)
      throw new Fault('labFull', `${this.extras} powders and further containers of one name are the most`);
    this.owners[this.extras] = owner;
    this.extras += 1;
    this.firstExtra -= 1;
    return this.firstExtra;
  }

  private kindOf(type: number, capacity: number): number {
    let kind = 0;
    while (kind < this.kindCount && (this.kindTypes[kind] !== type || this.kindCapacities[kind] !== capacity))
      kind += 1;
    if (kind === KINDS_MAX) throw new Fault('labFull', `${KINDS_MAX} kinds of containers are the most`);
    if (kind === this.kindCount) {
      this.kindTypes[kind] = type;
      this.kindCapacities[kind] = capacity;
      this.kindCount += 1;
    }
    return kind;
  }
}
