// Checks of pipettes and pumps by themselves: volumes, calibration, and what drives a pump.

import type { Board, Calibration, Pipette, Pump } from '../../kernel/board.js';
import { type Findings, figure } from './finding.js';

interface Metered {
  readonly capacity: number;
  readonly minimumVolume: number;
  readonly calibration: Calibration;
}

function checkVolumes(metered: Metered, path: string, findings: Findings): void {
  const { capacity, minimumVolume, calibration } = metered;
  if (minimumVolume >= capacity)
    findings.error(
      `${path}.minimumVolume`,
      `${figure(minimumVolume)} µL is not below the capacity, ${figure(capacity)} µL: all volumes would be refused`,
    );
  calibration.forEach(([commanded = 0, delivered = 0], index) => {
    const [before = -1, less = -1] = calibration[index - 1] ?? [];
    if (commanded <= before || delivered <= less)
      findings.error(
        `${path}.calibration[${index}]`,
        'both volumes have to be larger than those of the point before: sort the points, weigh again what is out of line',
      );
  });
}

function checkPipette(name: string, pipette: Pipette, findings: Findings): void {
  const path = `pipettes.${name}`;
  const { capacity, tipPickUp, tipLength } = pipette;
  const { dropTip, blowOut, bottom } = pipette.plunger;
  const size = Number.parseFloat(name);
  checkVolumes(pipette, path, findings);
  if (capacity !== size)
    findings.error(
      `${path}.capacity`,
      `${figure(capacity)} µL is not the number in the name, by which tips are chosen: set it to ${size}`,
    );
  if (dropTip >= blowOut || blowOut >= bottom)
    findings.error(`${path}.plunger`, 'dropTip, blowOut and bottom have to rise in this order');
  if (tipPickUp.depth >= tipLength)
    findings.error(
      `${path}.tipPickUp.depth`,
      `${figure(tipPickUp.depth)} mm is as long as the tip below the nozzle, ${figure(tipLength)} mm: lower it`,
    );
}

/** A pump that an output switches. */
function checkOutput({ output, dutyPercent }: Pump, path: string, findings: Findings): void {
  if (output === undefined)
    findings.error(`${path}.output`, 'is missing: the pin by which the pump is switched');
  else if (dutyPercent < 100 && output.pwmHertz === undefined)
    findings.error(`${path}.dutyPercent`, 'needs output.pwmHertz: without it the output is either on or off');
}

/** A pump on an axis. */
function checkDrive(pump: Pump, path: string, board: Board, findings: Findings): void {
  const { kind, axis: name, microlitersPerMillimeter, capacity, flowRate } = pump;
  if (name === undefined) findings.error(`${path}.axis`, `is missing: the axis that drives the ${kind} pump`);
  if (microlitersPerMillimeter === undefined)
    findings.error(`${path}.microlitersPerMillimeter`, `is missing: a ${kind} pump is metered by it`);
  const axis = name === undefined ? undefined : board.axes[name];
  if (axis === undefined || microlitersPerMillimeter === undefined) return;
  const capacityMax = axis.travel * microlitersPerMillimeter;
  if (capacity > capacityMax)
    findings.error(
      `${path}.capacity`,
      `${figure(capacity)} µL is more than the travel of axis ${name} moves: lower it to ${figure(capacityMax)} µL`,
    );
  const flowMax = axis.maxSpeed * microlitersPerMillimeter;
  if (flowRate > flowMax)
    findings.error(
      `${path}.flowRate`,
      `${figure(flowRate)} µL/s is more than axis ${name} makes: lower it to ${figure(flowMax)} µL/s`,
    );
}

export function checkInstruments(board: Board, findings: Findings): void {
  for (const [name, pipette] of Object.entries(board.pipettes)) checkPipette(name, pipette, findings);
  for (const [name, pump] of Object.entries(board.pumps)) {
    const path = `pumps.${name}`;
    checkVolumes(pump, path, findings);
    if (Object.hasOwn(board.pipettes, name))
      findings.error(path, 'is the name of a pipette of this board, too: take one of them out');
    const foreign = pump.kind === 'output' ? 'axis' : 'output';
    if (pump[foreign] !== undefined)
      findings.error(`${path}.${foreign}`, `a pump of kind '${pump.kind}' has none: take it out`);
    if (pump.kind === 'output') checkOutput(pump, path, findings);
    else checkDrive(pump, path, board, findings);
  }
}
