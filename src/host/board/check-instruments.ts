// Checks of pipettes and pumps by themselves: volumes, calibration, positions.

import type { Board, Calibration, Pipette } from '../../kernel/board.js';
import { checkPump } from './check-pump.js';
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
    const [before = 0, less = 0] = calibration[index - 1] ?? [];
    if (commanded <= before || delivered <= less)
      findings.error(
        `${path}.calibration[${index}]`,
        'both volumes have to be above 0 and larger than those of the point before: sort the points, weigh again what is out of line',
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

export function checkInstruments(board: Board, findings: Findings): void {
  for (const [name, pipette] of Object.entries(board.pipettes)) checkPipette(name, pipette, findings);
  for (const [name, pump] of Object.entries(board.pumps)) {
    checkVolumes(pump, `pumps.${name}`, findings);
    checkPump(name, pump, board, findings);
  }
}
