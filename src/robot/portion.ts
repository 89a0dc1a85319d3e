// One portion: aspirated at one place, dispensed at another (ROBOT.md section 5).

import type { Run, Script } from './script.js';

/** Blow-outs after a dispense and after mixing. */
export const BLOW_OUTS = 4;

/** Moves at most what the pipette of `arm` takes, µL. @param history chemical that the destination's history names */
export function* portion(
  { ledger, action }: Run,
  arm: number,
  source: number,
  destination: number,
  volume: number,
  history = source,
): Script {
  const to = ledger.destination(destination);
  const from = ledger.source(source, volume);
  yield action.headTransfer(source, to);
  yield action.aspirate(arm, from, source, volume, ledger.aspirateHeight(from));
  yield action.touchTip(arm, from);
  yield action.moveToTop(arm, from);
  const height = ledger.dispenseHeight(to);
  yield action.dispense(arm, to, history, volume, height);
  yield action.blowOut(arm, to, height, BLOW_OUTS);
  yield action.touchTip(arm, to);
}
Object.freeze(portion.prototype);
