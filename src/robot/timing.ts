// How long actions take: their moves timed with the profiles that the planner drives the motors by.

import { AXIS_NAMES, type Axis, type AxisName, type Board } from '../kernel/board.js';
import { Axes } from '../motion/axes.js';
import { StraightMove } from '../motion/straight-move.js';
import { Trapezoid } from '../motion/trapezoid.js';
import { MOVE, type MoveList } from './move-list.js';
import { homedAt } from './tool.js';

/** Goes along with the moves from wherever `start` put it; what the axes cannot do is refused as by the planner. */
export class Timing {
  private readonly board: Board;
  /** Homed where they count 0. */
  private readonly axes: Axes;
  /** Steps; where the axes stand after what was timed last. */
  private readonly at = new Int32Array(AXIS_NAMES.length);
  private readonly move = new StraightMove();
  private readonly profile = new Trapezoid();

  constructor(board: Board) {
    this.board = board;
    this.axes = new Axes(board.axes);
    AXIS_NAMES.forEach((name, axis) => {
      if (board.axes[name] !== undefined) this.axes.setHomed(axis, 0, 0);
    });
  }

  /** @param axes mm */
  start(axes: Float64Array): void {
    for (let axis = 0; axis < axes.length; axis++) {
      const stepsPerMillimeter = this.figures(axis)?.stepsPerMillimeter ?? 0;
      this.at[axis] = Math.round((axes[axis] as number) * stepsPerMillimeter);
    }
  }

  /** Seconds that all moves of a list take, one after the other. Faults of `secondsOf`. */
  seconds(moves: MoveList): number {
    let seconds = 0;
    for (let move = 0; move < moves.count; move++) seconds += this.secondsOf(moves, move);
    return seconds;
  }

  /** Seconds that one move takes. Faults `axisMissing`, `outOfTravel`, `speedOutOfRange`, `moveTooLong`. */
  secondsOf(moves: MoveList, move: number): number {
    switch (moves.kind(move)) {
      case MOVE.wait:
      case MOVE.run:
        return moves.seconds(move);
      case MOVE.home:
        return this.homing();
      default:
        return this.straight(moves, move);
    }
  }

  private straight(moves: MoveList, number: number): number {
    const speed = moves.speed(number);
    const move = this.move;
    move.clear();
    for (let axis = 0; axis < AXIS_NAMES.length; axis++) {
      if (!moves.moves(number, axis)) continue;
      const figures = this.axes.figures(axis);
      const target = moves.target(number, axis);
      const at = this.at[axis] as number;
      const count =
        moves.kind(number) === MOVE.turn
          ? at + Math.round(target * figures.stepsPerMillimeter)
          : this.axes.count(axis, target);
      const limit = this.axes.speed(axis, speed === 0 ? figures.travelSpeed : speed);
      move.add(axis, count - at, figures, limit);
      this.at[axis] = count;
    }
    return move.plan();
  }

  /** The groups one after the other, of each the slowest. */
  private homing(): number {
    let seconds = 0;
    const { homeOrder } = this.board;
    for (let i = 0; i < homeOrder.length; i++) {
      const group = homeOrder[i] as readonly AxisName[];
      let slowest = 0;
      for (let k = 0; k < group.length; k++)
        slowest = Math.max(slowest, this.homingOf(AXIS_NAMES.indexOf(group[k] as AxisName)));
      seconds += slowest;
    }
    return seconds;
  }

  /** Fast to the switch, off it, slowly to it again, off it. */
  private homingOf(number: number): number {
    const axis = this.figures(number);
    if (axis?.home === undefined) return 0;
    const { end, fastSpeed, slowSpeed, pullOff } = axis.home;
    const at = (this.at[number] as number) / axis.stepsPerMillimeter;
    this.at[number] = Math.round(homedAt(axis) * axis.stepsPerMillimeter);
    return (
      this.way(axis, end === 'max' ? axis.travel - at : at, fastSpeed) +
      2 * this.way(axis, pullOff, fastSpeed) +
      this.way(axis, pullOff, slowSpeed)
    );
  }

  private figures(number: number): Axis | undefined {
    return this.board.axes[AXIS_NAMES[number] as AxisName];
  }

  private way({ acceleration }: Axis, distance: number, speed: number): number {
    this.profile.set(Math.max(distance, 0), speed, acceleration, Number.POSITIVE_INFINITY);
    return this.profile.duration;
  }
}
