// home and stop: all axes to their switches.

import type { Run, Script } from './script.js';

export function* home({ action }: Run): Script {
  yield action.home();
}
Object.freeze(home.prototype);
