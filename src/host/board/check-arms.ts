// Checks of the arms: which axis belongs to what, and whether what may be mounted fits the plunger.

import { AXIS_NAMES, type AxisName, type Board, type Pipette } from '../../kernel/board.js';
import { PIPETTE_NAMES, sizeOf } from '../../lab/instruments.js';
import { commandedFor } from '../../motion/calibration.js';
import { type Findings, figure } from './finding.js';
import { suggestion } from './suggestion.js';

/** Part of the smallest volume above which one step is too coarse for it. */
const RESOLUTION = 0.01;

const GANTRY: ReadonlySet<AxisName> = new Set(['x', 'y']);

/** Each axis has one use; all but those of peristaltic pumps are homed. */
function checkUses(board: Board, findings: Findings): void {
  const users = new Map<AxisName, string>();
  const use = (path: string, name: AxisName): void => {
    const other = users.get(name);
    if (board.axes[name] === undefined)
      findings.error(path, `this board has no axis ${name}: add it to axes`);
    else if (GANTRY.has(name)) findings.error(path, `axis ${name} is the gantry: name another`);
    else if (other !== undefined)
      findings.error(path, `axis ${name} is that of ${other} already: name another`);
    users.set(name, path);
  };
  for (const [arm, { head, plunger }] of Object.entries(board.arms)) {
    use(`arms.${arm}.head`, head);
    if (plunger !== undefined) use(`arms.${arm}.plunger`, plunger);
  }
  const peristaltic = new Set<AxisName>();
  for (const [name, { kind, axis }] of Object.entries(board.pumps)) {
    if (axis === undefined || kind === 'output') continue;
    use(`pumps.${name}.axis`, axis);
    if (kind === 'peristaltic') peristaltic.add(axis);
  }
  for (const name of AXIS_NAMES) {
    const axis = board.axes[name];
    if (axis === undefined) continue;
    if (!GANTRY.has(name) && !users.has(name))
      findings.warning(`axes.${name}`, 'nothing uses this axis: name it in arms or pumps, or take it out');
    if (axis.home === undefined && !peristaltic.has(name))
      findings.error(`axes.${name}.home`, 'is missing: without it the axis cannot know where it stands');
  }
}

/** Whether a pipette's strokes and flow rates are within its plunger's axis. */
function checkPlunger(
  name: string,
  pipette: Pipette,
  axisName: AxisName,
  board: Board,
  findings: Findings,
): void {
  const axis = board.axes[axisName];
  if (axis === undefined) return;
  const path = `pipettes.${name}`;
  const { capacity, airGapVolume, minimumVolume, microlitersPerMillimeter, backlash } = pipette;
  const { plunger, flowRates, calibration } = pipette;
  const stroke = commandedFor(calibration, capacity + airGapVolume) / microlitersPerMillimeter;
  const top = plunger.bottom + stroke + backlash;
  const air = airGapVolume === 0 ? '' : ` and ${figure(airGapVolume)} µL of air gap`;
  if (top > axis.travel)
    findings.error(
      `${path}.capacity`,
      `${figure(capacity)} µL${air} are ${figure(stroke)} mm of plunger, from bottom and with backlash up to ${figure(top)} mm; ` +
        `axis ${axisName} ends at ${figure(axis.travel)} mm: lower plunger.bottom or correct microlitersPerMillimeter`,
    );
  const step = microlitersPerMillimeter / axis.stepsPerMillimeter;
  if (step > minimumVolume * RESOLUTION)
    findings.warning(
      `${path}.minimumVolume`,
      `one step of axis ${axisName} is ${figure(step)} µL, more than 1 % of ${figure(minimumVolume)} µL`,
    );
  const flowMax = axis.maxSpeed * microlitersPerMillimeter;
  for (const [kind, flowRate] of Object.entries(flowRates))
    if (flowRate > flowMax)
      findings.error(
        `${path}.flowRates.${kind}`,
        `${figure(flowRate)} µL/s is more than axis ${axisName} makes: lower it to ${figure(flowMax)} µL/s`,
      );
}

/** A pump stands in for the pipette whose name it has, and takes what is one portion for that. */
function checkMountedPump(name: string, path: string, board: Board, findings: Findings): void {
  const { capacity = 0 } = board.pumps[name] ?? {};
  const size = sizeOf(name);
  if (size === 0)
    findings.error(
      path,
      `init cannot name '${name}': on an arm a pump has the name of the pipette that it stands in for, ${PIPETTE_NAMES}`,
    );
  else if (capacity < size)
    findings.error(
      `pumps.${name}.capacity`,
      `${figure(capacity)} µL is less than a portion of a ${name}: raise it to ${size}, or give the pump a smaller name`,
    );
}

/** Arms, and what may be mounted on them. */
export function checkArms(board: Board, findings: Findings): void {
  checkUses(board, findings);
  const pipettes = new Map<string, Pipette>(Object.entries(board.pipettes));
  const known = [...pipettes.keys(), ...Object.keys(board.pumps)];
  const arms = Object.entries(board.arms);
  if (arms.length === 0) findings.error('arms', 'the machine has no arm: add left or right');
  for (const [armName, { plunger, instruments }] of arms)
    instruments.forEach((name, index) => {
      const path = `arms.${armName}.instruments[${index}]`;
      const pipette = pipettes.get(name);
      if (!known.includes(name))
        findings.error(path, `there is no pipette or pump '${name}'${suggestion(name, known)}`);
      else if (pipette === undefined) checkMountedPump(name, path, board, findings);
      else if (plunger === undefined)
        findings.error(path, `'${name}' is a pipette and the arm has no plunger: name its axis in plunger`);
      else checkPlunger(name, pipette, plunger, board, findings);
    });
}
