// Checks of a pump: what drives it, how far that goes, and how it is cleaned.

import { type Board, PUMP_PWM_HERTZ_MAX, type Pump } from '../../kernel/board.js';
import { commandedFor, deliveredBy } from '../../motion/calibration.js';
import { type Findings, figure } from './finding.js';

/** A pump that an output switches. */
function checkOutput({ output, dutyPercent }: Pump, path: string, findings: Findings): void {
  if (output === undefined)
    findings.error(`${path}.output`, 'is missing: the pin by which the pump is switched');
  else if (dutyPercent < 100 && output.pwmHertz === undefined)
    findings.error(`${path}.dutyPercent`, 'needs output.pwmHertz: without it the output is either on or off');
  else if ((output.pwmHertz ?? 0) > PUMP_PWM_HERTZ_MAX)
    findings.error(
      `${path}.output.pwmHertz`,
      `${output.pwmHertz} Hz is more than the firmware makes for a pump: lower it to ${PUMP_PWM_HERTZ_MAX} Hz and measure flowRate with it`,
    );
}

/** A pump on an axis. */
function checkDrive(pump: Pump, path: string, board: Board, findings: Findings): void {
  const { kind, axis: name, microlitersPerMillimeter, flowRate } = pump;
  if (name === undefined) findings.error(`${path}.axis`, `is missing: the axis that drives the ${kind} pump`);
  if (microlitersPerMillimeter === undefined)
    findings.error(`${path}.microlitersPerMillimeter`, `is missing: a ${kind} pump is metered by it`);
  if (pump.flushVolume === 0)
    findings.error(`${path}.flushVolume`, '0 µL would never clean the tube: say how much water does');
  const axis = name === undefined ? undefined : board.axes[name];
  if (axis === undefined || microlitersPerMillimeter === undefined) return;
  const flowMax = axis.maxSpeed * microlitersPerMillimeter;
  if (flowRate > flowMax)
    findings.error(
      `${path}.flowRate`,
      `${figure(flowRate)} µL/s is more than axis ${name} makes: lower it to ${figure(flowMax)} µL/s`,
    );
  if (kind !== 'syringe') return;
  checkSyringe(pump, microlitersPerMillimeter, axis.travel, path, findings);
  if (axis.home?.end === 'min')
    findings.warning(
      `axes.${name}.home.end`,
      'homing pushes out what the syringe holds, wherever the arm stands: a switch at the other end draws it in',
    );
}

/** Its plunger stands at 0 when it is empty. */
function checkSyringe(
  { axis, capacity, backlash, calibration }: Pump,
  microlitersPerMillimeter: number,
  travel: number,
  path: string,
  findings: Findings,
): void {
  const stroke = commandedFor(calibration, capacity) / microlitersPerMillimeter;
  const most = deliveredBy(calibration, (travel - backlash) * microlitersPerMillimeter);
  if (stroke + backlash > travel)
    findings.error(
      `${path}.capacity`,
      `${figure(capacity)} µL are ${figure(stroke)} mm of plunger, with backlash up to ${figure(stroke + backlash)} mm; ` +
        `axis ${axis} ends at ${figure(travel)} mm: lower it to ${figure(most)} µL`,
    );
}

export function checkPump(name: string, pump: Pump, board: Board, findings: Findings): void {
  const path = `pumps.${name}`;
  if (Object.hasOwn(board.pipettes, name))
    findings.error(path, 'is the name of a pipette of this board, too: take one of them out');
  const foreign = pump.kind === 'output' ? 'axis' : 'output';
  if (pump[foreign] !== undefined)
    findings.error(`${path}.${foreign}`, `a pump of kind '${pump.kind}' has none: take it out`);
  if (pump.kind === 'output') checkOutput(pump, path, findings);
  else checkDrive(pump, path, board, findings);
}
