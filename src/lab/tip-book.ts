// The tips: which are left, which tip each arm holds, what it was last in, and what is in it (ROBOT.md section 7).

import { Fault } from '../kernel/faults.js';
import type { ChemicalNames } from './chemical-names.js';
import type { Deck } from './deck.js';
import type { Instruments } from './instruments.js';
import { ARM_NAMES, ARMS, NONE, placeAt, SLOTS, slotOf } from './numbers.js';

/** Place of a tip that is only foreseen: the racks have none for it. */
const NO_RACK = NONE - 1;

/** Less than this in a tip is nothing, µL: what rounding leaves. */
const NOTHING = 1e-9;

/**
 * Tips are used in the order of the racks (`Deck.tipRacks`), well after well: none twice. A tip is clean until it is
 * in a chemical. Memory: 62 bytes.
 */
export class TipBook {
  readonly #deck: Deck;
  readonly #instruments: Instruments;
  readonly #names: ChemicalNames;
  readonly #foresees: boolean;
  /** Tips that each slot's rack has given since it was put there. */
  readonly #given = new Uint16Array(SLOTS + 1);
  /** Where each arm's tip comes from; `NONE` without a tip. */
  readonly #tips = new Uint16Array(ARMS).fill(NONE);
  /** What each tip was last in; `NONE` when it is clean. */
  readonly #last = new Uint16Array(ARMS).fill(NONE);
  /** What is in each tip. */
  readonly #chemicals = new Uint16Array(ARMS).fill(NONE);
  /** µL. */
  readonly #volumes = new Float64Array(ARMS);
  readonly #missing = new Uint16Array(ARMS);

  /** @param foresees goes on without a tip when the racks are empty, and counts it for `require` */
  constructor(deck: Deck, instruments: Instruments, names: ChemicalNames, foresees: boolean) {
    this.#deck = deck;
    this.#instruments = instruments;
    this.#names = names;
    this.#foresees = foresees;
  }

  clear(): void {
    this.#given.fill(0);
    this.#tips.fill(NONE);
    this.#last.fill(NONE);
    this.#chemicals.fill(NONE);
    this.#volumes.fill(0);
    this.#missing.fill(0);
  }

  copyFrom(other: TipBook): void {
    this.#given.set(other.#given);
    this.#tips.set(other.#tips);
    this.#last.set(other.#last);
    this.#chemicals.set(other.#chemicals);
    this.#volumes.set(other.#volumes);
    this.#missing.set(other.#missing);
  }

  hasTip(arm: number): boolean {
    return this.#tips[arm] !== NONE;
  }

  /** Place from which the arm's tip was picked up, `NONE` without a tip. */
  tipOf(arm: number): number {
    return this.#tips[arm] as number;
  }

  /** What is in the arm's tip, `NONE` when nothing is. */
  chemicalOf(arm: number): number {
    return this.#chemicals[arm] as number;
  }

  /** µL in the arm's tip. */
  volume(arm: number): number {
    return this.#volumes[arm] as number;
  }

