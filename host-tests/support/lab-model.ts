// A model of a lab's volumes, tips and wells, from the description of the protocol alone: it never looks into the robot.

import type { InitArguments, Product } from '../../src/host/controller-arguments.js';
import { type Kind, LABWARE, type LabwareFacts, priority, TIPS, tubesFor } from './lab-model-deck.js';

/** Numbers of containers count up for first containers, and down from here for all others. */
const NUMBERS = 512;

/** Less than this in a tip is nothing, µL: what rounding leaves. */
const NOTHING = 1e-9;

/** The least that the pipettes of the bench board meter by their sizes, µL; a simulation meters everything. */
const LEAST = new Map([
  [20, 1],
  [300, 20],
  [1_000, 100],
]);

/** A tube or well that is in use. */
export interface Vessel {
  readonly number: number;
  readonly slot: number;
  readonly well: string;
  readonly labware: string;
  readonly kind: Kind;
  readonly capacity: number;
  /** Name of the powder that was put into it, or ''. */
  readonly powder: string;
  readonly millimoles: number;
  isDry: boolean;
  /** What is in it; '' for a dry powder and for what another container has replaced. */
  chemical: string;
  volume: number;
}

interface Arm {
  /** What its pipette takes, and the least that it meters, µL. */
  readonly size: number;
  readonly least: number;
  /** Place of the rack that its tip is from, or -1. */
  tip: number;
  /** What the tip was last in, '' for a clean one. */
  last: string;
  volume: number;
}

/** Something that changes the books. Arms and containers by their numbers, volumes in µL. */
export type Change =
  | { readonly kind: 'pickUp'; readonly arm: number; readonly place: number }
  | { readonly kind: 'drop'; readonly arm: number }
  | {
      readonly kind: 'aspirate' | 'dispense' | 'stroke';
      readonly arm: number;
      readonly vessel: number;
      readonly volume: number;
    }
  | { readonly kind: 'mark'; readonly arm: number; readonly chemical: string }
  | { readonly kind: 'make'; readonly vessel: number; readonly chemical: string };

/** The containers of a chemical, in the order of the table, and how many of them are used up. */
export interface Members {
  readonly list: Vessel[];
  passed: number;
}

interface Stand {
  readonly slot: number;
  readonly name: string;
  readonly facts: LabwareFacts;
  /** Plates: the next well. Racks: names of empty tubes that are left. */
  next: number;
  readonly empty: string[];
}

/** Place of a tip, as actions have it. */
const tipPlace = (slot: number, tip: string): number => slot * 512 + TIPS.indexOf(tip);

export class LabModel {
  /** By number. */
  readonly vessels = new Map<number, Vessel>();
  /** By chemical, in the order of creation. */
  readonly members = new Map<string, Members>();
  readonly arms: Arm[] = [];
  /** Dropped with a tip, and left in containers that were replaced. */
  lost = 0;
  discarded = 0;
  /** Tips that are left, by size, in the order in which they are taken. */
  readonly #tips = new Map<number, number[]>();
  #stands: Stand[] = [];
  #extras = 0;

  /** The lab that an `init` describes, before any tip is picked up. */
  static of(init: InitArguments): LabModel {
    const model = new LabModel();
    const { left, right } = init.instruments;
    for (const name of [left, right]) {
      const size = Number.parseInt(name ?? '0', 10);
      const least = init.simulate ? 0 : (LEAST.get(size) ?? 0);
      model.arms.push({ size, least, tip: -1, last: '', volume: 0 });
    }
    for (const { deckPos, name, firstUsable = '', emptyList = '' } of init.labware) {
      if (name === 'temp_mod_24_tube' && init.usingTempCtrl !== true) continue;
      if (name.startsWith('tip_rack')) model.#addTips(deckPos, name, TIPS.indexOf(firstUsable));
      else model.#addStand(deckPos, name, firstUsable, emptyList);
    }
    for (const { name, loc, deckPos, mass } of init.reagents) {
      const vessel = model.#addVessel(name, deckPos, loc);
      vessel.volume = ((mass - vessel.kind.emptyMass) / vessel.kind.density) * 1_000;
    }
    for (const { name, loc, deckPos, mass, molarMass } of init.dryContainers ?? [])
      model.#addVessel('', deckPos, loc, name, (1_000 * mass) / molarMass);
    return model;
  }

