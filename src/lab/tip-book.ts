// The tips: which are left, which tip each arm holds, what it was last in, and what is in it (ROBOT.md section 7).

import { Fault } from '../kernel/faults.js';
import type { ChemicalNames } from './chemical-names.js';
import type { Deck } from './deck.js';
import type { Instruments } from './instruments.js';
import { ARM_NAMES, ARMS, NONE, placeAt, SLOTS, slotOf } from './numbers.js';

/** Place of a tip that is only foreseen: the racks have none for it. */
const NO_RACK = NONE - 1;

/** Where the numbers of the arms stand, behind those of the slots: on the chip every array more is 120 bytes. */
const BY_ARM = Object.freeze({
  /** Where its tip comes from; `NONE` without a tip. */
  tip: SLOTS + 1,
  /** What the tip was last in; `NONE` when it is clean. */
  last: SLOTS + 1 + ARMS,
  /** What is in the tip. */
  chemical: SLOTS + 1 + 2 * ARMS,
  /** Tips that the racks did not have. */
  missing: SLOTS + 1 + 3 * ARMS,
});

const NUMBERS = SLOTS + 1 + 4 * ARMS;

/** Less than this in a tip is nothing, µL: what rounding leaves. */
const NOTHING = 1e-9;

/**
 * Tips are used in the order of the racks (`Deck.tipRacks`), well after well: none twice. A tip is clean until it is
 * in a chemical. Memory: 56 bytes.
 */
export class TipBook {
  private readonly deck: Deck;
  private readonly instruments: Instruments;
  private readonly names: ChemicalNames;
  private readonly foresees: boolean;
  /** By slot, tips that its rack has given since it was put there; then by arm, at the places of `BY_ARM`. */
  private readonly numbers = new Uint16Array(NUMBERS);
  /** By arm: what is in its tip, µL. */
  private readonly volumes = new Float64Array(ARMS);

  /** @param foresees goes on without a tip when the racks are empty, and counts it for `require` */
  constructor(deck: Deck, instruments: Instruments, names: ChemicalNames, foresees: boolean) {
    this.deck = deck;
    this.instruments = instruments;
    this.names = names;
    this.foresees = foresees;
    this.clear();
  }

  clear(): void {
    this.numbers.fill(0).fill(NONE, BY_ARM.tip, BY_ARM.missing);
    this.volumes.fill(0);
  }

  copyFrom(other: TipBook): void {
    this.numbers.set(other.numbers);
    this.volumes.set(other.volumes);
  }

  hasTip(arm: number): boolean {
    return this.numbers[BY_ARM.tip + arm] !== NONE;
  }

  /** Place from which the arm's tip was picked up, `NONE` without a tip. */
  tipOf(arm: number): number {
    return this.numbers[BY_ARM.tip + arm] as number;
  }

  /** What is in the arm's tip, `NONE` when nothing is. */
  chemicalOf(arm: number): number {
    return this.numbers[BY_ARM.chemical + arm] as number;
  }

  /** µL in the arm's tip. */
  volume(arm: number): number {
    return this.volumes[arm] as number;
  }

  /** Tips that are left for an arm; arms with pipettes of one size share theirs. */
  left(arm: number): number {
    let left = 0;
    for (let i = 0; i < this.deck.tipRacks.length; i++)
      left += this.leftIn(this.deck.tipRacks[i] as number, arm);
    return left;
  }

  /** Place of the next tip for an arm, `NONE` when there is none. */
  next(arm: number): number {
    const { tipRacks } = this.deck;
    for (let i = 0; i < tipRacks.length; i++) {
      const slot = tipRacks[i] as number;
      if (this.leftIn(slot, arm) > 0)
        return placeAt(slot, this.deck.firstUsable(slot) + (this.numbers[slot] as number));
    }
    return NONE;
  }

