// The whole lab of one robot: the deck, the names, the containers, and the books on them; made once, used by all sessions.

import { ByteRing } from '../kernel/byte-ring.js';
import type { ByteSource } from '../kernel/byte-source.js';
import type { ByteWriter } from '../kernel/byte-writer.js';
import { Fault } from '../kernel/faults.js';
import { LAB_LIMITS, type LabLimits, NAME_BYTES_MAX } from '../kernel/limits.js';
import type { MappedMemory } from '../kernel/mapped-memory.js';
import { NO_NAME } from '../kernel/name-arena.js';
import { putUtf8, textAt } from '../kernel/utf8.js';
import { ChemicalNames } from './chemical-names.js';
import { containerType, isWell, TYPE_TEXTS } from './container-types.js';
import { Containers } from './containers.js';
import { Deck, type DeckOptions } from './deck.js';
import { Instruments } from './instruments.js';
import type { Inventory } from './inventory.js';
import { Ledger } from './ledger.js';
import { ARMS, NONE } from './numbers.js';
import { ANY_TYPE } from './place-book.js';
import { Powders } from './powders.js';

export interface LabOptions extends DeckOptions {
  /** By arm: sizes of the pipettes that the board can have there, µL; none for an arm that it lacks. */
  readonly pipettes: readonly (readonly number[])[];
  /** By arm: those of the sizes that are pumps. */
  readonly pumps: readonly (readonly number[])[];
  readonly limits?: LabLimits;
  /** For the texts of the chemicals' names; left out, RAM of its own. */
  readonly nameMemory?: MappedMemory | undefined;
}

/** The fault of a product that gets no container, in the original's words; all four as they stand in its row. */
export const noContainers = (name: string, labware: string, container: string, maxVolume: string): Fault =>
  new Fault(
    'noContainer',
    `No containers to put ${name} with labware type ${labware} and container type ${container} ` +
      `with maximum volume ${maxVolume}.`,
  );

/**
 * Names and wells that a packet brings are given by their place in its payload. Volumes are in µL, masses in g.
 * After a fault of a method for `init` the lab is of no use before the next `begin`.
 */
export class Lab implements Inventory {
  readonly names: ChemicalNames;
  readonly containers: Containers;
  readonly powders: Powders;
  readonly deck: Deck;
  readonly instruments: Instruments;
  /** What really happened. */
  readonly committed: Ledger;
  /** Where a command is checked to its end before it begins. */
  readonly pending: Ledger;
  private simulates = false;
  /** Bytes of the names of the products that were checked since row 0. */
  private checkedBytes = 0;

  constructor(options: LabOptions) {
    const limits = options.limits ?? LAB_LIMITS;
    this.names = new ChemicalNames(limits.containers, limits.nameBytes, options.nameMemory);
    this.containers = new Containers(limits);
    this.powders = new Powders(limits);
    this.deck = new Deck(options, limits);
    this.instruments = new Instruments(options.pipettes, options.pumps);
    this.committed = new Ledger(this, limits, false);
    this.pending = new Ledger(this, limits, true);
  }

  /** Forgets everything: an `init` begins. */
  begin(simulates: boolean, usesTemperatureModule: boolean): void {
    this.simulates = simulates;
    this.names.clear();
    this.containers.clear();
    this.powders.clear();
    this.deck.begin(simulates, usesTemperatureModule);
    this.instruments.clear();
    this.committed.clear();
    this.pending.clear();
  }

  /** Puts labware into a slot: see `Deck.add`; null is as good as an empty text. */
  addLabware(slot: number, name: string, firstUsable: string | null, emptyTubes: string | null): void {
    this.deck.add(slot, name, firstUsable ?? '', emptyTubes ?? '');
  }

  /** Puts a pipette on an arm, both as `init` names them. Fault `deckInvalid`. */
  addPipette(arm: string, pipette: string): void {
    this.instruments.add(arm, pipette, this.simulates);
  }

