// Moddable's `time` (with its `microseconds` module) over Node's monotonic clock.

/** Not the time of day: both counts start with the process. */
const Time = {
  /** Milliseconds as a signed 32-bit number, which goes round every 49.7 days, as on the device. */
  get ticks(): number {
    return performance.now() | 0;
  },

  get microseconds(): number {
    return Math.floor(performance.now() * 1000);
  },

  /** Milliseconds from `start` to `end`, both from `ticks`. */
  delta(start: number, end: number = performance.now()): number {
    return (end - start) | 0;
  },
};

export default Time;
