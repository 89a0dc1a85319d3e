// The date as the core knows it: microseconds since 1970, and what is known while nobody has told the clock.

export interface WallClock {
  /** µs since 1970-01-01 00:00 UTC; until the clock is synchronised, µs since power-on. */
  microseconds(): number;
  /** Whether the date is known. Once it is, it stays so. */
  readonly isSynchronized: boolean;
  /** The date of power-on, what times of an unsynchronised clock are short of; 0 until it is known. */
  readonly originMicroseconds: number;
}
