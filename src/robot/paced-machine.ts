// A machine that only takes its time: moves are composed and timed as on a real one, and nothing stands behind them.

import { AXIS_NAMES, type Board } from '../kernel/board.js';
import type { Alarm, Clock } from '../kernel/clock.js';
import { Fault } from '../kernel/faults.js';
import { ACTION, type Action } from './action.js';
import type { Choreography } from './choreography.js';
import type { Machine, Outcome } from './machine.js';
import type { MoveList } from './move-list.js';
import { Pose } from './pose.js';
import { Timing } from './timing.js';

const MICROSECONDS = 1_000_000;

export class PacedMachine implements Machine {
  readonly pose = new Pose();
  readonly mayMove = true;
  private readonly choreography: Choreography;
  private readonly moves: MoveList;
  private readonly timing: Timing;
  private readonly alarm: Alarm;
  private simulate = false;
  private isWaiting = false;
  private isHalted = false;
  private outcome: Outcome | null = null;

  /** When it is made, it stands in the middle of everything. */
  constructor(board: Board, clock: Clock, choreography: Choreography, moves: MoveList) {
    this.choreography = choreography;
    this.moves = moves;
    this.timing = new Timing(board);
    this.alarm = clock.alarm(() => this.over());
    AXIS_NAMES.forEach((name, axis) => {
      this.pose.axes[axis] = (board.axes[name]?.travel ?? 0) / 2;
    });
  }

  prepare(simulate: boolean): void {
    this.simulate = simulate;
  }

  perform(action: Action, outcome: Outcome): void {
    this.outcome = outcome;
    this.isWaiting = action.kind === ACTION.dwell;
    this.isHalted = false;
    this.timing.start(this.pose.axes);
    this.choreography.compose(action, this.pose);
    this.alarm.set(this.simulate ? 0 : Math.ceil(this.timing.seconds(this.moves) * MICROSECONDS));
  }

  admit(): void {}

  hurry(): void {
    if (this.isWaiting && this.outcome !== null) this.alarm.set(0);
  }

  /** What has no motors stands at once, wherever it was told to go, with all of a volume moved. */
  halt(): void {
    if (this.outcome === null) return;
    this.isHalted = true;
    this.alarm.set(0);
  }

  off(): void {}

  private over(): void {
    const outcome = this.outcome;
    this.outcome = null;
    if (this.isHalted) outcome?.failed(new Fault('halted'), 1);
    else outcome?.done();
  }
}
