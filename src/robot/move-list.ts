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
  /** One axis turns on from wherever it is. */
  turn: 3,
  /** A pump's output is on for some time. */
  run: 4,
});

/** The longest action has 13: a tip is picked up with as many presses as a board may ask for. */
export const MOVES_MAX = 16;

export class MoveList {
  count = 0;
  private readonly kinds = new Uint8Array(MOVES_MAX);
  /** Bit mask of the axes that take part. */
  private readonly axesOf = new Uint8Array(MOVES_MAX);
  private readonly targets = new Float64Array(MOVES_MAX * AXIS_COUNT);
  /** mm/s of a straight move, or 0 for each axis's travel speed; s of a wait or a run. */
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

  /** @param millimeters with sign @param speed mm/s */
  turn(axis: number, millimeters: number, speed: number): void {
    this.add(MOVE.turn, speed);
    this.to(axis, millimeters);
  }

  /** @param duty 0 to 1 @param hertz of the modulation, 0 without */
  run(pin: number, seconds: number, duty: number, hertz: number): void {
    this.add(MOVE.run, seconds);
    const at = (this.count - 1) * AXIS_COUNT;
    this.targets[at] = pin;
    this.targets[at + 1] = duty;
    this.targets[at + 2] = hertz;
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

  /** mm; of a turn how far, with sign. */
  target(move: number, axis: number): number {
    return this.targets[move * AXIS_COUNT + axis] as number;
  }

  /** mm/s of a straight move or a turn, 0 for the travel speed. */
  speed(move: number): number {
    return this.values[move] as number;
  }

  /** s of a wait or a run. */
  seconds(move: number): number {
    return this.values[move] as number;
  }

  /** Of a run. */
  pin(move: number): number {
    return this.targets[move * AXIS_COUNT] as number;
  }

  /** Part of the time that the output of a run is on. */
  duty(move: number): number {
    return this.targets[move * AXIS_COUNT + 1] as number;
  }

  /** Of the modulation of a run, 0 without. */
  hertz(move: number): number {
    return this.targets[move * AXIS_COUNT + 2] as number;
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
