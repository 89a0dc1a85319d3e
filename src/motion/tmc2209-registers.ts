// Registers of a TMC2209 and what a board's settings are in them (data sheet rev. 1.09, sections 5 and 9).

import type { Tmc2209 } from '../kernel/board.js';

/** The registers that are used, with their names in the data sheet. */
export const REGISTER = Object.freeze({
  GCONF: 0x00,
  GSTAT: 0x01,
  IFCNT: 0x02,
  NODECONF: 0x03,
  IOIN: 0x06,
  IHOLD_IRUN: 0x10,
  TPOWERDOWN: 0x11,
  VACTUAL: 0x22,
  CHOPCONF: 0x6c,
  DRV_STATUS: 0x6f,
});

/** Flags of GSTAT; writing them clears them. */
export const GSTAT = Object.freeze({ reset: 1, drv_err: 2, uv_cp: 4 });

/** Flags of DRV_STATUS for which the driver is off, or soon will be, with words for people. */
export const DRV_STATUS = Object.freeze(
  [
    { flag: 1 << 1, text: 'too hot' },
    { flag: 1 << 2, text: 'coil A shorted to ground' },
    { flag: 1 << 3, text: 'coil B shorted to ground' },
    { flag: 1 << 4, text: 'coil A shorted to the supply, or its wires to each other' },
    { flag: 1 << 5, text: 'coil B shorted to the supply, or its wires to each other' },
  ].map((cause) => Object.freeze(cause)),
);

/** Warned of at 120 °C; the driver switches off at 143 °C or more. */
export const OVERTEMPERATURE_WARNING = 1 << 0;

/** `VERSION` of IOIN, bits 24 to 31. */
export const VERSION = 0x21;

/**
 * SpreadCycle (en_spreadCycle), which has its torque from the first step on, where StealthChop has to learn first; UART
 * (pdn_disable); microsteps from CHOPCONF (mstep_reg_select); step filter (multistep_filt). The current does not follow
 * a voltage at VREF (I_scale_analog 0), and the direction is the line's (shaft 0).
 */
const GCONF = (1 << 2) | (1 << 6) | (1 << 7) | (1 << 8);

/** SENDDELAY 2: three byte times before an answer; several drivers on a line need 2 at least. */
const NODECONF = 2 << 8;

/** From standstill to the current at rest: 20 × 2¹⁸ clock cycles, 0.44 s; then one of its 32 steps in 22 ms. */
const TPOWERDOWN = 20;
const IHOLDDELAY = 1;

/** TOFF 3, HSTRT 5, HEND 0 are those of a reset; TBL 2 is one of the two that are recommended; intpol: 256 microsteps. */
const CHOPPER = 3 | (5 << 4) | (2 << 15) | (1 << 28);

/** Voltage over the sense resistors at full scale, mV, with vsense 0 and 1; the chip adds 20 mΩ to them. */
const FULL_SCALE_MILLIVOLTS = Object.freeze([325, 180]);
const INTERNAL_MILLIOHMS = 20;

/** Steps of the current, and the largest number of one. */
const SCALE_STEPS = 32;
const SCALE_MAX = SCALE_STEPS - 1;

/** Current at full scale, mA RMS. @param vsense 0, or 1 for the lower range */
export function fullScaleMilliamperes(senseMilliohms: number, vsense: number): number {
  const millivolts = FULL_SCALE_MILLIVOLTS[vsense] as number;
  return (1_000 * millivolts) / (senseMilliohms + INTERNAL_MILLIOHMS) / Math.SQRT2;
}

/** The lower range where the moving current is in it: its steps are finer. */
const vsenseOf = ({ senseMilliohms, runMilliamperes }: Tmc2209): number =>
  runMilliamperes <= fullScaleMilliamperes(senseMilliohms, 1) ? 1 : 0;

/** The largest step whose current, (step + 1)/32 of full scale, is not over the one asked for; 0 if there is none. */
function scaleOf(milliamperes: number, { senseMilliohms }: Tmc2209, vsense: number): number {
  const part = milliamperes / fullScaleMilliamperes(senseMilliohms, vsense);
  return Math.min(Math.max(Math.floor(part * SCALE_STEPS) - 1, 0), SCALE_MAX);
}

/** mA RMS that a step of IRUN or IHOLD is. */
export const milliamperesOf = (scale: number, driver: Tmc2209): number =>
  ((scale + 1) / SCALE_STEPS) * fullScaleMilliamperes(driver.senseMilliohms, vsenseOf(driver));

/** What is written, in this order; first of all the bridges go off (TOFF 0), which also lets go of a short. */
export function settingsOf(driver: Tmc2209): readonly (readonly [register: number, value: number])[] {
  const vsense = vsenseOf(driver);
  const run = scaleOf(driver.runMilliamperes, driver, vsense);
  const hold = scaleOf(driver.holdMilliamperes, driver, vsense);
  const resolution = 8 - Math.log2(driver.microsteps);
  return Object.freeze([
    [REGISTER.CHOPCONF, 0],
    [REGISTER.NODECONF, NODECONF],
    [REGISTER.GCONF, GCONF],
    [REGISTER.VACTUAL, 0],
    [REGISTER.IHOLD_IRUN, hold | (run << 8) | (IHOLDDELAY << 16)],
    [REGISTER.TPOWERDOWN, TPOWERDOWN],
    [REGISTER.CHOPCONF, CHOPPER | (vsense << 17) | (resolution << 24)],
    [REGISTER.GSTAT, GSTAT.reset | GSTAT.drv_err],
  ]);
}
