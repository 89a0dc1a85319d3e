// From places to segments: checks a straight move, plans it and feeds it to the step engine while it runs.

import { Fault } from '../kernel/faults.js';
import { AXIS_COUNT, type Axes } from './axes.js';
import { AxisSegments, type SegmentPlayer } from './axis-segments.js';
import { StraightMove } from './straight-move.js';

/**
 * For each move `to` or `by` for each axis that takes part, `begin`, then `feed` until it is true. All is checked before
 * the first step; a refusal throws and drops the whole move. A move starts from what the engine counts, so it may follow
 * a halt as well as the end of a move. Moves of different axes may be under way at the same time.
 */
export class Planner {
  private readonly engine: SegmentPlayer;
  private readonly segments: readonly AxisSegments[];
  /** Bit masks: axes with segments to push, and all with a move that was not found at its end. */
  private unfed = 0;
  private moving = 0;
  private readonly axes: Axes;
  private readonly move = new StraightMove();
  /** What the engine counts at the end of each axis's move. */
  private readonly ends = new Int32Array(AXIS_COUNT);

  constructor(engine: SegmentPlayer, axes: Axes) {
    this.engine = engine;
    this.axes = axes;
    this.segments = Array.from({ length: AXIS_COUNT }, (_, axis) => new AxisSegments(axis));
  }

  /**
   * The next move takes a homed axis to `millimeters`, at most at `speed` mm/s, or at its travel speed. Fails where the
   * axis is not homed, does not reach so far or is not so fast.
   */
  to(axis: number, millimeters: number, speed?: number): void {
    this.add(axis, millimeters, speed, true);
  }

  /**
   * The next move takes an axis `millimeters` on, with sign, whether it is homed or not and whatever its travel: for
   * homing, and for pumps that turn. Fails where the axis is not so fast.
   */
  by(axis: number, millimeters: number, speed?: number): void {
    this.add(axis, millimeters, speed, false);
  }

  /**
   * Starts the move with as much of it as the engine has room for. Returns how long it takes, s; 0 when every axis is
   * where it should be. Fails where it would take too long, and while one of its axes is under way.
   */
  begin(): number {
    const move = this.move;
    const { axes } = move;
    try {
      const { underWay } = this;
      if ((axes & underWay) !== 0) throw new Fault('moveUnderWay');
      const seconds = move.plan();
      for (let axis = 0; axes >> axis !== 0; axis++) if ((axes >> axis) & 1) this.prepare(axis);
      this.moving = axes | underWay;
      this.unfed |= axes;
      this.feed();
      if (axes !== 0) this.engine.start(axes);
      return seconds;
    } finally {
      move.clear();
    }
  }

  /** Bit mask of the axes that have not made the last step of their move. */
  get underWay(): number {
    let axes = this.moving;
    for (let axis = 0; axes >> axis !== 0; axis++)
      if ((axes >> axis) & 1 && this.engine.position(axis) === this.ends[axis]) axes ^= 1 << axis;
    return axes;
  }

  /** Pushes what the engine has room for; true when all moves are pushed whole. Allocates nothing. */
  feed(): boolean {
    let unfed = this.unfed;
    for (let axis = 0; unfed >> axis !== 0; axis++)
      if ((unfed >> axis) & 1 && (this.segments[axis] as AxisSegments).feed(this.engine)) unfed ^= 1 << axis;
    this.unfed = unfed;
    return unfed === 0;
  }

  /** Ticks from the start of their move for which all axes have enough to do; infinite when all is pushed. */
  get fedTicks(): number {
    let fed = Number.POSITIVE_INFINITY;
    for (let axis = 0; this.unfed >> axis !== 0; axis++)
      if ((this.unfed >> axis) & 1) fed = Math.min(fed, (this.segments[axis] as AxisSegments).fedTicks);
    return fed;
  }

  /** Part of an axis's way in the move begun last that it has made, 0 to 1. */
  part(axis: number): number {
    if (((this.moving >> axis) & 1) === 0) return 0;
    return 1 - ((this.ends[axis] as number) - this.engine.position(axis)) / this.move.steps(axis);
  }

  /** Forgets the moves of the axes of a bit mask, or all, after the engine was halted or stopped. */
  cancel(axes = this.moving): void {
    this.moving &= ~axes;
    this.unfed &= ~axes;
  }

  private prepare(axis: number): void {
    const steps = this.move.steps(axis);
    this.segments[axis]?.begin(steps, this.move.profile);
    this.ends[axis] = this.engine.position(axis) + steps;
  }

  private add(axis: number, millimeters: number, speed: number | undefined, isPlace: boolean): void {
    try {
      const figures = this.axes.figures(axis);
      const steps = isPlace
        ? this.axes.count(axis, millimeters) - this.engine.position(axis)
        : Math.round(millimeters * figures.stepsPerMillimeter);
      this.move.add(axis, steps, figures, this.axes.speed(axis, speed ?? figures.travelSpeed));
    } catch (fault) {
      this.move.clear();
      throw fault;
    }
  }
}