  copy(): LabModel {
    const copy = new LabModel();
    for (const [number, vessel] of this.vessels) copy.vessels.set(number, { ...vessel });
    for (const [name, { list, passed }] of this.members)
      copy.members.set(name, { list: list.map(({ number }) => copy.vessels.get(number)!), passed });
    for (const arm of this.arms) copy.arms.push({ ...arm });
    for (const [size, tips] of this.#tips) copy.#tips.set(size, [...tips]);
    copy.#stands = this.#stands.map((stand) => ({ ...stand, empty: [...stand.empty] }));
    copy.lost = this.lost;
    copy.discarded = this.discarded;
    copy.#extras = this.#extras;
    return copy;
  }

  /** All liquid: in containers, in tips, and lost. */
  get total(): number {
    let total = this.lost + this.discarded;
    for (const { volume } of this.vessels.values()) total += volume;
    for (const { volume } of this.arms) total += volume;
    return total;
  }

  /** Place of the next tip for an arm, -1 when there is none. */
  nextTip(arm: number): number {
    return this.#tips.get(this.arms[arm]!.size)?.[0] ?? -1;
  }

  apply(change: Change): void {
    if (change.kind === 'make') this.#make(this.vessels.get(change.vessel)!, change.chemical);
    else if (change.kind === 'aspirate' || change.kind === 'dispense') this.applyPart(change, 1);
    else this.#handle(change, this.arms[change.arm]!);
  }

  /** Only a part of the volume was moved; of a stroke, that stayed in the tip. */
  applyPart({ kind, arm, vessel, volume }: Extract<Change, { volume: number }>, part: number): void {
    this.#move(kind, this.arms[arm]!, this.vessels.get(vessel)!, volume * part);
  }

  /** Places all products of an `init_containers`, or none: then what is wrong is thrown. */
  addProducts(products: readonly Product[]): void {
    for (const { name, labware = '', container = '', maxVol } of products) {
      if (this.members.has(name)) throw new Error(`there is a ${name}`);
      const candidates = this.#stands.filter(
        ({ name: own, facts }) =>
          (labware === '' || labware === own || facts.groups.includes(labware)) &&
          (container === '' || facts.kinds.some((kind) => kind.name === container)),
      );
      const found = candidates.some((stand) => {
        const well = stand.facts.isPlate
          ? this.#takeWell(stand, maxVol)
          : this.#takeTube(stand, container, maxVol);
        if (well !== '') this.#addVessel(name, stand.slot, well);
        return well !== '';
      });
      if (!found) throw new Error(`no place for ${name}`);
    }
  }

