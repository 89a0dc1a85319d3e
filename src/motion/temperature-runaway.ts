// Tells when a temperature does not do what the outputs should make it do.

/** Of the board: without this much change, °C, within this time at full duty something is broken. */
export interface RunawayFigures {
  readonly runawayProgress: number;
  readonly runawaySeconds: number;
}

/** Duty from which an output counts as fully on: noise keeps it from 1. */
const FULL_DUTY = 0.95;

/**
 * Looks at windows of `runawaySeconds`. Driven: at full duty the temperature has to come nearer by `runawayProgress`,
 * counted from where it was farthest, so that what is put on the module does not count. Undriven: while what would
 * drive it is off, or is not there, it may not go away by as much and stay there, as it does when an output is stuck.
 */
export class RunawayDetector {
  private readonly figures: RunawayFigures;
  /** Where the window is: 1 up and driven, 2 up and undriven, negative down; 0 is no window. */
  private mode = 0;
  private seconds = 0;
  /** °C at its start, and farthest from where the temperature should go. */
  private start = 0;
  private farthest = 0;

  constructor(figures: RunawayFigures) {
    this.figures = figures;
  }

  reset(): void {
    this.mode = 0;
  }

  /**
   * Whether the temperature runs away.
   * @param error how far the set temperature is above the measured one, °C; 0 where it is near enough
   * @param duty of the last `seconds`: heating above 0, cooling below
   */
  isRunaway(celsius: number, error: number, duty: number, seconds: number): boolean {
    const way = Math.sign(error);
    const isDriven = duty * way >= FULL_DUTY;
    const mode = isDriven ? way : duty * way <= 0 ? 2 * way : 0;
    if (mode !== this.mode || mode === 0) {
      this.open(mode, celsius);
      return false;
    }
    this.seconds += seconds;
    if ((this.farthest - celsius) * way > 0) this.farthest = celsius;
    const { runawayProgress, runawaySeconds } = this.figures;
    if (this.seconds < runawaySeconds) return false;
    const gained = (celsius - this.farthest) * way;
    const lost = (this.start - celsius) * way;
    if (gained < runawayProgress && (isDriven || lost >= runawayProgress)) return true;
    this.open(mode, celsius);
    return false;
  }

  private open(mode: number, celsius: number): void {
    this.mode = mode;
    this.seconds = 0;
    this.start = celsius;
    this.farthest = celsius;
  }
}
