// The robot's books: how much is in each container and each tip, what is used up, and what was lost on the way.

import { Fault } from '../kernel/faults.js';
import type { LabLimits } from '../kernel/limits.js';
import { pythonFloat } from '../kernel/python-float.js';
import { ChemicalBook } from './chemical-book.js';
import { aspirateHeight, dispenseHeight, mixHeight, mixHeights } from './container-heights.js';
import { containerType } from './container-types.js';
import type { Containers } from './containers.js';
import type { Inventory } from './inventory.js';
import { NONE } from './numbers.js';
import { PlaceBook } from './place-book.js';
import { threeDigits } from './three-digits.js';
import { TipBook } from './tip-book.js';

/** How far a volume may be above the capacity, µL (ROBOT.md section 3). */
const OVERFLOW_TOLERANCE = 1e-9;

/** Heights at which a large tube is mixed: strokes that a small pipette cannot do. */
const LARGE_TUBE_HEIGHTS = 4;
const SMALL_PIPETTE = 20;

/**
 * All that a command may change. There are two: the pending one is where commands are checked to their end, the
 * committed one says what really happened. Each method books one thing, and faults before it changes anything.
 * Volumes are in µL, heights in mm above the bottom of the container. What sources, tips and destinations hold
 * together with `lost` does not change.
 */
export class Ledger {
  private readonly volumes: Float64Array;
  private readonly containers: Containers;
  readonly tips: TipBook;
  readonly places: PlaceBook;
  readonly chemicals: ChemicalBook;
  /** What left the books: dropped with a tip, flushed, lost in a fault, or replaced by a make. */
  lost = 0;
  private readonly inventory: Inventory;

  /** @param foresees a missing tip is counted and no fault: see `TipBook` */
  constructor(inventory: Inventory, limits: LabLimits, foresees: boolean) {
    const { names, deck, instruments, containers } = inventory;
    this.inventory = inventory;
    this.containers = containers;
    this.volumes = new Float64Array(limits.containers);
    this.tips = new TipBook(deck, instruments, names, foresees);
    this.places = new PlaceBook(deck, limits.places);
    this.chemicals = new ChemicalBook(inventory, limits.powders);
  }

  clear(): void {
    this.volumes.fill(0);
    this.lost = 0;
    this.tips.clear();
    this.places.clear();
    this.chemicals.clear();
  }

  copyFrom(other: Ledger): void {
    this.volumes.set(other.volumes);
    this.lost = other.lost;
    this.tips.copyFrom(other.tips);
    this.places.copyFrom(other.places);
    this.chemicals.copyFrom(other.chemicals);
  }

  volume(container: number): number {
    return this.volumes[container] as number;
  }

  /** What a container has at the start. Faults `deckInvalid` unless it is below the capacity. */
  fill(container: number, volume: number): void {
    const { containers } = this;
    const { deck } = this.inventory;
    if (!(volume < containers.capacity(container)))
      throw new Fault(
        'deckInvalid',
        `${this.label(container)} in ${deck.label(containers.place(container))} would be ${threeDigits(volume)}uL, ` +
          `and its place holds ${containers.capacity(container)}uL`,
      );
    this.volumes[container] = volume;
  }

  /** Volume above the dead volume; below 0 in a container that is nearly empty. */
  aspirable(container: number): number {
    const volume = this.volumes[container] as number;
    return volume - containerType(this.containers.type(container)).deadVolume;
  }

  /** Of the current and the later containers of a chemical together. */
  aspirableOf(chemical: number): number {
    const { chemicals } = this;
    let sum = 0;
    for (let member = chemicals.current(chemical); member !== NONE; member = chemicals.next(member))
      sum += this.aspirable(member);
    return sum;
  }

  /** Whether a container of the chemical has a portion of `volume`. */
  canGive(chemical: number, volume: number): boolean {
    return this.memberWith(this.chemicals.current(chemical), volume) !== NONE;
  }

  /**
   * The container that gives a portion of `volume`. When the current one has less, the next takes its place for good.
   * Fault `emptyReagent` when none has so much.
   */
  source(chemical: number, volume: number): number {
    const { chemicals } = this;
    let member = chemicals.current(chemical);
    const source = this.memberWith(member, volume);
    if (source === NONE) {
      for (let next = member; next !== NONE; next = chemicals.next(next)) member = next;
      throw this.emptyReagent(member, volume);
    }
    for (; member !== source; member = chemicals.next(member)) chemicals.pass(member);
    return source;
  }

  /** The container into which a chemical is dispensed. Faults `commandFailed` for one that has several. */
  destination(chemical: number): number {
    if (this.chemicals.isMultiple(chemical)) {
      const name = this.inventory.names.label(chemical);
      throw new Fault('commandFailed', `${name} has several containers: nothing can be dispensed into them`);
    }
    return this.chemicals.current(chemical);
  }