  #addTips(slot: number, name: string, first: number): void {
    const size = Number.parseInt(name.slice('tip_rack_'.length), 10);
    const tips = TIPS.slice(first).map((tip) => tipPlace(slot, tip));
    const known = this.#tips.get(size) ?? [];
    // One that was begun comes before those that are whole; here all but the first are whole.
    this.#tips.set(size, first > 0 ? [...tips, ...known] : [...known, ...tips]);
  }

  #addStand(slot: number, name: string, firstUsable: string, emptyList: string): void {
    const facts = LABWARE.get(name)!;
    const first = facts.places.findIndex(({ well }) => well === firstUsable);
    const empty = emptyList === '' ? [] : emptyList.split(',');
    this.#stands.push({ slot, name, facts, next: first < 0 ? facts.places.length : first, empty });
    this.#stands.sort((a, b) => priority(a.name) - priority(b.name) || a.slot - b.slot);
  }

  #addVessel(chemical: string, slot: number, well: string, powder = '', millimoles = 0): Vessel {
    const { name, facts } = this.#stands.find((stand) => stand.slot === slot)!;
    const { kind, capacity } = facts.places.find((place) => place.well === well)!;
    const known = powder === '' ? this.members.get(chemical) : undefined;
    const isFirst = powder === '' && known === undefined;
    if (!isFirst) this.#extras += 1;
    const number = isFirst ? this.members.size : NUMBERS - this.#extras;
    const where = { number, slot, well, labware: name, kind, capacity };
    const vessel = { ...where, powder, millimoles, isDry: powder !== '', chemical, volume: 0 };
    this.vessels.set(number, vessel);
    if (known !== undefined) known.list.push(vessel);
    else if (isFirst) this.members.set(chemical, { list: [vessel], passed: 0 });
    return vessel;
  }

  #isTaken(slot: number, well: string): boolean {
    return [...this.vessels.values()].some((vessel) => vessel.slot === slot && vessel.well === well);
  }

  #takeWell(stand: Stand, maxVol: number): string {
    const { slot, facts } = stand;
    while (stand.next < facts.places.length && this.#isTaken(slot, facts.places[stand.next]!.well))
      stand.next += 1;
    const place = facts.places[stand.next];
    return place !== undefined && place.capacity > maxVol ? place.well : '';
  }

  #takeTube({ facts, empty }: Stand, container: string, maxVol: number): string {
    const kinds = container === '' ? tubesFor(maxVol) : facts.kinds.filter(({ name }) => name === container);
    for (const kind of kinds)
      for (let i = empty.length - 1; i >= 0; i--) {
        const { well, kind: own, capacity } = facts.places.find((place) => place.well === empty[i])!;
        if (own !== kind || capacity < maxVol) continue;
        empty.splice(i, 1);
        return well;
      }
    return '';
  }

  #move(kind: 'aspirate' | 'dispense' | 'stroke', arm: Arm, vessel: Vessel, volume: number): void {
    if (arm.tip < 0) throw new Error('liquid without a tip');
    const drawn = kind === 'dispense' ? -volume : volume;
    vessel.volume -= drawn;
    arm.volume += drawn;
    if (Math.abs(arm.volume) < NOTHING) arm.volume = 0;
    if (arm.volume < 0 || arm.volume > arm.size + NOTHING) throw new Error(`${arm.volume} uL in a tip`);
    if (vessel.volume > vessel.capacity + NOTHING) throw new Error(`${vessel.chemical} flows over`);
    if (kind !== 'aspirate' || volume === 0) return; // a stroke may draw what is dead
    if (vessel.volume < vessel.kind.dead - NOTHING) throw new Error(`${vessel.chemical} below what is dead`);
    arm.last = vessel.chemical;
    const members = this.members.get(vessel.chemical)!;
    members.passed = members.list.indexOf(vessel);
  }

  #handle(change: Exclude<Change, { kind: 'make' | 'aspirate' | 'dispense' }>, arm: Arm): void {
    if (change.kind === 'mark') arm.last = change.chemical;
    else if (change.kind === 'pickUp') {
      const tips = this.#tips.get(arm.size) ?? [];
      if (arm.tip >= 0 || tips[0] !== change.place) throw new Error(`tip ${change.place} is not the next`);
      tips.shift();
      arm.tip = change.place;
      arm.last = '';
    } else if (change.kind === 'drop') {
      if (arm.tip < 0) throw new Error('no tip to drop');
      this.lost += arm.volume;
      arm.volume = 0;
      arm.tip = -1;
      arm.last = '';
    }
  }

  #make(vessel: Vessel, chemical: string): void {
    for (const old of this.members.get(chemical)?.list ?? []) {
      this.discarded += old.volume;
      old.volume = 0;
      old.chemical = '';
    }
    vessel.chemical = chemical;
    vessel.isDry = false;
    this.members.set(chemical, { list: [vessel], passed: 0 });
  }
}
