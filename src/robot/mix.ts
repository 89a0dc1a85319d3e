// mix: strokes in a container at one or several heights (ROBOT.md section 8).

import { MIX_VOLUME } from '../lab/instruments.js';
import type { ArgumentSink } from '../wire/argument-sink.js';
import type { ArgumentsReader } from '../wire/arguments-reader.js';
import { MIX } from '../wire/packets.js';
import { NO_STEP } from './order.js';
import { BLOW_OUTS } from './portion.js';
import type { Run, Script } from './script.js';
import { changeTips } from './tips.js';
import { armFor } from './tubes.js';

/** Takes the order from the packet. Fault `unknownName`. */
export function readMix({ lab, order }: Run, args: ArgumentsReader): void {
  const sink: ArgumentSink = {
    value: (field, row, value) => order.take(lab, row, field === MIX.name, value),
  };
  args.deliver(sink);
  order.step = NO_STEP;
}

export function* mixAll(run: Run): Script {
  const { order } = run;
  for (let row = 0; row < order.count; row++) {
    order.step = row;
    yield* mix(run, order.chemicals[row] as number, order.values[row] as number);
  }
  order.step = NO_STEP;
}
Object.freeze(mixAll.prototype);

/**
 * Mixes with 2^code strokes at each height. A stroke takes the size of the pipette, or all there is where that is less:
 * more would draw air. A pump mixes with its tube, which has nothing to blow out.
 */
export function* mix(run: Run, chemical: number, code: number): Script {
  const { lab, ledger, action } = run;
  const arm = armFor(run, MIX_VOLUME);
  const blowsOut = !lab.instruments.isPump(arm);
  const container = ledger.chemicals.current(chemical);
  ledger.checkMix(container, arm);
  yield* changeTips(run, chemical);
  yield action.headMix(container);
  yield action.markTip(arm, chemical);
  const volume = Math.min(lab.instruments.size(arm), ledger.volume(container));
  const heights = ledger.mixHeights(container);
  for (let i = 0; i < heights; i++) {
    const height = ledger.mixHeight(container, i);
    for (let stroke = 0; stroke < 2 ** code; stroke++) {
      if (volume > 0) yield action.mixStroke(arm, container, chemical, volume, height);
      if (blowsOut) yield action.blowOut(arm, container, height, 1);
    }
  }
  if (blowsOut) yield action.blowOut(arm, container, ledger.dispenseHeight(container), BLOW_OUTS);
  yield action.touchTip(arm, container);
}
Object.freeze(mix.prototype);
