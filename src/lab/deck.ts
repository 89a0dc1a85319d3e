// The deck: which labware stands in which slot, from where on it may be used, and in which order it gives its places.

import { ByteRing } from '../kernel/byte-ring.js';
import type { ByteSource } from '../kernel/byte-source.js';
import type { ByteWriter } from '../kernel/byte-writer.js';
import { Fault } from '../kernel/faults.js';
import { type LabLimits, NAME_BYTES_MAX } from '../kernel/limits.js';
import { cutUtf8, putUtf8, textAt } from '../kernel/utf8.js';
import { tubeTypeFor } from './container-types.js';
import { EmptyTubes } from './empty-tubes.js';
import { LABWARE_CLASS, LabwareKinds } from './labware-kinds.js';
import { type LabwareTable, NOT_FOUND } from './labware-table.js';
import { indexOf, PLACES_A_SLOT, placeAt, SLOTS, slotOf } from './numbers.js';

/** Characters that a fault shows of the name of a well that is not there. */
const SHOWN = 16;

export interface DeckOptions {
  readonly labware: LabwareTable;
  /** Slot of the board's temperature module, 0 for a board without one. */
  readonly temperatureModuleSlot: number;
}

/** Slots are numbered from 1 to 11; 12 holds the fixed trash. Memory: 6 bytes a slot, and the empty tubes. */
export class Deck {
  /** Slots of plates and racks in the order in which they give places to products. */
  readonly suppliers: number[] = [];
  /** Slots of tip racks in the order in which they are used: those that were begun come first. */
  readonly tipRacks: number[] = [];
  readonly emptyTubes: EmptyTubes;
  private readonly table: LabwareTable;
  private readonly kinds: LabwareKinds;
  private readonly temperatureModuleSlot: number;
  private readonly placesMax: number;
  /** Kind of labware in each slot, or `NOT_FOUND`. */
  private readonly kindOf = new Int16Array(SLOTS + 1).fill(NOT_FOUND);
  /** First usable well of a plate, first tip of a tip rack. */
  private readonly firstUsables = new Uint16Array(SLOTS + 1);
  /** Number of each slot's first place among all places of the deck. */
  private readonly firstPlace = new Uint16Array(SLOTS + 1);
  private placeCount = 0;
  private simulates = false;
  private usesTemperatureModule = false;

  constructor({ labware, temperatureModuleSlot }: DeckOptions, limits: LabLimits) {
    this.table = labware;
    this.kinds = new LabwareKinds(labware);
    this.temperatureModuleSlot = temperatureModuleSlot;
    this.placesMax = limits.places;
    this.emptyTubes = new EmptyTubes(limits.emptyTubes);
  }

  /** Clears the deck for an `init`. */
  begin(simulates: boolean, usesTemperatureModule: boolean): void {
    this.simulates = simulates;
    this.usesTemperatureModule = usesTemperatureModule;
    this.suppliers.length = 0;
    this.tipRacks.length = 0;
    this.emptyTubes.clear();
    this.kindOf.fill(NOT_FOUND);
    this.placeCount = 0;
  }

  /**
   * Puts labware into a slot. What needs the temperature module is left away when that is not used, as the original
   * does. Faults: `labwareUnknown`, `labwareUnusable`, `deckInvalid`, `labFull`.
   * @param firstUsable name of the first well or tip that may be used; a plate that has no such well is full
   * @param emptyTubes names of a rack's empty tubes with commas between them
   */
  add(slot: number, name: string, firstUsable: string, emptyTubes: string): void {
    this.checkSlot(slot, name);
    const kind = this.kindNamed(name);
    if (this.kinds.needsTemperatureModule(kind)) {
      if (!this.usesTemperatureModule) return;
      this.checkTemperatureModule(slot, name);
    }
    this.kindOf[slot] = kind;
    const first = this.table.findPlaceText(this.labware(slot), firstUsable);
    if (this.isTipRack(slot)) {
      if (first === NOT_FOUND)
        throw new Fault(
          'deckInvalid',
          `first_usable of ${name} in slot ${slot} is '${cutUtf8(firstUsable, SHOWN)}': name a tip, such as A1`,
        );
      this.firstUsables[slot] = first;
      this.addTipRack(slot);
    } else {
      this.firstUsables[slot] = first === NOT_FOUND ? this.places(slot) : first;
      this.addSupplier(slot);
      if (emptyTubes !== '' && !this.isPlate(slot)) this.addEmptyTubes(slot, emptyTubes);
    }
  }

  hasLabware(slot: number): boolean {
    return this.labware(slot) !== NOT_FOUND;
  }

  /** Number of a slot's labware in the table, or `NOT_FOUND`. All that follows is about slots that have some. */
  labware(slot: number): number {
    const kind = this.kindOf[slot] ?? NOT_FOUND;
    return kind === NOT_FOUND ? NOT_FOUND : this.kinds.labware(kind);
  }

  isPlate(slot: number): boolean {
    return this.kinds.labwareClass(this.kind(slot)) === LABWARE_CLASS.plate;
  }

  isTipRack(slot: number): boolean {
    return this.kinds.labwareClass(this.kind(slot)) === LABWARE_CLASS.tipRack;
  }

  isOnTemperatureModule(slot: number): boolean {
    return this.hasLabware(slot) && this.kinds.needsTemperatureModule(this.kind(slot));
  }

  /** The name by which `init` calls it. */
  name(slot: number): string {
    return this.kinds.name(this.kind(slot));
  }

  /** Whether the text in the ring is its name or one of its groups. */
  isCalled(slot: number, ring: ByteSource, start: number, length: number): boolean {
    return this.kinds.isCalled(this.kind(slot), ring, start, length);
  }

