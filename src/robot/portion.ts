// One portion: aspirated at one place, dispensed at another (ROBOT.md section 5).

import type { Run, Script } from './script.js';
import { isOneWay } from './tubes.js';

/** Blow-outs after a dispense and after mixing. */
export const BLOW_OUTS = 4;

/** Moves at most what the instrument of `arm` takes, µL. @param history chemical that the destination's history names */
export function* portion(
  run: Run,
  arm: number,
  source: number,
  destination: number,
  volume: number,
  history = source,
): Script {
  const { lab, ledger, action } = run;
  const to = ledger.destination(destination);
  const from = ledger.source(source, volume);
  yield action.headTransfer(source, to);
  const height = ledger.dispenseHeight(to);
  if (isOneWay(run, arm)) yield action.deliver(arm, from, to, history, volume, height);
  else {
    yield action.aspirate(arm, from, source, volume, ledger.aspirateHeight(from));
    yield action.touchTip(arm, from);
    yield action.moveToTop(arm, from);
    yield action.dispense(arm, to, history, volume, height);
    if (!lab.instruments.isPump(arm)) yield action.blowOut(arm, to, height, BLOW_OUTS);
  }
  yield action.touchTip(arm, to);
}
Object.freeze(portion.prototype);
