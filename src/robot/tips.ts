// Clean tips: which are changed before a chemical is touched (ROBOT.md section 7), and what becomes of the last ones.

import { ARM_NAMES } from '../lab/numbers.js';
import type { Run, Script } from './script.js';
import { flushTube } from './tubes.js';

/**
 * If any tip is dirty with something else, all dirty tips are dropped and then as many are picked up. The tube of a pump
 * is flushed instead.
 */
export function* changeTips(run: Run, chemical: number): Script {
  const { lab, ledger, action } = run;
  const { tips } = ledger;
  if (!tips.mustChange(chemical)) return;
  let changed = 0;
  for (let arm = 0; arm < ARM_NAMES.length; arm++) {
    if (!tips.isDirty(arm)) continue;
    if (lab.instruments.isPump(arm)) yield* flushTube(run, arm);
    else {
      changed |= 1 << arm;
      yield action.dropTip(arm);
    }
  }
  for (let arm = 0; arm < ARM_NAMES.length; arm++)
    if ((changed >> arm) & 1) yield action.pickUpTip(arm, tips.next(arm));
}
Object.freeze(changeTips.prototype);

/** Drops all tips, clean or not. */
export function* dropTips({ ledger, action }: Run): Script {
  for (let arm = 0; arm < ARM_NAMES.length; arm++) if (ledger.tips.hasTip(arm)) yield action.dropTip(arm);
}
Object.freeze(dropTips.prototype);
