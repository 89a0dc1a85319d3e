// Which wells and tubes are taken, and which one the next product gets (ROBOT.md section 4).

import { TYPE, tubeTypeFor } from './container-types.js';
import type { Deck } from './deck.js';
import { NONE, placeAt, SLOTS, slotOf } from './numbers.js';

/** A product that may be in a container of any type. */
export const ANY_TYPE = 0xff;

/** Racks are searched in this order for a product that fits no tube of the type that is best for it. */
const LARGEST_FIRST: readonly number[] = Object.freeze([TYPE.tube50000, TYPE.tube20000, TYPE.tube2000]);

/** Bits of a word of places; before those words stand the numbers of the slots: an array more is 120 bytes on the chip. */
const WORD_BITS = 16;
const FIRST_WORD = SLOTS + 1;

/** No place is given out twice, and none is ever given back. Memory: a bit a place, and 26 bytes. */
export class PlaceBook {
  private readonly deck: Deck;
  /** By slot, the well with which the search on its plate goes on; then the places that are taken, a bit each. */
  private readonly numbers: Uint16Array;

  /** @param places wells and tubes of the whole deck at most */
  constructor(deck: Deck, places: number) {
    this.deck = deck;
    this.numbers = new Uint16Array(FIRST_WORD + Math.ceil(places / WORD_BITS));
  }

  clear(): void {
    this.numbers.fill(0);
  }

  copyFrom(other: PlaceBook): void {
    this.numbers.set(other.numbers);
  }

  isTaken(place: number): boolean {
    const number = this.deck.placeNumber(place);
    return ((this.numbers[FIRST_WORD + (number >> 4)] as number) & (1 << (number & 15))) !== 0;
  }

  take(place: number): void {
    const number = this.deck.placeNumber(place);
    const word = FIRST_WORD + (number >> 4);
    this.numbers[word] = (this.numbers[word] as number) | (1 << (number & 15));
  }

  /**
   * Takes the place that a product of at most `maxVolume` µL gets.
   * @param slots a bit for each slot that may be used; @param type number of the wanted type of container, or `ANY_TYPE`
   * @returns `NONE`, and nothing is taken, when no place is large enough
   */
  allocate(slots: number, type: number, maxVolume: number): number {
    const deck = this.deck;
    for (let i = 0; i < deck.suppliers.length; i++) {
      const slot = deck.suppliers[i] as number;
      if ((slots & (1 << slot)) === 0 || (type !== ANY_TYPE && !deck.serves(slot, type))) continue;
      const place = deck.isPlate(slot)
        ? this.nextWell(slot, maxVolume)
        : this.emptyTube(slot, type, maxVolume);
      if (place !== NONE) {
        this.take(place);
        return place;
      }
    }
    return NONE;
  }

  /** The next well of a plate that is not taken, if it holds more than `maxVolume`. */
  private nextWell(slot: number, maxVolume: number): number {
    const deck = this.deck;
    const wells = deck.places(slot);
    let well = Math.max(this.numbers[slot] as number, deck.firstUsable(slot));
    while (well < wells && this.isTaken(placeAt(slot, well))) well += 1;
    this.numbers[slot] = well;
    const place = placeAt(slot, well);
    return well < wells && deck.capacityAt(place) > maxVolume ? place : NONE;
  }

  /** An empty tube of a rack: of the wanted type, of the one that is best for the volume, or the largest. */
  private emptyTube(slot: number, type: number, maxVolume: number): number {
    if (type !== ANY_TYPE) return this.lastOfType(slot, type, maxVolume);
    const best = maxVolume > 0 ? this.lastOfType(slot, tubeTypeFor(maxVolume), maxVolume) : NONE;
    if (best !== NONE) return best;
    for (let i = 0; i < LARGEST_FIRST.length; i++) {
      const place = this.lastOfType(slot, LARGEST_FIRST[i] as number, maxVolume);
      if (place !== NONE) return place;
    }
    return NONE;
  }

  /** The last of a rack's empty tubes that is of a type, not taken and large enough. */
  private lastOfType(slot: number, type: number, maxVolume: number): number {
    const deck = this.deck;
    for (let i = deck.emptyTubes.count - 1; i >= 0; i--) {
      const place = deck.emptyTubes.place(i);
      if (slotOf(place) !== slot || this.isTaken(place) || deck.typeAt(place) !== type) continue;
      if (deck.capacityAt(place) >= maxVolume) return place;
    }
    return NONE;
  }
}
