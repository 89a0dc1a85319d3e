// Moddable's `timer` over Node's timers, with its rules for which timers live on after they have fired.

type TimerCallback = (timer: Timer) => void;

/** Longest interval, ms: the device counts in 32 bits with sign. */
const INTERVAL_MAX = 0x7fff_ffff;

/** What `schedule` without an interval leaves behind: not due, but not gone after the callback either. */
const PARKED = -1;

/** Intervals are ms. A timer whose `repeat` is 0 when its callback returns is gone and cannot be scheduled again. */
export default class Timer {
  private readonly callback: TimerCallback;
  private handle: NodeJS.Timeout | undefined;
  /** Length of the running timeout, ms. */
  private length = 0;
  private period = 0;
  private gone = false;

  private constructor(callback: TimerCallback) {
    this.callback = callback;
  }

  /** Calls back after `interval` and, unless `repeat` is 0, every `repeat` from then on. */
  static set(callback: TimerCallback, interval = 0, repeat = 0): Timer {
    const timer = new Timer(callback);
    timer.start(interval, repeat);
    return timer;
  }

  static repeat(callback: TimerCallback, interval: number): Timer {
    return Timer.set(callback, interval, interval);
  }

  /** Starts anew with other intervals; without an interval, stops until it is scheduled again. Error for one that is gone. */
  static schedule(timer: Timer, interval?: number, repeat = 0): void {
    if (timer.gone) throw new Error('the timer has fired for the last time or was cleared');
    if (interval !== undefined) timer.start(interval, repeat);
    else {
      timer.stop();
      timer.period = PARKED;
    }
  }

  static clear(timer: Timer | undefined | null): void {
    if (timer === undefined || timer === null) return;
    timer.stop();
    timer.gone = true;
  }

  private start(interval: number, repeat: number): void {
    const length = Math.min(Math.max(Math.trunc(interval), 0), INTERVAL_MAX);
    this.period = repeat;
    if (this.handle !== undefined && this.length === length) {
      this.handle.refresh();
      return;
    }
    this.stop();
    this.length = length;
    this.handle = setTimeout(this.fire, length);
  }

  private stop(): void {
    clearTimeout(this.handle);
    this.handle = undefined;
  }

  private readonly fire = (): void => {
    this.handle = undefined;
    if (this.period > 0) this.start(this.period, this.period);
    this.callback(this);
    if (this.period === 0) Timer.clear(this);
  };
}
