// A board whose drivers are set over a serial line moves only while all of them are as they were set.

import test from 'ava';
import { loadBoard } from '../../src/host/board/board-file.js';
import { GSTAT, REGISTER } from '../../src/motion/tmc2209-registers.js';
import { Action } from '../../src/robot/action.js';
import { FaultyLine } from '../motion/faulty-line.js';
import { MotorRig } from './motor-rig.js';

const BOARD = loadBoard('fysetc_e4');
const NEVER = Number.POSITIVE_INFINITY;

const home = new Action().home();
const wait = new Action().dwell(1);

function rigOf() {
  const line = new FaultyLine(BOARD);
  return { line, rig: new MotorRig({ board: BOARD, line }) };
}

test('an init sets all drivers before it gives power to a motor', (t) => {
  const { line, rig } = rigOf();
  rig.motors.prepare(false);
  for (let address = 0; address < 4; address++)
    t.not(line.register(address, REGISTER.IHOLD_IRUN), 0, `driver ${address}`);
  t.deepEqual(rig.perform(home), ['done', 1]);
});

for (const [what, code, plant] of [
  ['is silent', 'driverSilent', (line: FaultyLine) => (line.silent = NEVER)],
  ['answers with a wrong check', 'driverGarbled', (line: FaultyLine) => (line.garbled = NEVER)],
  ['does not take its settings', 'driverSettings', (line: FaultyLine) => (line.lost = NEVER)],
  ['reads back wrong', 'driverSettings', (line: FaultyLine) => line.stuck.set(1, [REGISTER.CHOPCONF, 1])],
] as const)
  test(`a driver that ${what} keeps the machine from moving at all`, (t) => {
    const { line, rig } = rigOf();
    plant(line);
    const before = rig.positions;
    t.throws(() => rig.motors.prepare(false), { code });
    for (const action of [home, wait]) t.is(rig.perform(action)[0], code);
    t.deepEqual(rig.positions, before);
    t.false(rig.motors.mayMove);
  });

test('simulating asks no driver', (t) => {
  const { line, rig } = rigOf();
  line.silent = NEVER;
  t.notThrows(() => rig.motors.prepare(true));
  t.is(rig.perform(home)[0], 'done');
  t.is(line.exchanges, 0);
});

test('a driver that was without supply costs the place: what moves is refused until home', (t) => {
  const { line, rig } = rigOf();
  rig.motors.prepare(false);
  t.is(rig.perform(home)[0], 'done');
  line.switchOn(2);
  t.is(rig.perform(wait)[0], 'driverReset');
  t.false(rig.motors.mayMove);
  t.is(rig.perform(new Action().aspirate(0, 0, 0, 10, 20))[0], 'axisNotHomed');
  t.is(rig.perform(home)[0], 'done');
  t.true(rig.motors.mayMove);
});

test('a driver that has switched off is a fault at the next action, not before the one in hand is over', (t) => {
  const { line, rig } = rigOf();
  rig.motors.prepare(false);
  rig.after(0.5, () => {
    line.put(0, REGISTER.GSTAT, GSTAT.drv_err);
    line.put(0, REGISTER.DRV_STATUS, 1 << 2);
  });
  t.is(rig.perform(home)[0], 'done');
  t.is(rig.perform(home)[0], 'driverFailed');
});
