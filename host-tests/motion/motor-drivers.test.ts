// Motor drivers on a serial line: set and read back before anything moves, and every way in which that can fail.

import test, { type ExecutionContext } from 'ava';
import { Fault, type FaultCode } from '../../src/kernel/faults.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { MotorDrivers } from '../../src/motion/motor-drivers.js';
import { GSTAT, REGISTER, settingsOf } from '../../src/motion/tmc2209-registers.js';
import { FaultyLine } from './faulty-line.js';

const BOARD = FaultyLine.boardOf('x', 'y', 'z', 'b');
const NEVER = Number.POSITIVE_INFINITY;

function rig() {
  const clock = new VirtualClock();
  const line = new FaultyLine(BOARD);
  return { clock, line, drivers: new MotorDrivers(BOARD, line, clock) };
}

function fails(t: ExecutionContext, work: () => void, code: FaultCode, says: RegExp): void {
  const fault = t.throws(work, { instanceOf: Fault });
  t.is(fault.code, code);
  t.regex(fault.message, says);
}

test('every driver has its settings, and nothing is left of how it came up', (t) => {
  const { line, drivers } = rig();
  drivers.configure();
  const last = new Map(settingsOf(BOARD.axes.x!.driver.tmc2209!));
  last.delete(REGISTER.GSTAT);
  for (let address = 0; address < 4; address++) {
    for (const [register, value] of last) t.is(line.register(address, register), value);
    t.is(line.register(address, REGISTER.GSTAT), 0);
  }
  t.notThrows(() => drivers.check());
});

test('a driver that does not answer is named', (t) => {
  const { line, drivers } = rig();
  line.silent = NEVER;
  fails(t, () => drivers.configure(), 'driverSilent', /supply.*: axis x, driver 0, IOIN$/);
});

test('a driver at another address than the board says is silent, too', (t) => {
  const line = new FaultyLine(FaultyLine.boardOf('x', 'y', 'z'));
  const drivers = new MotorDrivers(BOARD, line, new VirtualClock());
  fails(t, () => drivers.configure(), 'driverSilent', /axis b, driver 3/);
});

test('an answer with a wrong check is asked for again, three times in all', (t) => {
  const { line, drivers } = rig();
  line.garbled = 2;
  t.notThrows(() => drivers.configure());
  line.garbled = 3;
  fails(t, () => drivers.configure(), 'driverGarbled', /axis x, driver 0, IOIN, 8 bytes: 5 255 6 33 16 /);
});

test('a register that was not written is written again, three times in all', (t) => {
  const { line, drivers } = rig();
  line.lost = 1;
  t.notThrows(() => drivers.configure());
  line.lost = NEVER;
  fails(t, () => drivers.configure(), 'driverSettings', /axis x, driver 0, IFCNT did not count 8 /);
});

for (const [name, bits] of [
  ['GCONF', 1 << 7],
  ['CHOPCONF', 1 << 24],
] as const)
  test(`${name} that reads otherwise than it was written is a fault that says both`, (t) => {
    const { line, drivers } = rig();
    line.stuck.set(2, [REGISTER[name], bits]);
    fails(
      t,
      () => drivers.configure(),
      'driverSettings',
      /axis z, driver 2, \w+ was read as 0x\w{8}, written as 0x/,
    );
  });

test('another chip than a TMC2209 is not driven', (t) => {
  const { line, drivers } = rig();
  line.stuck.set(1, [REGISTER.IOIN, 0x0100_0000]);
  fails(t, () => drivers.configure(), 'driverSettings', /axis y, driver 1, IOIN has version 32, not 33/);
});

test('without enough supply, or too hot to begin, nothing begins', (t) => {
  const { line, drivers } = rig();
  line.stuck.set(0, [REGISTER.GSTAT, GSTAT.uv_cp]);
  fails(t, () => drivers.configure(), 'driverFailed', /supply too low/);
  line.stuck.clear();
  line.put(3, REGISTER.DRV_STATUS, 1);
  fails(t, () => drivers.configure(), 'driverFailed', /axis b, driver 3, over 120 °C/);
});

test('they are asked again after a second, one register each', (t) => {
  const { clock, line, drivers } = rig();
  drivers.configure();
  const before = line.exchanges;
  for (let i = 0; i < 10; i++) drivers.check();
  t.is(line.exchanges, before);
  clock.advance(1_000_000);
  for (let i = 0; i < 10; i++) drivers.check();
  t.is(line.exchanges, before + 4);
});

test('a driver whose supply went says so once, and is set again after that', (t) => {
  const { clock, line, drivers } = rig();
  drivers.configure();
  line.switchOn(1);
  clock.advance(1_000_000);
  fails(t, () => drivers.check(), 'driverReset', /home it: axis y, driver 1, GSTAT 0x00000001/);
  t.notThrows(() => drivers.check());
  t.not(line.register(1, REGISTER.IHOLD_IRUN), 0);
});

test('a driver that has switched off says why', (t) => {
  const { clock, line, drivers } = rig();
  drivers.configure();
  line.put(0, REGISTER.GSTAT, GSTAT.drv_err);
  line.put(0, REGISTER.DRV_STATUS, 0x8000_0006);
  clock.advance(1_000_000);
  fails(
    t,
    () => drivers.check(),
    'driverFailed',
    /axis x, driver 0, too hot, coil A shorted to ground \(DRV_STATUS 0x80000006\)/,
  );
});
