// Moddable's `timer` on the emulated chip, with its rules for which timers live on after they have fired.

import { CHIP } from './chip.js';

type TimerCallback = (timer: Timer) => void;

const MICROSECONDS = 1_000;

/** `repeat` of a timer that was stopped until it is scheduled again. */
const PARKED = -1;

/** All that can still fire. Made by the first of them: what is made while modules are loaded is in flash. */
let timers: Timer[] | undefined;

/** Intervals are ms. A timer whose `repeat` is 0 when its callback returns is gone. */
export class Timer {
  private readonly callback: TimerCallback;
  /** µs; Infinity when stopped. */
  private deadline = Number.POSITIVE_INFINITY;
  /** ms. */
  private period = 0;

  private constructor(callback: TimerCallback) {
    this.callback = callback;
  }

  static set(callback: TimerCallback, interval = 0, repeat = 0): Timer {
    const timer = new Timer(callback);
    timer.start(interval, repeat);
    timers = timers ?? [];
    timers.push(timer);
    return timer;
  }

  static repeat(callback: TimerCallback, interval: number): Timer {
    return Timer.set(callback, interval, interval);
  }

  /** Starts anew; without an interval, stops until it is scheduled again. */
  static schedule(timer: Timer, interval?: number, repeat = 0): void {
    if (interval === undefined) timer.stop(PARKED);
    else timer.start(interval, repeat);
  }

  static clear(timer: Timer | undefined | null): void {
    if (timer === undefined || timer === null) return;
    timer.stop(0);
    timers = timers?.filter((other) => other !== timer);
  }

  /** Calls what is due; gives the next deadline, µs, or Infinity. */
  static run(): number {
    const now = CHIP.chipMicroseconds();
    let next = Number.POSITIVE_INFINITY;
    const all = timers ?? [];
    for (let i = 0; i < all.length; i++) {
      const timer = all[i] as Timer;
      if (timer.deadline <= now) timer.fire();
    }
    for (let i = 0; i < all.length; i++) next = Math.min(next, (all[i] as Timer).deadline);
    return next;
  }

  private start(interval: number, repeat: number): void {
    this.deadline = CHIP.chipMicroseconds() + interval * MICROSECONDS;
    this.period = repeat;
  }

  private stop(repeat: number): void {
    this.deadline = Number.POSITIVE_INFINITY;
    this.period = repeat;
  }

  private fire(): void {
    if (this.period > 0) this.start(this.period, this.period);
    else this.stop(this.period);
    this.callback(this);
    if (this.period === 0) Timer.clear(this);
  }
}
