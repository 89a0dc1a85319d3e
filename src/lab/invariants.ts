// What always holds in the tables of a lab, for tests and simulations: no two things in one place, no volume out of range.

import type { Lab } from './lab.js';
import type { Ledger } from './ledger.js';
import { ARMS, NONE, PLACES_A_SLOT, SLOTS } from './numbers.js';

/** What rounding may leave, µL. */
const TOLERANCE = 1e-6;

function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`the tables of the lab contradict each other: ${what}`);
}

/** Throws when the tables contradict each other. */
export function invariants(lab: Lab): void {
  placesDiffer(lab);
  for (const ledger of [lab.committed, lab.pending]) {
    volumesFit(lab, ledger);
    chemicalsStand(lab, ledger);
    tipsDiffer(lab, ledger);
  }
}

function placesDiffer({ containers, deck, committed }: Lab): void {
  const seen = new Uint8Array((SLOTS + 1) * PLACES_A_SLOT);
  let count = 0;
  for (let container = 0; container < containers.capacityCount; container++) {
    const place = containers.place(container);
    if (place === NONE) continue;
    count += 1;
    holds(seen[place] === 0, `container ${container} is where another one is`);
    holds(committed.places.isTaken(place), `container ${container} is in a place that is free`);
    holds(
      deck.serves((place / PLACES_A_SLOT) | 0, containers.type(container)),
      `type of container ${container}`,
    );
    seen[place] = 1;
  }
  holds(count === containers.count, `${containers.count} containers, ${count} with a place`);
}

function volumesFit({ containers }: Lab, ledger: Ledger): void {
  for (let container = 0; container < containers.capacityCount; container++) {
    const volume = ledger.volume(container);
    const most = containers.place(container) === NONE ? 0 : containers.capacity(container);
    holds(volume >= -TOLERANCE && volume <= most + TOLERANCE, `${volume} uL in container ${container}`);
  }
}

function chemicalsStand({ names }: Lab, { chemicals }: Ledger): void {
  for (let chemical = 0; chemical < names.count; chemical++) {
    const container = chemicals.current(chemical);
    if (container === NONE) continue;
    holds(chemicals.chemicalOf(container) === chemical, `container ${container} of chemical ${chemical}`);
    holds(
      !chemicals.isPassed(container) && chemicals.isListed(container),
      `container ${container} is used up`,
    );
  }
}

function tipsDiffer({ instruments }: Lab, { tips }: Ledger): void {
  holds(!tips.hasTip(0) || tips.tipOf(0) !== tips.tipOf(1), 'two arms hold one tip');
  for (let arm = 0; arm < ARMS; arm++) {
    const volume = tips.volume(arm);
    holds(
      volume >= 0 && volume <= instruments.size(arm) + TOLERANCE,
      `${volume} uL in the tip of arm ${arm}`,
    );
    holds(volume > 0 === (tips.chemicalOf(arm) !== NONE), `the contents of the tip of arm ${arm}`);
    holds(
      volume === 0 || tips.hasTip(arm) || instruments.isPump(arm),
      `arm ${arm} holds liquid without a tip`,
    );
  }
}
