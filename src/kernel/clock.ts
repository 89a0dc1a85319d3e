// Time as the core knows it: a count of microseconds and one-shot alarms, handed in by whoever composes the program.

/** A deadline that is made once and set as often as wanted. */
export interface Alarm {
  /** Calls back once, `delayMicroseconds` from now; replaces an earlier setting. */
  set(delayMicroseconds: number): void;
  cancel(): void;
}

export interface Clock {
  /** Microseconds since some fixed moment; never goes back. */
  now(): number;
  alarm(callback: () => void): Alarm;
}

/** Local time of day for logs, µs since midnight. */
export interface WallClock {
  microsecondsOfDay(): number;
}
