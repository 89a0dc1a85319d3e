// make: a powder is dissolved to a concentration; the new container takes the place of older ones of its name.

import { Fault } from '../kernel/faults.js';
import { pythonFloat } from '../kernel/python-float.js';
import { textAt } from '../kernel/utf8.js';
import { portionCount } from '../lab/instruments.js';
import { NONE } from '../lab/numbers.js';
import type { ArgumentSink } from '../wire/argument-sink.js';
import type { ArgumentsReader } from '../wire/arguments-reader.js';
import { MAKE } from '../wire/packets.js';
import { KIND } from '../wire/value-reader.js';
import { mix } from './mix.js';
import type { Run, Script } from './script.js';
import { changeTips } from './tips.js';
import { armFor } from './tubes.js';

/** Code of the mix that ends a make (ROBOT.md section 9). */
const MIX_CODE = 2;

/** Takes the order from the packet. Fault `unknownName`. */
export function readMake({ lab, order }: Run, args: ArgumentsReader): void {
  let concentration = '';
  const sink: ArgumentSink = {
    value: (field, _row, value) => {
      if (field === MAKE.name) {
        order.powder = lab.powder(value.ring, value.start, value.length);
        if (order.powder === NONE)
          throw new Fault('unknownName', `powder ${textAt(value.ring, value.start, value.length)}`);
      } else {
        order.value = value.number;
        concentration = value.kind === KIND.float ? pythonFloat(value.number) : `${value.number}`;
      }
    },
  };
  args.deliver(sink);
  order.chemical = lab.madeName(order.powder, concentration);
}

/** The make that the order asks for. */
export const makeOrdered = (run: Run): Script =>
  make(run, run.order.powder, run.order.value, run.order.chemical);

/**
 * Fills the first fitting container of the powder with water and mixes it. Concentration in mM. Its history names what
 * is made, not the water, as the original's does.
 */
export function* make(run: Run, powder: number, concentration: number, chemical: number): Script {
  const { lab, ledger, order, action, portion } = run;
  const { chemicals } = ledger;
  const container = chemicals.powderFor(powder, concentration);
  const volume = chemicals.neededVolume(container, concentration);
  const water = chemicals.waterFor(container);
  for (let old = chemicals.first(chemical); old !== NONE; old = chemicals.next(old))
    yield action.discard(old, chemical, ledger.volume(old));
  yield action.make(container, chemical);
  yield* changeTips(run, water);
  const arm = armFor(run, volume, water);
  const portions = portionCount(volume, lab.instruments.size(arm));
  for (let i = 0; i < portions; i++) {
    order.draw(water, volume - (i * volume) / portions);
    portion.begin(run, arm, water, chemical, volume / portions, chemical);
    for (let part = portion.next(run); part !== null; part = portion.next(run)) yield part;
  }
  yield* mix(run, chemical, MIX_CODE);
}
Object.freeze(make.prototype);
