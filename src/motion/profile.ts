// How a move runs through its way: place over time and time over place, the same for all axes of the move.

/** The unit of the way is the caller's: mm, steps, or the whole way as 1. Times are seconds from the start. */
export interface Profile {
  /** Seconds from rest to rest. */
  readonly duration: number;
  /** Way done after `seconds`, which are within 0 and `duration`. */
  positionAt(seconds: number): number;
  /** Seconds after which `position` is reached, which is within 0 and the whole way. */
  timeAt(position: number): number;
}
