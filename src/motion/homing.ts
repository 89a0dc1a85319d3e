// Homes all axes of a board: group after group, the axes of a group at the same time.

import { AXIS_NAMES, type Axis, type Board } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import type { Axes } from './axes.js';
import { AxisHoming } from './axis-homing.js';
import type { Planner } from './planner.js';
import { STOPPED, type StepControl } from './step-engine.js';
import { NO_INPUT, type Wiring } from './wiring.js';

export class Homing {
  private readonly engine: StepControl;
  private readonly board: Board;
  private readonly planner: Planner;
  private readonly wiring: Wiring;
  private readonly lanes: readonly AxisHoming[];
  /** Inputs, bit masks. */
  private readonly homeSwitches: number;
  private readonly limitSwitches: number;
  /** The group in hand. */
  private group = 0;
  private isUnderWay = false;

  constructor(engine: StepControl, board: Board, axes: Axes, wiring: Wiring, planner: Planner) {
    this.engine = engine;
    this.board = board;
    this.planner = planner;
    this.wiring = wiring;
    const lanes = Math.max(...board.homeOrder.map(({ length }) => length));
    this.lanes = Array.from({ length: lanes }, () => new AxisHoming(engine, axes, wiring, planner));
    this.homeSwitches = maskOf(wiring.homeSwitches);
    this.limitSwitches = maskOf(wiring.limitSwitches);
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
   * Goes on with what the engine says, unless anything but a switch of an axis has stopped it. After a fault `cancel`
   * gives the whole homing up; axes that were not homed are unknown. Faults of `AxisHoming.poll`, and `limitWhileHoming`.
   */
  poll(): void {
    if (!this.isUnderWay) return;
    const fired = this.engine.fired();
    if ((fired & this.limitSwitches) !== 0) throw new Fault('limitWhileHoming', this.limitOf(fired));
    if ((fired & ~this.homeSwitches) !== 0 || (this.engine.reasons() & ~STOPPED.triggered) !== 0) return;
    this.planner.feed();
    let isGroupDone = true;
    for (let i = 0; i < this.lanes.length; i++) (this.lanes[i] as AxisHoming).poll(fired);
    if (fired !== 0 && !this.engine.acknowledge(fired, STOPPED.triggered)) return;
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

  /** The axis whose limit switch has fired. */
  private limitOf(fired: number): string {
    const { limitSwitches } = this.wiring;
    const axis = limitSwitches.findIndex((input) => input !== NO_INPUT && ((fired >> input) & 1) === 1);
    return `axis ${AXIS_NAMES[axis]}`;
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

/** Bit mask of the inputs that the board has. */
function maskOf(inputs: readonly number[]): number {
  let mask = 0;
  for (let i = 0; i < inputs.length; i++) if (inputs[i] !== NO_INPUT) mask |= 1 << (inputs[i] as number);
  return mask;
}
