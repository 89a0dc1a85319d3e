// A peristaltic pump on a stepper: rollers that turn without end and move what is in the tube, either way.

import type { Pump } from '../kernel/board.js';
import { checkVolume, commandedFor } from './calibration.js';
import { checkAspiration, type PumpDrive, type PumpMoves, type PumpState, type Way } from './pump-drive.js';

/** The far end of the tube is in water: that is what follows when more is pushed out than was drawn in. */
export class PeristalticPump implements PumpDrive {
  readonly primeStrokes = 1;
  readonly flushStrokes = 1;
  private readonly pump: Pump;
  private readonly axis: number;
  private readonly microlitersPerMillimeter: number;

  constructor(pump: Pump, axis: number, microlitersPerMillimeter: number) {
    this.pump = pump;
    this.axis = axis;
    this.microlitersPerMillimeter = microlitersPerMillimeter;
  }

  /** Takes up the backlash. */
  prepare(state: PumpState, moves: PumpMoves): void {
    this.turn(1, 0, state, moves);
  }

  aspirate(volume: number, state: PumpState, moves: PumpMoves): void {
    checkAspiration(this.pump, state.held, volume);
    this.turn(1, volume, state, moves);
  }

  dispense(volume: number, state: PumpState, moves: PumpMoves): void {
    checkVolume(this.pump, volume);
    this.turn(-1, volume, state, moves);
  }

  prime(state: PumpState, moves: PumpMoves): void {
    this.rinse(this.pump.primeVolume, state, moves);
  }

  flush(state: PumpState, moves: PumpMoves): void {
    this.rinse(this.pump.flushVolume, state, moves);
  }

  private rinse(volume: number, state: PumpState, moves: PumpMoves): void {
    const waste = state.held + volume;
    if (waste === 0) return;
    moves.toWaste();
    this.turn(-1, waste, state, moves);
  }

  /** What is held never falls below 0: after that it is water. */
  private turn(way: Way, volume: number, state: PumpState, moves: PumpMoves): void {
    const { calibration, backlash, flowRate } = this.pump;
    const perMillimeter = this.microlitersPerMillimeter;
    const play = state.way === way ? 0 : backlash;
    const distance = commandedFor(calibration, volume) / perMillimeter + play;
    if (distance > 0) moves.by(this.axis, way * distance, flowRate / perMillimeter);
    state.held = Math.max(state.held + way * volume, 0);
    state.way = way;
  }
}