  /** Tips that are left for an arm; arms with pipettes of one size share theirs. */
  left(arm: number): number {
    let left = 0;
    for (let i = 0; i < this.#deck.tipRacks.length; i++)
      left += this.#leftIn(this.#deck.tipRacks[i] as number, arm);
    return left;
  }

  /** Place of the next tip for an arm, `NONE` when there is none. */
  next(arm: number): number {
    const { tipRacks } = this.#deck;
    for (let i = 0; i < tipRacks.length; i++) {
      const slot = tipRacks[i] as number;
      if (this.#leftIn(slot, arm) > 0)
        return placeAt(slot, this.#deck.firstUsable(slot) + (this.#given[slot] as number));
    }
    return NONE;
  }

  /** The arm has taken the next tip. Faults: `outOfTips`; `tipState` when it has one. */
  pickUp(arm: number): void {
    if (this.hasTip(arm)) throw this.#fault(arm, 'has a tip already');
    const place = this.next(arm);
    if (place === NONE) {
      this.#missing[arm] = (this.#missing[arm] as number) + 1;
      if (!this.#foresees) this.require();
      this.#tips[arm] = NO_RACK;
    } else {
      const slot = slotOf(place);
      this.#given[slot] = (this.#given[slot] as number) + 1;
      this.#tips[arm] = place;
    }
    this.#last[arm] = NONE;
  }

  /** Fault `outOfTips`, which says how many are missing, when the racks did not have all that were picked up. */
  require(): void {
    let text = '';
    for (let arm = 0; arm < ARMS; arm++) {
      const missing = this.#missing[arm] as number;
      if (missing === 0) continue;
      const pipette = `the ${this.#instruments.name(arm)} on the ${ARM_NAMES[arm]} arm`;
      text += `${text === '' ? '' : ', '}${missing} missing for ${pipette}`;
    }
    if (text !== '') throw new Fault('outOfTips', text);
  }

  /** The arm has dropped its tip. Fault `tipState` when it has none, or one with liquid in it. */
  drop(arm: number): void {
    if (!this.hasTip(arm)) throw this.#fault(arm, 'has no tip to drop');
    if (this.volume(arm) > 0) throw this.#fault(arm, 'drops a tip with liquid in it');
    this.#tips[arm] = NONE;
    this.#last[arm] = NONE;
  }

  /** The arm's tip was in a chemical. */
  mark(arm: number, chemical: number): void {
    this.#last[arm] = chemical;
  }

  /** Takes liquid in. Fault `tipState` when there is no tip, no room, or another chemical in it. */
  fill(arm: number, chemical: number, volume: number): void {
    if (!this.hasTip(arm)) throw this.#fault(arm, 'has no tip to aspirate with');
    if (this.volume(arm) > 0 && this.chemicalOf(arm) !== chemical)
      throw this.#fault(arm, `has ${this.#names.label(this.chemicalOf(arm))} in its tip`);
    if (this.volume(arm) + volume > this.#instruments.size(arm) + NOTHING)
      throw this.#fault(arm, `holds ${this.#instruments.size(arm)} uL at most`);
    this.#chemicals[arm] = chemical;
    this.#volumes[arm] = this.volume(arm) + volume;
    this.#last[arm] = chemical;
  }

  /** Faults `tipState` when less than `volume` is in the tip. */
  checkVolume(arm: number, volume: number): void {
    if (!(this.volume(arm) - volume >= -NOTHING))
      throw this.#fault(arm, `has ${this.volume(arm)} uL in its tip and not ${volume}`);
  }

  /** Gives out liquid that `checkVolume` found. */
  empty(arm: number, volume: number): void {
    const left = this.volume(arm) - volume;
    this.#volumes[arm] = left > NOTHING ? left : 0;
    if (left <= NOTHING) this.#chemicals[arm] = NONE;
  }

  /** Whether the arm's tip was in anything but WaterC1.0. */
  isDirty(arm: number): boolean {
    const last = this.#last[arm] as number;
    return last !== NONE && last !== this.#names.water;
  }

  /**
   * Whether tips are changed before the next work with `chemical`: one of them was in something else, water aside.
   * Then each arm that `isDirty` gets a new one.
   */
  mustChange(chemical: number): boolean {
    for (let arm = 0; arm < ARMS; arm++) if (this.isDirty(arm) && this.#last[arm] !== chemical) return true;
    return false;
  }

  /** Tips that a slot's rack has for an arm. */
  #leftIn(slot: number, arm: number): number {
    const deck = this.#deck;
    const first = deck.firstUsable(slot);
    if (deck.capacityAt(placeAt(slot, first)) !== this.#instruments.size(arm)) return 0;
    return deck.places(slot) - first - (this.#given[slot] as number);
  }

  #fault(arm: number, what: string): Fault {
    return new Fault('tipState', `the ${ARM_NAMES[arm]} arm ${what}`);
  }
}
