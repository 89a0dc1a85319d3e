// What an action means for the books: the same for the check and for the performance.

import type { Ledger } from '../lab/ledger.js';
import { NONE } from '../lab/numbers.js';
import { ACTION, type Action, movesLiquid } from './action.js';

/** Between these two are kinds for which nothing changes hands. */
const { dispense, markTip } = ACTION;

/** Books an action that was done whole. Faults of the books, before anything is changed. */
export function book(ledger: Ledger, action: Action): void {
  const kind = action.kind;
  if (kind > dispense && kind < markTip) return;
  const tips = ledger.tips;
  switch (kind) {
    case ACTION.pickUpTip:
      tips.pickUp(action.arm);
      break;
    case ACTION.dropTip:
      ledger.lose(action.arm);
      tips.drop(action.arm);
      break;
    case ACTION.aspirate:
      ledger.aspirate(action.container, action.volume, action.arm);
      break;
    case ACTION.drawn:
      ledger.draw(action.container, action.volume, action.arm);
      break;
    case ACTION.dispense:
      ledger.dispense(action.container, action.volume, action.arm);
      break;
    case ACTION.deliver:
      ledger.deliver(action.from, action.container, action.volume);
      break;
    case ACTION.flush:
      ledger.rinse(action.container, action.volume, action.arm);
      if (action.count === 1) tips.mark(action.arm, NONE);
      break;
    case ACTION.prime:
      ledger.rinse(action.container, action.volume, action.arm);
      break;
    case ACTION.markTip:
      tips.mark(action.arm, action.chemical);
      break;
    case ACTION.make:
      ledger.make(action.container, action.chemical);
      break;
    default: // nothing changes hands
  }
}

/**
 * Cuts an action that failed to the part that was done; false when nothing of it is left for the books. What a mixing
 * stroke had drawn is in the tip.
 */
export function cutTo(action: Action, part: number): boolean {
  action.volume *= part;
  if (action.kind === ACTION.mixStroke) action.kind = ACTION.drawn;
  return movesLiquid(action) && action.volume > 0;
}

/**
 * Reads a script against the books to its end, without any motion, and tells of each action. False when `each` has
 * given it up.
 */
export function check(
  script: Iterator<Action, void, void>,
  ledger: Ledger,
  each: (action: Action) => boolean,
): boolean {
  for (let step = script.next(); step.done !== true; step = script.next()) {
    const action = step.value;
    if (!each(action)) return false;
    book(ledger, action);
  }
  ledger.tips.require();
  return true;
}
