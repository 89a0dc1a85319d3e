// transfer: portions from one source to many destinations (ROBOT.md section 5).

import { ByteRing } from '../kernel/byte-ring.js';
import { NAME_BYTES_MAX } from '../kernel/limits.js';
import { putUtf8 } from '../kernel/utf8.js';
import { concentrationStart } from '../lab/chemical-name.js';
import { portionCount } from '../lab/instruments.js';
import { NONE } from '../lab/numbers.js';
import type { ArgumentSink } from '../wire/argument-sink.js';
import type { ArgumentsReader } from '../wire/arguments-reader.js';
import { TRANSFER } from '../wire/packets.js';
import { make } from './make.js';
import { chemicalOf, NO_STEP } from './order.js';
import type { Run, Script } from './script.js';
import { changeTips } from './tips.js';
import { armFor } from './tubes.js';

/** Takes the order from the packet. Fault `unknownName`. */
export function readTransfer({ lab, order }: Run, args: ArgumentsReader): void {
  const sink: ArgumentSink = {
    value: (field, row, value) => {
      if (field === TRANSFER.source) order.chemical = chemicalOf(lab, value);
      else order.take(lab, row, field === TRANSFER.destination, value);
    },
  };
  args.deliver(sink);
  order.step = NO_STEP;
}

/**
 * Steps in their order; a volume over the size of the pipette goes in equal portions. When the source runs out it is
 * made anew from powder, once.
 */
export function* transfer(run: Run): Script {
  const { lab, ledger, order, portion } = run;
  const source = order.chemical;
  let isRestocked = false;
  let rest = 0;
  for (let step = 0; step < order.count; step++) rest += order.values[step] as number;
  yield* changeTips(run, source);
  for (let step = 0; step < order.count; step++) {
    order.step = step;
    const volume = order.values[step] as number;
    const arm = armFor(run, volume, source);
    const portions = portionCount(volume, lab.instruments.size(arm));
    for (let i = 0; i < portions; i++) {
      if (!isRestocked && !ledger.canGive(source, volume / portions)) {
        isRestocked = true;
        yield* restock(run, source);
      }
      order.draw(source, rest);
      portion.begin(run, arm, source, order.chemicals[step] as number, volume / portions);
      for (let part = portion.next(run); part !== null; part = portion.next(run)) yield part;
      rest -= volume / portions;
    }
  }
  order.step = NO_STEP;
}
Object.freeze(transfer.prototype);

/** Makes a chemical that has run out, if there is a powder for it; if not, the next portion faults. */
function* restock(run: Run, chemical: number): Script {
  const { lab, ledger } = run;
  const name = lab.labelOf(chemical);
  const start = concentrationStart(name);
  if (start < 0) return;
  const ring = new ByteRing(NAME_BYTES_MAX);
  putUtf8(ring, name.slice(0, start));
  const powder = lab.powder(ring, 0, ring.length);
  const concentration = Number(name.slice(start + 1));
  if (ledger.chemicals.findPowder(powder, concentration) !== NONE)
    yield* make(run, powder, concentration, chemical);
}
Object.freeze(restock.prototype);
