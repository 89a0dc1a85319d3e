// How the lab numbers what it keeps books on: arms, deck slots, and places as slot and index in one 16-bit number.

/** Stands for no chemical, no container or no place. */
export const NONE = 0xffff;

export const ARM = Object.freeze({ left: 0, right: 1 });

/** By arm, as `init` and people call them. */
export const ARM_NAMES: readonly string[] = Object.freeze(['left', 'right']);

export const ARMS = 2;

/** Deck slots count from 1; the last one holds the fixed trash. */
export const SLOTS = 12;

/** Wells, tubes or tips that one slot can have in the numbers of places. */
export const PLACES_A_SLOT = 512;

/** The place of well, tube or tip `index` (in the order of the labware) on a slot. */
export const placeAt = (slot: number, index: number): number => slot * PLACES_A_SLOT + index;

export const slotOf = (place: number): number => (place / PLACES_A_SLOT) | 0;

export const indexOf = (place: number): number => place % PLACES_A_SLOT;
