// Plays the moves of a list, one at a time: plans them, feeds the step engine, and says when to look again.

import { AXIS_NAMES, type Board } from '../kernel/board.js';
import type { Axes } from '../motion/axes.js';
import { Homing } from '../motion/homing.js';
import { Planner } from '../motion/planner.js';
import { type StepControl, TICKS_PER_SECOND } from '../motion/step-engine.js';
import { LEAD_TICKS, type Wiring } from '../motion/wiring.js';
import { MOVE, type MoveList } from './move-list.js';
import type { Stops } from './stops.js';

export const TICKS_PER_MILLISECOND = TICKS_PER_SECOND / 1_000;

/** Shortest time between two looks at a move that is fed, and between two at one that is late. */
export const LOOK_TICKS = TICKS_PER_MILLISECOND;

/** Time between two looks while a switch is waited for. */
const HOMING_LOOK_TICKS = 2 * TICKS_PER_MILLISECOND;

/** Longest time between two looks while a pump's output is on: so much too late is it told of a stop. */
const PUMP_LOOK_TICKS = 10 * TICKS_PER_MILLISECOND;

/** Longest time between two looks while nothing moves: a person who stops the machine is told so soon. */
const WAIT_LOOK_TICKS = 100 * TICKS_PER_MILLISECOND;

export interface MovePlayerParts {
  readonly board: Board;
  readonly engine: StepControl;
  readonly wiring: Wiring;
  readonly axes: Axes;
  readonly stops: Stops;
  readonly moves: MoveList;
}

/** Times are ticks of the engine. */
export class MovePlayer {
  /** When to look at the move in hand again. */
  wake = 0;
  private readonly engine: StepControl;
  private readonly stops: Stops;
  private readonly moves: MoveList;
  private readonly planner: Planner;
  private readonly homing: Homing;
  private readonly wiring: Wiring;
  private move = 0;
  /** When the move in hand began to count, and when it comes to its end. */
  private began = 0;
  private end = 0;
  /** When pumps were cut in the move in hand. */
  private cut = Number.POSITIVE_INFINITY;

  constructor({ board, engine, wiring, axes, stops, moves }: MovePlayerParts) {
    this.engine = engine;
    this.stops = stops;
    this.moves = moves;
    this.wiring = wiring;
    this.planner = new Planner(engine, axes);
    this.homing = new Homing(engine, board, axes, wiring, this.planner);
  }

  get isHoming(): boolean {
    return !this.homing.isDone;
  }

  /** Begins a move; false when there is nothing to do for it. Faults of the planner and of homing. */
  begin(move: number, now: number): boolean {
    this.move = move;
    this.cut = Number.POSITIVE_INFINITY;
    switch (this.moves.kind(move)) {
      case MOVE.wait:
        this.end = now + Math.round(this.moves.seconds(move) * TICKS_PER_SECOND);
        this.wake = Math.min(this.end, now + WAIT_LOOK_TICKS);
        return this.end > now;
      case MOVE.home:
        this.stops.guard(false);
        this.homing.begin();
        this.wake = now + HOMING_LOOK_TICKS;
        return true;
      case MOVE.run:
        this.began = now;
        this.end = now + Math.round(this.moves.seconds(move) * TICKS_PER_SECOND);
        this.pump(now);
        return this.end > now;
      default:
        return this.beginStraight(move, now);
    }
  }

  /** Goes on with the move in hand; true when it is done. */
  goOn(now: number): boolean {
    switch (this.moves.kind(this.move)) {
      case MOVE.wait:
        this.wake = Math.min(this.end, now + WAIT_LOOK_TICKS);
        return now >= this.end;
      case MOVE.home:
        this.homing.poll();
        this.wake = now + HOMING_LOOK_TICKS;
        if (this.homing.isDone) this.stops.guard(true);
        return this.homing.isDone;
      case MOVE.run:
        this.pump(now);
        return now >= this.end;
      default:
        this.planner.feed();
        this.wakeForMove(now);
        return this.planner.underWay === 0 && this.engine.running() === 0;
    }
  }

  /** Forgets the move in hand, after the engine has come to a stop. */
  cancel(): void {
    this.planner.cancel();
    this.homing.cancel();
  }

  /** All pumps stand, and stay so until the next move. */
  cutPumps(now: number): void {
    this.cut = Math.min(this.cut, now);
    this.engine.switch(this.wiring.pumps, false);
  }

  /**
   * Part of the move in hand that is done, 0 to 1: of a run its time, of a turn or the move of one axis its way.
   */
  part(now: number): number {
    const { moves, move } = this;
    if (moves.kind(move) === MOVE.run)
      return (Math.min(now, this.cut, this.end) - this.began) / (this.end - this.began);
    return this.planner.part(31 - Math.clz32(moves.axes(move)));
  }

  /** Switches the output of a run as its time asks for, in whole periods of the modulation. */
  private pump(now: number): void {
    const { moves, move, began, end } = this;
    const time = end - began;
    const periods = Math.max(Math.round(moves.seconds(move) * moves.hertz(move)), 1);
    const past = Math.floor(((now - began) * periods) / time);
    const next = began + Math.ceil(((past + 1) * time) / periods);
    const off = began + Math.round(((past + moves.duty(move)) * time) / periods);
    const isOn = now < off && now < end && now < this.cut;
    this.engine.switch(this.wiring.outputAt(moves.pin(move)), isOn);
    this.wake = Math.min(isOn ? off : next, end, now + PUMP_LOOK_TICKS);
  }

  private beginStraight(move: number, now: number): boolean {
    const speed = this.moves.speed(move);
    for (let axis = 0; axis < AXIS_NAMES.length; axis++) {
      if (!this.moves.moves(move, axis)) continue;
      const target = this.moves.target(move, axis);
      if (this.moves.kind(move) === MOVE.turn) this.planner.by(axis, target, speed);
      else this.planner.to(axis, target, speed === 0 ? undefined : speed);
    }
    const seconds = this.planner.begin();
    this.began = now + LEAD_TICKS;
    this.end = this.began + Math.round(seconds * TICKS_PER_SECOND);
    this.wakeForMove(now);
    return seconds > 0;
  }

  /** Halfway to where the engine would run dry, or at the end of what is fed whole. */
  private wakeForMove(now: number): void {
    const fed = this.planner.fedTicks;
    if (fed === Number.POSITIVE_INFINITY) this.wake = this.end > now ? this.end : now + LOOK_TICKS;
    else this.wake = now + Math.max(Math.ceil((this.began + fed - now) / 2), LOOK_TICKS);
  }
}
