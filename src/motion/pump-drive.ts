// What all pumps have in common: what they are asked for, what they answer with, what they remember.

import type { Output, Pump } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import { checkVolume } from './calibration.js';

/** Takes what a pump wants done, one after the other. */
export interface PumpMoves {
  /** The end of the tube goes into water. */
  toWater(): void;
  /** The end of the tube goes over the waste. */
  toWaste(): void;
  /** A homed axis goes to a place: mm, mm/s. */
  to(axis: number, millimeters: number, speed: number): void;
  /** An axis turns on from wherever it is: mm with sign, mm/s. */
  by(axis: number, millimeters: number, speed: number): void;
  /** An output is on for some time. @param duty 0 to 1 */
  run(output: Output, duty: number, seconds: number): void;
}

/** The way of an axis: 1 draws in, -1 pushes out, 0 is unknown. */
export type Way = -1 | 0 | 1;

/** What a pump has to remember. To try something out, hand in a copy; after homing, a new one. */
export interface PumpState {
  /** What was drawn in and not pushed out again, µL. */
  held: number;
  /** How the axis moved last: its backlash is on the other side. */
  way: Way;
}

/**
 * One interface for all pumps. Each method lists moves and brings the state to where they end; a refusal lists nothing
 * and leaves the state as it is. Volumes are µL of liquid: calibration and backlash are seen to here.
 */
export interface PumpDrive {
  /** What has to be done before the end of the tube is in what is drawn in, so that nothing is blown into it. */
  prepare(state: PumpState, moves: PumpMoves): void;
  /** Draws in. Fails outside of the pump's volumes, and where the pump only delivers. */
  aspirate(volume: number, state: PumpState, moves: PumpMoves): void;
  /** Pushes out. Fails outside of the pump's volumes. */
  dispense(volume: number, state: PumpState, moves: PumpMoves): void;
  /** Strokes that fill the tube, and that clean it, at least 1: each is an action with few moves. */
  readonly primeStrokes: number;
  readonly flushStrokes: number;
  /** One stroke of filling the tube before the first use: the board's prime volume goes to waste. */
  prime(state: PumpState, moves: PumpMoves): void;
  /** One stroke of cleaning the tube: what it holds, then the board's flush volume of water go to waste. */
  flush(state: PumpState, moves: PumpMoves): void;
}

/** Volumes that differ by less are equal, µL: what is left of sums of decimal fractions. */
export const VOLUME_TOLERANCE = 1e-6;

/** Fails where `volume` more than what is held does not fit, or is outside of what is metered. */
export function checkAspiration(pump: Pump, held: number, volume: number): void {
  checkVolume(pump, volume);
  if (held + volume > pump.capacity + VOLUME_TOLERANCE)
    throw new Fault('volumeTooLarge', `${volume} µL beside ${held} µL in it, it holds ${pump.capacity} µL`);
}