  /** A container of the chemical in the ring, which may have some already. Fault `labFull`. */
  addReagent(ring: ByteSource, start: number, length: number): number {
    this.checkNumbers(1);
    const known = this.names.find(ring, start, length);
    return known === NO_NAME ? this.names.add(ring, start, length) : this.containers.addMember(known);
  }

  /** A dry container of the powder in the ring. Fault `labFull`. */
  addPowder(ring: ByteSource, start: number, length: number): number {
    this.checkNumbers(1);
    const powder = this.powders.add(ring, start, length);
    const container = this.containers.addPowder(powder);
    this.powders.setContainer(powder, container);
    return container;
  }

  /** Gives a new container the place whose name stands in the ring. Faults: `deckInvalid`, `labFull`. */
  putOnDeck(container: number, slot: number, ring: ByteSource, start: number, length: number): void {
    const { deck } = this;
    const { places } = this.committed;
    const label = this.labelOfNew(container);
    const place = deck.placeNamed(slot, ring, start, length, label);
    if (deck.emptyTubes.includes(place))
      throw new Fault('deckInvalid', `${label} is in ${deck.label(place)}, which is listed as an empty tube`);
    if (places.isTaken(place))
      throw new Fault('deckInvalid', `${label} is in ${deck.label(place)}, where something else is`);
    places.take(place);
    this.settle(container, place);
  }

  /** The starting volume of a reagent, from the mass of its tube with what is in it. Fault `deckInvalid`. */
  fillReagent(container: number, massGrams: number): void {
    const label = this.labelOfNew(container);
    const type = this.containers.type(container);
    const { emptyMass, density } = containerType(type);
    if (isWell(type)) {
      const where = this.deck.label(this.containers.place(container));
      throw new Fault(
        'deckInvalid',
        `${label} is in ${where}: only in a tube does its volume follow from a mass`,
      );
    }
    if (massGrams < emptyMass)
      throw new Fault(
        'deckInvalid',
        `the mass you entered for ${label} is less than the mass of the tube it's in.`,
      );
    this.committed.fill(container, ((massGrams - emptyMass) / density) * 1000);
  }

  /** @param massGrams of the powder alone; @param molarMass g/mol, above 0 */
  fillPowder(container: number, massGrams: number, molarMass: number): void {
    this.powders.weigh(this.containers.powder(container), massGrams, molarMass);
  }

  /** The deck is as `init` has it. Fault `deckInvalid` without a pipette, or for one without tips. */
  finishInit(): void {
    let pipettes = 0;
    for (let arm = 0; arm < ARMS; arm++) {
      if (!this.instruments.has(arm)) continue;
      pipettes += 1;
      if (!this.instruments.isPump(arm) && this.committed.tips.left(arm) === 0)
        throw new Fault('deckInvalid', `there is no tip rack for the ${this.instruments.name(arm)}`);
    }
    if (pipettes === 0)
      throw new Fault('deckInvalid', 'there is no pipette: instruments names left, right or both');
    this.pending.copyFrom(this.committed);
  }

  /** A bit for each slot whose labware is called, or in a group, as the text in the ring says; all for an empty one. */
  slotsNamed(ring: ByteSource, start: number, length: number): number {
    const { suppliers } = this.deck;
    let slots = 0;
    for (let i = 0; i < suppliers.length; i++) {
      const slot = suppliers[i] as number;
      if (length === 0 || this.deck.isCalled(slot, ring, start, length)) slots |= 1 << slot;
    }
    return slots;
  }

  /** Number of the type of container in the ring: `ANY_TYPE` for an empty text, one without any place if it is unknown. */
  typeNamed(ring: ByteSource, start: number, length: number): number {
    if (length === 0) return ANY_TYPE;
    let type = 0;
    while (type < TYPE_TEXTS.length && !ring.equals(start, length, TYPE_TEXTS[type] as Uint8Array)) type += 1;
    return type;
  }

