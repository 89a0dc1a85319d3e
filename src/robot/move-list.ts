// The moves of one action, in their order: straight moves, homing, waiting. Made once, filled again for each action.

import { AXIS_NAMES } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';

const AXIS_COUNT = AXIS_NAMES.length;

/** Kinds of moves. */
export const MOVE = Object.freeze({
  /** Axes start and end together. */
  straight: 0,
  /** All axes of the board, in its order. */
  home: 1,
  /** Nothing moves for some time. */
  wait: 2,
});

/** The longest action has 13: a tip is picked up with as many presses as a board may ask for. */
export const MOVES_MAX = 16;

export class MoveList {
  count = 0;
  private readonly kinds = new Uint8Array(MOVES_MAX);
  /** Bit mask of the axes that take part. */
  private readonly axesOf = new Uint8Array(MOVES_MAX);
  private readonly targets = new Float64Array(MOVES_MAX * AXIS_COUNT);
  /** mm/s of a straight move, or 0 for each axis's travel speed; s of a wait. */
  private readonly values = new Float64Array(MOVES_MAX);

  clear(): void {
    this.count = 0;
  }

  /** Begins a straight move at `speed` mm/s, 0 for the travel speed of each axis; `to` adds its axes. */
  straight(speed = 0): void {
    this.add(MOVE.straight, speed);
  }

  /** An axis of the move begun last goes to `millimeters`. */
  to(axis: number, millimeters: number): void {
    const move = this.count - 1;
    this.axesOf[move] = (this.axesOf[move] as number) | (1 << axis);
    this.targets[move * AXIS_COUNT + axis] = millimeters;
  }

  home(): void {
    this.add(MOVE.home, 0);
  }

  wait(seconds: number): void {
    this.add(MOVE.wait, seconds);
  }

  kind(move: number): number {
    return this.kinds[move] as number;
  }

  /** Bit mask of the axes that take part in a straight move. */
  axes(move: number): number {
    return this.axesOf[move] as number;
  }

  moves(move: number, axis: number): boolean {
    return ((this.axes(move) >> axis) & 1) === 1;
  }

  /** mm. */
  target(move: number, axis: number): number {
    return this.targets[move * AXIS_COUNT + axis] as number;
  }

  /** mm/s of a straight move, 0 for the travel speed. */
  speed(move: number): number {
    return this.values[move] as number;
  }

  /** s of a wait. */
  seconds(move: number): number {
    return this.values[move] as number;
  }

  private add(kind: number, value: number): void {
    if (this.count === MOVES_MAX)
      throw new Fault('commandFailed', `an action of more than ${MOVES_MAX} moves`);
    this.kinds[this.count] = kind;
    this.axesOf[this.count] = 0;
    this.values[this.count] = value;
    this.count += 1;
  }
}