  /** Whether it has places for a type of container. */
  serves(slot: number, type: number): boolean {
    return (this.kinds.containers(this.kind(slot)) & (1 << type)) !== 0;
  }

  /** Wells, tubes or tips. */
  places(slot: number): number {
    return this.table.places(this.labware(slot));
  }

  /** First usable well of a plate (as many as it has for a full one), or first tip of a rack. */
  firstUsable(slot: number): number {
    return this.firstUsables[slot] as number;
  }

  /** Number of a place among all wells and tubes of the deck. */
  placeNumber(place: number): number {
    return (this.firstPlace[slotOf(place)] as number) + indexOf(place);
  }

  /** Type of the container in a place: that of the plate, or the one for what a rack's place holds. */
  typeAt(place: number): number {
    const slot = slotOf(place);
    if (this.isPlate(slot)) return 31 - Math.clz32(this.kinds.containers(this.kind(slot)));
    return tubeTypeFor(this.capacityAt(place));
  }

  /** µL; of a tip rack, what a tip holds. */
  capacityAt(place: number): number {
    return this.table.capacity(this.labware(slotOf(place)), indexOf(place));
  }

  /** The place on a slot whose name stands in the ring; `what` is to be there. Fault `deckInvalid`. */
  placeNamed(slot: number, ring: ByteSource, start: number, length: number, what: string): number {
    if (!this.hasLabware(slot) || this.isTipRack(slot))
      throw new Fault('deckInvalid', `${what} is in slot ${slot}, where no plate or rack stands`);
    const index = this.table.findPlace(this.labware(slot), ring, start, length);
    if (index === NOT_FOUND) {
      const well = cutUtf8(textAt(ring, start, length), SHOWN);
      const where = `${this.name(slot)} in slot ${slot}`;
      throw new Fault('deckInvalid', `${what} is in ${well}, which ${where} does not have`);
    }
    return placeAt(slot, index);
  }

  /** Writes the name of a well, tube or tip: A1. */
  putWell(place: number, out: ByteWriter): void {
    this.table.putPlaceName(this.labware(slotOf(place)), indexOf(place), out);
  }

  /** A place in words: `A3 of tube_holder_10 on 1`. */
  label(place: number): string {
    const slot = slotOf(place);
    return `${this.table.placeName(this.labware(slot), indexOf(place))} of ${this.name(slot)} on ${slot}`;
  }

  private kind(slot: number): number {
    return this.kindOf[slot] as number;
  }

  private kindNamed(name: string): number {
    const ring = new ByteRing(NAME_BYTES_MAX);
    putUtf8(ring, cutUtf8(name, NAME_BYTES_MAX));
    return this.kinds.find(ring, 0, ring.length);
  }

  private checkSlot(slot: number, name: string): void {
    if (slot < 1 || slot >= SLOTS) {
      const why = slot === SLOTS ? 'holds the trash' : 'is not there';
      throw new Fault(
        'deckInvalid',
        `${name} cannot stand in slot ${slot}, which ${why}: take one from 1 to 11`,
      );
    }
    if (this.hasLabware(slot))
      throw new Fault('deckInvalid', `${this.name(slot)} and ${name} cannot both stand in slot ${slot}`);
  }

  private checkTemperatureModule(slot: number, name: string): void {
    const module = this.temperatureModuleSlot;
    if (module === 0 && !this.simulates)
      throw new Fault('deckInvalid', `${name} needs a temperature module, which this board does not have`);
    if (module !== 0 && module !== slot)
      throw new Fault(
        'deckInvalid',
        `${name} is in slot ${slot}, but the temperature module in slot ${module}`,
      );
  }

  /** Racks that were begun come before whole ones, otherwise each after those before it in the table. */
  private addTipRack(slot: number): void {
    const isWhole = (rack: number): boolean => this.firstUsable(rack) === 0;
    const turn = isWhole(slot) ? -1 : this.tipRacks.findIndex(isWhole);
    this.tipRacks.splice(turn < 0 ? this.tipRacks.length : turn, 0, slot);
  }

  /** Numbers the places, and gives the slot its turn: by priority, then by number. */
  private addSupplier(slot: number): void {
    this.firstPlace[slot] = this.placeCount;
    this.placeCount += this.places(slot);
    if (this.placeCount > this.placesMax || this.places(slot) > PLACES_A_SLOT)
      throw new Fault(
        'labFull',
        `${this.placesMax} wells and tubes are the most, those of ${this.name(slot)} are more`,
      );
    const priority = (of: number): number => this.kinds.priority(this.kind(of));
    const isLater = (other: number): boolean =>
      priority(other) < priority(slot) || (priority(other) === priority(slot) && other > slot);
    const turn = this.suppliers.findIndex(isLater);
    this.suppliers.splice(turn < 0 ? this.suppliers.length : turn, 0, slot);
  }

  /** Takes one name after another from the text: all of them at once would be many for a small board. */
  private addEmptyTubes(slot: number, names: string): void {
    for (let from = 0, end = 0; from <= names.length; from = end + 1) {
      const comma = names.indexOf(',', from);
      end = comma < 0 ? names.length : comma;
      const name = names.slice(from, end);
      const index = this.table.findPlaceText(this.labware(slot), name);
      const what = `the empty tube ${cutUtf8(name, SHOWN)} of ${this.name(slot)} in slot ${slot}`;
      if (index === NOT_FOUND)
        throw new Fault('deckInvalid', `${what} is not there: name places, such as A1,B2`);
      const place = placeAt(slot, index);
      if (this.emptyTubes.includes(place)) throw new Fault('deckInvalid', `${what} is listed twice`);
      this.emptyTubes.add(place);
    }
  }
}
