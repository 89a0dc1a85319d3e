// A board's settings in the registers of a TMC2209: currents never over what is asked for, microsteps, modes.

import test from 'ava';
import fc from 'fast-check';
import type { Tmc2209 } from '../../src/kernel/board.js';
import {
  fullScaleMilliamperes,
  milliamperesOf,
  REGISTER,
  settingsOf,
} from '../../src/motion/tmc2209-registers.js';
import { holds } from '../support/property.js';

const DRIVER: Tmc2209 = {
  address: 0,
  runMilliamperes: 800,
  holdMilliamperes: 200,
  microsteps: 16,
  senseMilliohms: 110,
};

/** What is written to a register last. */
function written(changes: Partial<Tmc2209>, register: number): number {
  const values = settingsOf({ ...DRIVER, ...changes }).filter(([number]) => number === register);
  return values[values.length - 1]![1];
}

const run = (changes: Partial<Tmc2209>): number => (written(changes, REGISTER.IHOLD_IRUN) >> 8) & 0x1f;
const hold = (changes: Partial<Tmc2209>): number => written(changes, REGISTER.IHOLD_IRUN) & 0x1f;
const vsense = (changes: Partial<Tmc2209>): number => (written(changes, REGISTER.CHOPCONF) >> 17) & 1;

test('full scale is what the data sheet says of 110 mΩ: 1.77 A, and 0.98 A in the lower range', (t) => {
  t.is(Math.round(fullScaleMilliamperes(110, 0)), 1_768);
  t.is(Math.round(fullScaleMilliamperes(110, 1)), 979);
});

test('a current in the lower range is set there, a higher one in the other', (t) => {
  t.is(vsense({ runMilliamperes: 979 }), 1);
  t.is(vsense({ runMilliamperes: 980 }), 0);
  t.is(run({ runMilliamperes: 979 }), 30);
  t.is(run({ runMilliamperes: 1_767 }), 30);
  t.is(run({ runMilliamperes: 1_768 }), 31);
});

const currents = fc.integer({ min: 62, max: 1_767 });
const resistors = fc.integer({ min: 75, max: 110 });

test('a current is never over what is asked for, and less than one step of 32 below it', (t) => {
  const property = fc.property(currents, resistors, (milliamperes, senseMilliohms) => {
    const driver = { ...DRIVER, runMilliamperes: milliamperes, senseMilliohms };
    const range = fullScaleMilliamperes(senseMilliohms, vsense(driver));
    const set = milliamperesOf(run(driver), driver);
    return set <= milliamperes && set > milliamperes - range / 32 - 1e-9;
  });
  holds(t, property);
});

test('the current at rest has the range of the moving one', (t) => {
  t.is(hold({ runMilliamperes: 800, holdMilliamperes: 200 }), 5);
  t.is(hold({ runMilliamperes: 1_200, holdMilliamperes: 200 }), 2);
  t.is(hold({ holdMilliamperes: 0 }), 0);
});

test('microsteps are those of the board, for each that a driver can make', (t) => {
  [256, 128, 64, 32, 16, 8, 4, 2, 1].forEach((microsteps, resolution) => {
    t.is((written({ microsteps }, REGISTER.CHOPCONF) >> 24) & 0xf, resolution);
  });
});

test('current and microsteps come from the registers and not from pins, the direction from its line', (t) => {
  const modes = written({}, REGISTER.GCONF);
  t.is(modes & 1, 0, 'I_scale_analog');
  t.is((modes >> 3) & 1, 0, 'shaft');
  t.is((modes >> 6) & 1, 1, 'pdn_disable');
  t.is((modes >> 7) & 1, 1, 'mstep_reg_select');
  t.is(written({}, REGISTER.VACTUAL), 0, 'no steps of its own');
});

test('bridges go off first and on when the current is set', (t) => {
  const order = settingsOf(DRIVER);
  const [first, ...rest] = order.filter(([register]) => register === REGISTER.CHOPCONF);
  t.deepEqual([order[0], rest.length], [first, 1]);
  t.is(first![1] & 0xf, 0);
  t.is(rest[0]![1] & 0xf, 3);
  t.true(order.indexOf(rest[0]!) > order.findIndex(([register]) => register === REGISTER.IHOLD_IRUN));
});