  /**
   * Whether row `row` of an `init_containers` can be had, after those before it, in the pending books: its name is
   * new, and there is a place. Returns the place, `NONE` when there is none: see `noContainers`. Faults:
   * `commandFailed` in the original's words for a name that exists, `labFull`.
   */
  checkProduct(
    row: number,
    ring: ByteSource,
    start: number,
    length: number,
    slots: number,
    type: number,
    maxVolume: number,
  ): number {
    if (this.names.find(ring, start, length) !== NO_NAME) {
      const name = textAt(ring, start, length);
      throw new Fault(
        'commandFailed',
        `you tried to initialize ${name}, but there is already an entry for ${name}`,
      );
    }
    this.checkedBytes = (row === 0 ? 0 : this.checkedBytes) + length;
    this.checkNumbers(row + 1);
    if (this.checkedBytes > this.names.bytesLeft)
      throw new Fault('labFull', `there is no room for the name ${textAt(ring, start, length)}`);
    return this.pending.places.allocate(slots, type, maxVolume);
  }

  /**
   * The number of a product that was checked. Faults: `labFull` for the fifth of names that were made to collide,
   * `mappedMemoryFailed`; the caller then forgets the others of its packet.
   */
  nameProduct(ring: ByteSource, start: number, length: number): number {
    return this.names.add(ring, start, length);
  }

  /** Forgets the products from number `first` on, none of which has a place. */
  forgetProducts(first: number): void {
    this.names.forget(first);
  }

  /** Makes the container of a product that was checked and has its number. */
  placeProduct(container: number, slots: number, type: number, maxVolume: number): void {
    this.settle(container, this.committed.places.allocate(slots, type, maxVolume));
  }

  /** Number of the chemical in the ring. Fault `unknownName`. */
  chemical(ring: ByteSource, start: number, length: number): number {
    const chemical = this.names.find(ring, start, length);
    if (chemical === NO_NAME) throw new Fault('unknownName', textAt(ring, start, length));
    return chemical;
  }

  /** Number of the chemical with a name of the board's, `NONE` when there is none. */
  chemicalNamed(name: string): number {
    const ring = new ByteRing(NAME_BYTES_MAX);
    putUtf8(ring, name);
    const chemical = this.names.find(ring, 0, ring.length);
    return chemical === NO_NAME ? NONE : chemical;
  }

  /** The number of a chemical, as a peer gave it. Fault `unknownName`. */
  chemicalById(id: number): number {
    if (id >= this.names.count) throw new Fault('unknownName', `#${id}`);
    return id;
  }

  /** Number of the powder's name, without concentration, in the ring; `NONE` for an unknown one. */
  powder(ring: ByteSource, start: number, length: number): number {
    const name = this.powders.names.find(ring, start, length);
    return name === NO_NAME ? NONE : name;
  }

  /**
   * The chemical that is made of a powder: it keeps its number if it has one, else this is the one that `nameMade`
   * will give it. Fault `labFull`.
   * @param concentration mM, as it stands in the new name
   */
  madeName(powder: number, concentration: string): number {
    const chemical = this.names.keep(`${this.powders.label(powder)}C${concentration}`);
    if (chemical === this.names.count) this.checkNumbers(1);
    return chemical;
  }

  /** The number of what `madeName` was last called for, which is made now. Fault `labFull`. */
  nameMade(): number {
    return this.names.addKept();
  }

  /** The name of a chemical in a string. */
  labelOf(chemical: number): string {
    return this.names.label(chemical);
  }

  /** Writes the name of a chemical. */
  putName(chemical: number, out: ByteWriter): void {
    this.names.put(chemical, out);
  }

  /** Writes the name of a well or tube. */
  putPlace(place: number, out: ByteWriter): void {
    this.deck.putWell(place, out);
  }

  /** The name of a container that `init` has just created. */
  private labelOfNew(container: number): string {
    const { containers, powders } = this;
    const powder = containers.powder(container);
    if (powder >= 0) return powders.label(powders.name(powder));
    return this.names.label(containers.isExtra(container) ? containers.chemical(container) : container);
  }

  private checkNumbers(more: number): void {
    if (this.names.count + more > this.containers.firstExtra)
      throw new Fault('labFull', `${this.containers.capacityCount} containers are the most`);
  }

  private settle(container: number, place: number): void {
    this.containers.settle(container, place, this.deck.typeAt(place), this.deck.capacityAt(place));
  }
}
