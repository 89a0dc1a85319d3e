// Says of a command that is refused at which step, and how much of a source is missing.

import type { Fault } from '../kernel/faults.js';
import { pythonFloat } from '../kernel/python-float.js';
import { NONE } from '../lab/numbers.js';
import { NO_STEP } from './order.js';
import type { Run } from './script.js';

/** A missing volume is rounded up to 0.1 µL, but not for what is left by rounding. */
const TENTHS = 10;
const NOTHING = 1e-6;

/** Puts it into the message of a fault that came while the order of `run` was read or checked. */
export function explain(fault: Fault, run: Run): void {
  const { step } = run.order;
  if (fault.code === 'emptyReagent') fault.message += missingText(run);
  if (step !== NO_STEP) fault.message = `step ${step + 1}${stepText(run)}: ${fault.message}`;
}

/** What the step is for, as far as it was read. */
function stepText({ lab, order }: Run): string {
  const { step, chemical } = order;
  if (step >= order.count) return '';
  const name = lab.labelOf(order.chemicals[step] as number);
  return chemical === NONE ? ` (${name})` : ` (${name}, ${pythonFloat(order.values[step] as number)} uL)`;
}

/** Without what the last container of the source still gives. */
function missingText({ ledger, order }: Run): string {
  const { chemicals } = ledger;
  let last = chemicals.current(order.source);
  for (let next = last; next !== NONE; next = chemicals.next(next)) last = next;
  const missing = order.rest - Math.max(ledger.aspirable(last), 0);
  return `, ${pythonFloat(Math.ceil(missing * TENTHS - NOTHING) / TENTHS)} uL are missing in all`;
}
