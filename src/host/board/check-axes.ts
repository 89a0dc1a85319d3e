// Checks of the axes: step rates, speeds, homing, and what the motor drivers need.

import { AXIS_NAMES, type Axis, type AxisName, type Board, STEP_RATE_MAX } from '../../kernel/board.js';
import { fullScaleMilliamperes } from '../../motion/tmc2209-registers.js';
import { type Findings, figure } from './finding.js';
import { suggestion } from './suggestion.js';

function checkSpeeds(axis: Axis, path: string, board: Board, findings: Findings): void {
  const { stepsPerMillimeter, maxSpeed, travelSpeed } = axis;
  const rate = maxSpeed * stepsPerMillimeter;
  if (rate > STEP_RATE_MAX)
    findings.error(
      `${path}.maxSpeed`,
      `${figure(maxSpeed)} mm/s × ${figure(stepsPerMillimeter)} steps/mm are ${figure(rate)} steps/s, the step engine makes ` +
        `${figure(STEP_RATE_MAX)}: lower it to ${figure(Math.floor(STEP_RATE_MAX / stepsPerMillimeter))} mm/s or use fewer microsteps`,
    );
  const { stepPulseMicroseconds } = board.timings;
  const interval = 1e6 / rate;
  if (2 * stepPulseMicroseconds > interval)
    findings.error(
      'timings.stepPulseMicroseconds',
      `a pulse of ${figure(stepPulseMicroseconds)} µs leaves no gap at ${figure(rate)} steps/s of ${path}, one in ${figure(interval)} µs: ` +
        `shorten it to ${figure(interval / 2)} µs or lower ${path}.maxSpeed`,
    );
  if (travelSpeed > maxSpeed)
    findings.error(
      `${path}.travelSpeed`,
      `${figure(travelSpeed)} mm/s is over maxSpeed, ${figure(maxSpeed)} mm/s: lower it`,
    );
}

function checkHoming({ home, travel, maxSpeed }: Axis, path: string, findings: Findings): void {
  if (home === undefined) return;
  const { fastSpeed, slowSpeed, pullOff } = home;
  if (fastSpeed > maxSpeed)
    findings.error(
      `${path}.home.fastSpeed`,
      `${figure(fastSpeed)} mm/s is over maxSpeed, ${figure(maxSpeed)} mm/s: lower it`,
    );
  if (slowSpeed >= fastSpeed)
    findings.error(
      `${path}.home.slowSpeed`,
      `${figure(slowSpeed)} mm/s is not below fastSpeed, ${figure(fastSpeed)} mm/s: the slow approach makes homing exact`,
    );
  if (pullOff >= travel)
    findings.error(
      `${path}.home.pullOff`,
      `${figure(pullOff)} mm is not below the travel, ${figure(travel)} mm: lower it`,
    );
}

function checkDriver(axis: Axis, path: string, board: Board, findings: Findings): void {
  const { enable, tmc2209 } = axis.driver;
  if (!Object.hasOwn(board.enables, enable))
    findings.error(
      `${path}.driver.enable`,
      `there is no enable line '${enable}'${suggestion(enable, Object.keys(board.enables))}`,
    );
  if (tmc2209 === undefined) return;
  const at = `${path}.driver.tmc2209`;
  if (board.driverUart === undefined)
    findings.error(
      at,
      'its settings go over driverUart, which is missing: add its transmit and receive pins',
    );
  const { runMilliamperes, holdMilliamperes, senseMilliohms } = tmc2209;
  const most = Math.floor(fullScaleMilliamperes(senseMilliohms, 0));
  if (runMilliamperes > most)
    findings.error(
      `${at}.runMilliamperes`,
      `${figure(runMilliamperes)} mA is more than sense resistors of ${senseMilliohms} mΩ allow, ${figure(most)} mA: lower it`,
    );
  if (holdMilliamperes > runMilliamperes)
    findings.error(
      `${at}.holdMilliamperes`,
      `${figure(holdMilliamperes)} mA at rest is more than the ${figure(runMilliamperes)} mA of moving: lower it`,
    );
}

/** Two drivers with one address would both answer. */
function checkAddresses(board: Board, findings: Findings): void {
  const users = new Map<number, AxisName>();
  for (const name of AXIS_NAMES) {
    const address = board.axes[name]?.driver.tmc2209?.address;
    if (address === undefined) continue;
    const other = users.get(address);
    if (other !== undefined)
      findings.error(
        `axes.${name}.driver.tmc2209.address`,
        `address ${address} is that of axes.${other} already: each driver has its own`,
      );
    users.set(address, name);
  }
  if (board.driverUart !== undefined && users.size === 0)
    findings.warning('driverUart', 'no axis has a tmc2209 that is reached over it: remove it or add them');
}

function checkHomeOrder(board: Board, findings: Findings): void {
  const listed = board.homeOrder.flat();
  listed.forEach((name, index) => {
    if (board.axes[name]?.home === undefined)
      findings.error('homeOrder', `axis ${name} has no home switch on this board: take it out`);
    if (listed.indexOf(name) !== index)
      findings.error('homeOrder', `axis ${name} stands twice: once is enough`);
  });
  for (const name of AXIS_NAMES)
    if (board.axes[name]?.home !== undefined && !listed.includes(name))
      findings.error('homeOrder', `axis ${name} is missing, and nothing moves before all are homed: add it`);
  const groupOf = (name: AxisName): number => board.homeOrder.findIndex((group) => group.includes(name));
  for (const [arm, { head }] of Object.entries(board.arms))
    for (const name of ['x', 'y'] as const)
      if (groupOf(name) !== -1 && groupOf(name) <= groupOf(head))
        findings.error(
          'homeOrder',
          `axis ${name} homes no later than ${head}, the head of the ${arm} arm, and would drag its tip through labware: put ${head} in an earlier group`,
        );
}

export function checkAxes(board: Board, findings: Findings): void {
  for (const name of AXIS_NAMES) {
    const axis = board.axes[name];
    if (axis === undefined) continue;
    const path = `axes.${name}`;
    checkSpeeds(axis, path, board, findings);
    checkHoming(axis, path, findings);
    checkDriver(axis, path, board, findings);
  }
  checkAddresses(board, findings);
  checkHomeOrder(board, findings);
}
