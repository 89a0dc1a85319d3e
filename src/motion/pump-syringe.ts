// A syringe on an axis: empty where the axis stands at 0, it draws in as the axis goes up.

import type { Pump } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import { checkVolume, commandedFor } from './calibration.js';
import {
  checkAspiration,
  type PumpDrive,
  type PumpMoves,
  type PumpState,
  VOLUME_TOLERANCE,
} from './pump-drive.js';

/**
 * Its places are absolute, so that no error adds up. Drawing in, the axis stands higher by the backlash. The syringe
 * has no supply: it is filled and cleaned with water that it draws in through the end of the tube.
 */
export class SyringePump implements PumpDrive {
  readonly primeStrokes: number;
  readonly flushStrokes: number;
  private readonly pump: Pump;
  private readonly axis: number;
  private readonly microlitersPerMillimeter: number;

  constructor(pump: Pump, axis: number, microlitersPerMillimeter: number) {
    this.pump = pump;
    this.axis = axis;
    this.microlitersPerMillimeter = microlitersPerMillimeter;
    this.primeStrokes = Math.max(Math.ceil(pump.primeVolume / pump.capacity), 1);
    this.flushStrokes = Math.max(Math.ceil(pump.flushVolume / pump.capacity), 1);
  }

  /** The empty syringe takes up its backlash, from 0: after homing it stands elsewhere. */
  prepare(state: PumpState, moves: PumpMoves): void {
    if (state.held > 0 || state.way === 1) return;
    if (state.way === 0) this.push(0, state, moves);
    this.draw(0, state, moves);
  }

  aspirate(volume: number, state: PumpState, moves: PumpMoves): void {
    checkAspiration(this.pump, state.held, volume);
    this.prepare(state, moves);
    this.draw(state.held + volume, state, moves);
  }

  dispense(volume: number, state: PumpState, moves: PumpMoves): void {
    checkVolume(this.pump, volume);
    const left = state.held - volume;
    if (left < -VOLUME_TOLERANCE)
      throw new Fault('volumeTooLarge', `${volume} µL, the syringe holds ${state.held} µL`);
    this.push(left > VOLUME_TOLERANCE ? left : 0, state, moves);
  }

  prime(state: PumpState, moves: PumpMoves): void {
    this.rinse(this.pump.primeVolume / this.primeStrokes, state, moves);
  }

  flush(state: PumpState, moves: PumpMoves): void {
    this.rinse(this.pump.flushVolume / this.flushStrokes, state, moves);
  }

  private rinse(volume: number, state: PumpState, moves: PumpMoves): void {
    if (state.held > 0) {
      moves.toWaste();
      this.push(0, state, moves);
    }
    if (volume === 0) return;
    this.prepare(state, moves);
    moves.toWater();
    this.draw(volume, state, moves);
    moves.toWaste();
    this.push(0, state, moves);
  }

  private draw(held: number, state: PumpState, moves: PumpMoves): void {
    this.to(held, this.pump.backlash, moves);
    state.held = held;
    state.way = 1;
  }

  private push(held: number, state: PumpState, moves: PumpMoves): void {
    this.to(held, 0, moves);
    state.held = held;
    state.way = -1;
  }

  private to(held: number, backlash: number, moves: PumpMoves): void {
    const { calibration, flowRate } = this.pump;
    const perMillimeter = this.microlitersPerMillimeter;
    const millimeters = commandedFor(calibration, held) / perMillimeter + backlash;
    moves.to(this.axis, millimeters, flowRate / perMillimeter);
  }
}