  /** The arm has taken the next tip. Faults: `outOfTips`; `tipState` when it has one. */
  pickUp(arm: number): void {
    if (this.hasTip(arm)) throw this.fault(arm, 'has a tip already');
    const place = this.next(arm);
    if (place === NONE) {
      this.numbers[BY_ARM.missing + arm] = (this.numbers[BY_ARM.missing + arm] as number) + 1;
      if (!this.foresees) this.require();
      this.numbers[BY_ARM.tip + arm] = NO_RACK;
    } else {
      const slot = slotOf(place);
      this.numbers[slot] = (this.numbers[slot] as number) + 1;
      this.numbers[BY_ARM.tip + arm] = place;
    }
    this.numbers[BY_ARM.last + arm] = NONE;
  }

  /** Fault `outOfTips`, which says how many are missing, when the racks did not have all that were picked up. */
  require(): void {
    let text = '';
    for (let arm = 0; arm < ARMS; arm++) {
      const missing = this.numbers[BY_ARM.missing + arm] as number;
      if (missing === 0) continue;
      const pipette = `the ${this.instruments.name(arm)} on the ${ARM_NAMES[arm]} arm`;
      text += `${text === '' ? '' : ', '}${missing} missing for ${pipette}`;
    }
    if (text !== '') throw new Fault('outOfTips', text);
  }

  /** The arm has dropped its tip. Fault `tipState` when it has none, or one with liquid in it. */
  drop(arm: number): void {
    if (!this.hasTip(arm)) throw this.fault(arm, 'has no tip to drop');
    if (this.volume(arm) > 0) throw this.fault(arm, 'drops a tip with liquid in it');
    this.numbers[BY_ARM.tip + arm] = NONE;
    this.numbers[BY_ARM.last + arm] = NONE;
  }

  /** The arm's tip was in a chemical. */
  mark(arm: number, chemical: number): void {
    this.numbers[BY_ARM.last + arm] = chemical;
  }

  /** Takes liquid in. Fault `tipState` when there is no tip, no room, or another chemical in it. */
  fill(arm: number, chemical: number, volume: number): void {
    if (!this.hasTip(arm) && !this.instruments.isPump(arm))
      throw this.fault(arm, 'has no tip to aspirate with');
    const held = this.volumes[arm] as number;
    if (held > 0 && this.chemicalOf(arm) !== chemical)
      throw this.fault(arm, `has ${this.names.label(this.chemicalOf(arm))} in its tip`);
    if (held + volume > this.instruments.size(arm) + NOTHING)
      throw this.fault(arm, `holds ${this.instruments.size(arm)} uL at most`);
    this.numbers[BY_ARM.chemical + arm] = chemical;
    this.volumes[arm] = held + volume;
    this.numbers[BY_ARM.last + arm] = chemical;
  }

  /** Faults `tipState` when less than `volume` is in the tip. */
  checkVolume(arm: number, volume: number): void {
    if (!(this.volume(arm) - volume >= -NOTHING))
      throw this.fault(arm, `has ${this.volume(arm)} uL in its tip and not ${volume}`);
  }

  /** Gives out liquid that `checkVolume` found. */
  empty(arm: number, volume: number): void {
    const left = this.volume(arm) - volume;
    this.volumes[arm] = left > NOTHING ? left : 0;
    if (left <= NOTHING) this.numbers[BY_ARM.chemical + arm] = NONE;
  }

  /** Whether the arm's tip was in anything but WaterC1.0. */
  isDirty(arm: number): boolean {
    const last = this.numbers[BY_ARM.last + arm] as number;
    return last !== NONE && last !== this.names.water;
  }

  /**
   * Whether tips are changed before the next work with `chemical`: one of them was in something else, water aside.
   * Then each arm that `isDirty` gets a new one.
   */
  mustChange(chemical: number): boolean {
    for (let arm = 0; arm < ARMS; arm++)
      if (this.isDirty(arm) && this.numbers[BY_ARM.last + arm] !== chemical) return true;
    return false;
  }

  /** Tips that a slot's rack has for an arm. */
  private leftIn(slot: number, arm: number): number {
    const deck = this.deck;
    const first = deck.firstUsable(slot);
    if (deck.capacityAt(placeAt(slot, first)) !== this.instruments.size(arm)) return 0;
    return deck.places(slot) - first - (this.numbers[slot] as number);
  }

  private fault(arm: number, what: string): Fault {
    return new Fault('tipState', `the ${ARM_NAMES[arm]} arm ${what}`);
  }
}
