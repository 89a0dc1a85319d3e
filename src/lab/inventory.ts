// What the lab has: names, containers, powders, deck and instruments. The ledgers are books on it and change nothing of it.

import type { ChemicalNames } from './chemical-names.js';
import type { Containers } from './containers.js';
import type { Deck } from './deck.js';
import type { Instruments } from './instruments.js';
import type { Powders } from './powders.js';

export interface Inventory {
  readonly names: ChemicalNames;
  readonly containers: Containers;
  readonly powders: Powders;
  readonly deck: Deck;
  readonly instruments: Instruments;
}
