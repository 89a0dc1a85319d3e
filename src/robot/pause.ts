// pause: nothing happens for some seconds.

import type { ArgumentsReader } from '../wire/arguments-reader.js';
import type { Run, Script } from './script.js';

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
Object.freeze(pause.prototype);
