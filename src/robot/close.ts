// close, and every other end of a session in which the machine may move.

import type { Run, Script } from './script.js';
import { dropTips } from './tips.js';
import { flushDirtyTubes } from './tubes.js';

/** The end of a session: tips into the trash, clean or not, tubes flushed, and home. */
export function* breakdown(run: Run): Script {
  yield* dropTips(run);
  yield* flushDirtyTubes(run);
  yield run.action.home();
}
Object.freeze(breakdown.prototype);
