// The boundary behind which steps are timed: what plays segments, on a chip, on the desk and in the simulator.

/** Ticks of the step time base, 1/s. */
export const TICKS_PER_SECOND = 10_000_000;

/** Intervals and adds are given in 1/65,536 tick. */
export const FRACTION_BITS = 16;

/** Longest time between two samples of the inputs, ticks: 100 µs. */
export const SAMPLE_TICKS = 1_000;

/** No interval of a segment is as long as this, ticks: 107 s. */
export const INTERVAL_TICKS_END = 2 ** 30;

/** Segments that an axis of the engine keeps. */
export const RING_SEGMENTS = 32;

/** Why axes were stopped: bits of `StepControl.reasons`, with the values of the C core. */
export const STOPPED = Object.freeze({
  /** An armed input came to its level. */
  triggered: 1,
  /** And its trigger cut outputs. */
  cut: 2,
  /** A ring ran empty before the last segment of a move. */
  underrun: 4,
  /** The chip came too late to make steps at their times. */
  late: 8,
  /** A halt has come to its end. */
  halted: 16,
});

/** Plays segments from a fixed ring for each axis; counts positions by itself. */
export interface StepEngine {
  /** Free places in the ring of an axis, segments. */
  room(axis: number): number;
  /**
   * Adds a segment: `count` steps, the first `interval` after the previous one, each next interval longer by `add`,
   * both in 1/65,536 tick. A count of 0 waits for `interval`. Direction 1 counts up. After a segment that is `last` the
   * axis is at rest. Segments for an axis at rest are kept until `start`; those for an axis that is held are dropped.
   * Throws `segmentRefused` when there is no room or an interval is too short or too long.
   */
  push(axis: number, direction: 0 | 1, count: number, interval: number, add: number, last: boolean): void;
  /** Starts the axes of a bit mask at the same tick, but for those that run, have no segment or are held. */
  start(axes: number): void;
  /** Steps counted with sign, live. */
  position(axis: number): number;
}

/**
 * All that is asked of a step engine besides playing: stops, inputs, outputs. Axes, inputs and outputs are bit masks.
 *
 * An axis that was stopped by anything but its last segment is held: its ring is empty and stays so, it does not start,
 * until `acknowledge`. So nothing that was planned before a stop is played after it.
 */
export interface StepControl extends StepEngine {
  /** Axes that play segments. */
  running(): number;
  held(): number;
  /** Bits of `STOPPED`. */
  reasons(): number;
  /** Inputs whose triggers have fired. */
  fired(): number;
  /** Position of an axis where it was stopped last. */
  latched(axis: number): number;
  /**
   * Lets triggers fire again that were seen to have fired. When no other has and there is no reason but those that were
   * seen, forgets the reasons and lets go of all axes: what has happened since somebody looked is not forgotten. Nothing
   * while a halt is under way.
   * @param fired what `fired` gave
   * @param reasons what `reasons` gave
   * @returns no reason is left
   */
  acknowledge(fired: number, reasons: number): boolean;
  /** Slows all axes down along their ways, none faster than the board says, then holds all axes. */
  halt(): void;
  /** Says what the position of an axis is. */
  setPosition(axis: number, steps: number): void;
  /**
   * Stops `axes` when an input is at a level, at the first sample that reads it, and cuts outputs if `cut`. A trigger
   * stays armed until `disarm`, and fires once until `acknowledge`.
   * @param unless inputs, as bits: it does not fire while the trigger of one of them is armed and at its level
   */
  arm(input: number, level: 0 | 1, axes: number, cut: boolean, unless?: number): void;
  disarm(input: number): void;
  /** Levels of all inputs now. */
  inputs(): number;
  /** Gives power to the motors of these axes and of no others. */
  enable(axes: number): void;
  /** Switches outputs; those that were cut stay off until `acknowledge`. */
  switch(outputs: number, on: boolean): void;
}
