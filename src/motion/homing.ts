// Homes all axes of a board: group after group, the axes of a group at the same time.

import { AXIS_NAMES, type Axis, type Board } from '../kernel/board.js';
import type { Axes } from './axes.js';
import { AxisHoming } from './axis-homing.js';
import type { Planner } from './planner.js';
import { STOPPED, type StepControl } from './step-engine.js';
import { NO_INPUT, type Wiring } from './wiring.js';

export class Homing {
  private readonly engine: StepControl;
  private readonly board: Board;
  private readonly planner: Planner;
  private readonly lanes: readonly AxisHoming[];
  /** Inputs, a bit mask. */
  private readonly homeSwitches: number;
  /** The group in hand. */
  private group = 0;
  private isUnderWay = false;

  constructor(engine: StepControl, board: Board, axes: Axes, wiring: Wiring, planner: Planner) {
    this.engine = engine;
    this.board = board;
    this.planner = planner;
    const lanes = Math.max(...board.homeOrder.map(({ length }) => length));
    this.lanes = Array.from({ length: lanes }, () => new AxisHoming(engine, axes, wiring, planner));
    let switches = 0;
    for (const input of wiring.homeSwitches) if (input !== NO_INPUT) switches |= 1 << input;
    this.homeSwitches = switches;
  }

  get isDone(): boolean {
    return !this.isUnderWay;
  }

  /** Begins anew. Faults of `AxisHoming.begin`. */
  begin(): void {
    this.group = 0;
    this.isUnderWay = true;
    this.beginGroup();
  }

  /**
   * Goes on with what the engine says, unless anything but a home switch has stopped it. After a fault `cancel` gives
   * the whole homing up; axes that were not homed are unknown.
   */
  poll(): void {
    if (!this.isUnderWay) return;
    const running = this.engine.running();
    const fired = this.engine.fired();
    if ((fired & ~this.homeSwitches) !== 0 || (this.engine.reasons() & ~STOPPED.triggered) !== 0) return;
    this.planner.feed();
    let isGroupDone = true;
    for (let i = 0; i < this.lanes.length; i++) (this.lanes[i] as AxisHoming).poll(fired, running);
    if (fired !== 0) this.engine.acknowledge();
    for (let i = 0; i < this.lanes.length; i++) {
      const lane = this.lanes[i] as AxisHoming;
      lane.resume();
      isGroupDone &&= lane.isDone;
    }
    if (!isGroupDone) return;
    this.group += 1;
    if (this.group < this.board.homeOrder.length) this.beginGroup();
    else this.isUnderWay = false;
  }

  cancel(): void {
    this.isUnderWay = false;
    for (let i = 0; i < this.lanes.length; i++) (this.lanes[i] as AxisHoming).cancel();
  }

  private beginGroup(): void {
    const group = this.board.homeOrder[this.group] ?? [];
    for (let i = 0; i < group.length; i++) {
      const name = group[i] as (typeof AXIS_NAMES)[number];
      const lane = this.lanes[i] as AxisHoming;
      lane.begin(AXIS_NAMES.indexOf(name), this.board.axes[name] as Axis);
    }
  }
}
