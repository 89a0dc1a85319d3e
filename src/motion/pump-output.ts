// A pump that an output switches: it delivers from its supply for as long as it is on.

import type { Output, Pump } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import { checkVolume, commandedFor } from './calibration.js';
import type { PumpDrive, PumpMoves, PumpState } from './pump-drive.js';

/** Its supply is water. It has nothing to remember. */
export class OutputPump implements PumpDrive {
  readonly primeStrokes = 1;
  readonly flushStrokes = 1;
  private readonly pump: Pump;
  private readonly output: Output;

  constructor(pump: Pump, output: Output) {
    this.pump = pump;
    this.output = output;
  }

  prepare(): void {}

  aspirate(): never {
    throw new Fault('pumpOneWay');
  }

  dispense(volume: number, _state: PumpState, moves: PumpMoves): void {
    checkVolume(this.pump, volume);
    this.run(volume, moves);
  }

  prime(_state: PumpState, moves: PumpMoves): void {
    this.rinse(this.pump.primeVolume, moves);
  }

  flush(_state: PumpState, moves: PumpMoves): void {
    this.rinse(this.pump.flushVolume, moves);
  }

  private rinse(volume: number, moves: PumpMoves): void {
    if (volume === 0) return;
    moves.toWaste();
    this.run(volume, moves);
  }

  private run(volume: number, moves: PumpMoves): void {
    const { calibration, flowRate, dutyPercent } = this.pump;
    moves.run(this.output, dutyPercent / 100, commandedFor(calibration, volume) / flowRate);
  }
}
