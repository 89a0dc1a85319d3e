// Which container a chemical is drawn from: the current member of several, or the powder that it was made from.

import { Fault } from '../kernel/faults.js';
import type { ChemicalNames } from './chemical-names.js';
import { containerType } from './container-types.js';
import type { Containers } from './containers.js';
import type { Deck } from './deck.js';
import type { Inventory } from './inventory.js';
import { NONE, slotOf } from './numbers.js';
import type { Powders } from './powders.js';

/**
 * Containers of one name are used in the order of the table: one that was passed over is never used again. A chemical
 * that is made passes over all that had its name. Memory: a bit a container, 2 bytes a powder.
 */
export class ChemicalBook {
  private readonly names: ChemicalNames;
  private readonly containers: Containers;
  private readonly powders: Powders;
  private readonly deck: Deck;
  /** What each powder has become, or `NONE`; then a bit of each container that is not used any more. */
  private readonly numbers: Uint16Array;
  /** Powders. */
  private readonly firstWord: number;

  constructor({ names, containers, powders, deck }: Inventory, powderCount: number) {
    this.names = names;
    this.containers = containers;
    this.powders = powders;
    this.deck = deck;
    this.firstWord = powderCount;
    this.numbers = new Uint16Array(powderCount + Math.ceil(containers.capacityCount / 16));
    this.clear();
  }

  clear(): void {
    this.numbers.fill(NONE, 0, this.firstWord).fill(0, this.firstWord);
  }

  copyFrom(other: ChemicalBook): void {
    this.numbers.set(other.numbers);
  }

  /** The container that a chemical is drawn from and stands in; `NONE` before it is made. */
  current(chemical: number): number {
    let container = this.containers.chemical(chemical);
    while (container !== NONE && this.isPassed(container)) container = this.containers.next(container);
    return container === NONE ? this.madeContainer(chemical) : container;
  }

  /** A later container of the same name, or `NONE`. */
  next(container: number): number {
    return this.containers.next(container);
  }

  /** What stands in a container; `NONE` for a dry powder and an unused number. */
  chemicalOf(container: number): number {
    const powder = this.containers.powder(container);
    return powder < 0 ? this.containers.chemical(container) : (this.numbers[powder] as number);
  }

  /** The first of all containers that a chemical has, used up or not; `NONE` for one that has none. */
  first(chemical: number): number {
    const made = this.madeContainer(chemical);
    return made === NONE ? this.containers.chemical(chemical) : made;
  }

  /** Whether a chemical has several containers, used up or not. */
  isMultiple(chemical: number): boolean {
    return this.containers.next(chemical) !== NONE && this.madeContainer(chemical) === NONE;
  }

  /** Whether a container belongs into the reports: it has a chemical, and was not replaced by one that was made. */
  isListed(container: number): boolean {
    const chemical = this.chemicalOf(container);
    return chemical !== NONE && !(this.isPassed(container) && this.madeContainer(chemical) !== NONE);
  }

  isPassed(container: number): boolean {
    return ((this.numbers[this.firstWord + (container >> 4)] as number) & (1 << (container & 15))) !== 0;
  }

  /** A container is not used any more. */
  pass(container: number): void {
    const word = this.firstWord + (container >> 4);
    this.numbers[word] = (this.numbers[word] as number) | (1 << (container & 15));
  }

  /** The dry container that `findPowder` finds. Fault `outOfPowder`. */
  powderFor(name: number, concentration: number): number {
    const container = this.findPowder(name, concentration);
    if (container !== NONE) return container;
    throw new Fault(
      'outOfPowder',
      `Ran out of dry ingredients to restock ${this.powders.label(name)}, or can't dilute enough to restock`,
    );
  }

  /**
   * The first dry container, in table order, of powder name `name` that gives a solution of `concentration` mM: the
   * needed volume is below its capacity and above its dead volume. `NONE` if there is none.
   */
  findPowder(name: number, concentration: number): number {
    for (let powder = 0; powder < this.powders.count; powder++) {
      if (this.powders.name(powder) !== name || this.numbers[powder] !== NONE) continue;
      const container = this.powders.container(powder);
      const volume = this.powders.volumeFor(powder, concentration);
      const { deadVolume } = containerType(this.containers.type(container));
      if (volume < this.containers.capacity(container) && volume > deadVolume) return container;
    }
    return NONE;
  }

  /** Water that makes the powder in `container` a solution of `concentration` mM, µL. */
  neededVolume(container: number, concentration: number): number {
    return this.powders.volumeFor(this.containers.powder(container), concentration);
  }

  /** The water for what is made in `container`: cold on the temperature module. Fault `unknownName`. */
  waterFor(container: number): number {
    const isCold = this.deck.isOnTemperatureModule(slotOf(this.containers.place(container)));
    const water = isCold ? this.names.coldWater : this.names.water;
    if (water === NONE)
      throw new Fault(
        'unknownName',
        `${isCold ? 'ColdWaterC1.0' : 'WaterC1.0'}, which is to dissolve a powder`,
      );
    return water;
  }

  /** The powder in `container` is dissolved to `chemical`, which passes over all containers that it had. */
  make(container: number, chemical: number): void {
    for (let old = this.first(chemical); old !== NONE; old = this.containers.next(old)) this.pass(old);
    this.numbers[this.containers.powder(container)] = chemical;
  }

  private madeContainer(chemical: number): number {
    for (let powder = 0; powder < this.powders.count; powder++)
      if (this.numbers[powder] === chemical && !this.isPassed(this.powders.container(powder)))
        return this.powders.container(powder);
    return NONE;
  }
}
