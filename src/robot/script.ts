// What a command's script works with: the books it is read against, and the order that it carries out.

import type { Lab } from '../lab/lab.js';
import type { Ledger } from '../lab/ledger.js';
import type { Action } from './action.js';
import type { Order } from './order.js';
import type { Tool } from './tool.js';

/**
 * Actions in their order. The same script is read against the pending books to check and to estimate, and against the
 * committed ones while it is performed; each action is booked before the script goes on.
 */
export type Script = Generator<Action, void, void>;

/** What gives the actions of one portion after the other: `Portion`. */
export interface PortionActions {
  begin(run: Run, arm: number, source: number, destination: number, volume: number, history?: number): void;
  next(run: Run): Action | null;
}

export interface Run {
  readonly lab: Lab;
  readonly ledger: Ledger;
  /** The one action that all scripts of the run yield. */
  readonly action: Action;
  readonly order: Order;
  /** The one that is in hand. */
  readonly portion: PortionActions;
  /** By arm, what `init` has put on it; null where the board has nothing for it. */
  readonly tools: readonly (Tool | null)[];
}