  /** Fault `containerOverflow` when `volume` more does not fit. */
  checkRoom(container: number, volume: number): void {
    const capacity = this.containers.capacity(container);
    const after = this.volume(container) + volume;
    if (after < capacity + OVERFLOW_TOLERANCE) return;
    const name = this.label(container);
    throw new Fault(
      'containerOverflow',
      `tried to set volume of ${name} to ${pythonFloat(after)}uL, but ${name} has max capacity of ${capacity}uL`,
    );
  }

  /** The tip has taken `volume` from a container. Faults: `emptyReagent`, `tipState`. */
  aspirate(container: number, volume: number, arm: number): void {
    if (!(this.aspirable(container) >= volume)) throw this.emptyReagent(container, volume);
    this.draw(container, volume, arm);
  }

  /** The same, of which the dead volume may be a part. Fault `tipState`. */
  draw(container: number, volume: number, arm: number): void {
    this.tips.fill(arm, this.chemicals.chemicalOf(container), volume);
    this.volumes[container] = this.volume(container) - volume;
  }

  /** The tip has given `volume` to a container. Faults: `containerOverflow`, `tipState`. */
  dispense(container: number, volume: number, arm: number): void {
    this.checkRoom(container, volume);
    this.tips.checkVolume(arm, volume);
    this.tips.empty(arm, volume);
    this.volumes[container] = this.volume(container) + volume;
  }

  /** A pump has given `volume` of its supply to a container. Faults: `emptyReagent`, `containerOverflow`. */
  deliver(from: number, to: number, volume: number): void {
    if (!(this.aspirable(from) >= volume)) throw this.emptyReagent(from, volume);
    this.checkRoom(to, volume);
    this.volumes[from] = this.volume(from) - volume;
    this.volumes[to] = this.volume(to) + volume;
  }

  /** What is in the tube of an arm's pump goes to waste, and `volume` of water after it. Fault `emptyReagent`. */
  rinse(water: number, volume: number, arm: number): void {
    if (!(this.aspirable(water) >= volume)) throw this.emptyReagent(water, volume);
    this.lose(arm);
    this.volumes[water] = this.volume(water) - volume;
    this.lost += volume;
  }

  /** What is in the arm's tip is lost; returns how much that is. */
  lose(arm: number): number {
    const volume = this.tips.volume(arm);
    this.tips.empty(arm, volume);
    this.lost += volume;
    return volume;
  }

  /** The powder in `container` is dissolved to `chemical`; what the containers of this name had so far is lost. */
  make(container: number, chemical: number): void {
    const { chemicals } = this;
    for (let old = chemicals.first(chemical); old !== NONE; old = chemicals.next(old)) {
      this.lost += this.volume(old);
      this.volumes[old] = 0;
    }
    chemicals.make(container, chemical);
  }

  /** For the volume before an aspiration, as is `dispenseHeight` before a dispense. */
  aspirateHeight(container: number): number {
    return aspirateHeight(this.containers.type(container), this.volume(container));
  }

  dispenseHeight(container: number): number {
    return dispenseHeight(this.containers.type(container), this.volume(container));
  }

  /** At how many heights a container is mixed: one of several of the same name at one. */
  mixHeights(container: number): number {
    const isOneOfMany = this.chemicals.isMultiple(this.chemicals.chemicalOf(container));
    return isOneOfMany ? 1 : mixHeights(this.containers.type(container));
  }

  /** Height `index` of a mix. */
  mixHeight(container: number, index: number): number {
    if (this.mixHeights(container) === 1) return this.aspirateHeight(container);
    return mixHeight(this.containers.type(container), this.volume(container), index);
  }

  /** Fault `commandFailed` when an arm's pipette is too small to mix a container. */
  checkMix(container: number, arm: number): void {
    const { instruments } = this.inventory;
    if (this.mixHeights(container) < LARGE_TUBE_HEIGHTS || instruments.size(arm) > SMALL_PIPETTE) return;
    const what = `${this.label(container)} in a ${containerType(this.containers.type(container)).name}`;
    throw new Fault('commandFailed', `a ${instruments.name(arm)} cannot mix ${what}: use a larger one`);
  }

  /** The first container from `first` on that has a portion, or `NONE`. */
  private memberWith(first: number, volume: number): number {
    let member = first;
    while (member !== NONE && !(this.aspirable(member) >= volume)) member = this.chemicals.next(member);
    return member;
  }

  private label(container: number): string {
    return this.inventory.names.label(this.chemicals.chemicalOf(container));
  }

  /** In the original's words. */
  private emptyReagent(container: number, volume: number): Fault {
    const has = threeDigits(this.aspirable(container));
    const what = `${threeDigits(volume)}uL from ${this.label(container)}`;
    return new Fault('emptyReagent', `cannot aspirate ${what} because it only has ${has}uL`);
  }
}
