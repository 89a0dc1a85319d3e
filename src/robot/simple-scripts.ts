// Scripts of a few lines: home, pause, close.

import type { ArgumentsReader } from '../wire/arguments-reader.js';
import type { Run, Script } from './script.js';
import { dropTips } from './tips.js';

export function* home({ action }: Run): Script {
  yield action.home();
}

/** Takes the seconds from the packet. */
export function readPause({ order }: Run, args: ArgumentsReader): void {
  args.deliver({
    value: (_field, _row, value) => {
      order.value = value.number;
    },
  });
}

/** A robot that only simulates does not wait. */
export function* pause({ action, order }: Run, simulate: boolean): Script {
  if (!simulate) yield action.dwell(order.value);
}

/** The end of a session: tips into the trash, clean or not, and home. */
export function* breakdown(run: Run): Script {
  yield* dropTips(run);
  yield run.action.home();
}
