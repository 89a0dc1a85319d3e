// What a trace says of one axis: where it is, and whether its pulses keep to the limits of board.json.

import type { AxisJson, BoardJson } from './board-json.js';

const TICKS_PER_SECOND = 10_000_000;
const TICKS_PER_MICROSECOND = 10;
const TICKS_PER_MILLISECOND = 10_000;

/** Speed is looked at over so many pulses, acceleration over so long. */
const SPEED_PULSES = 8;
const WINDOW_TICKS = 5 * TICKS_PER_MILLISECOND;

const SPEED_TOLERANCE = 0.02;
const ACCELERATION_TOLERANCE = 0.05;

/** An axis without pulses for so long is at rest. */
const REST_TICKS = 2 * WINDOW_TICKS;

export type Complain = (what: string) => void;

export class AxisChecks {
  isHomed = false;
  /** Steps from the lower end of the travel, once homed. */
  position = 0;
  readonly stepsPerMillimeter: number;
  readonly #name: string;
  readonly #complain: Complain;
  readonly #axis: AxisJson;
  readonly #end: number;
  readonly #pulseTicks: number;
  readonly #setupTicks: number;
  readonly #enableTicks: number;
  readonly #enableLevel: number;
  readonly #homeLevel: number;
  readonly #homePlace: number;
  #isEnabled = false;
  #delta = 1;
  #enabledAt = 0;
  #turnedAt = Number.NEGATIVE_INFINITY;
  #roseAt = Number.NEGATIVE_INFINITY;
  #fellAt = Number.NEGATIVE_INFINITY;
  #homeAt = Number.NEGATIVE_INFINITY;
  /** Ticks of the pulses since it last was at rest or turned. */
  #pulses = new Float64Array(4_096);
  #count = 0;

  constructor(name: string, axis: AxisJson, board: BoardJson, complain: Complain) {
    const { timings, enables } = board;
    const { switch: contact, end } = axis.home;
    this.#name = name;
    this.#axis = axis;
    this.#complain = complain;
    this.stepsPerMillimeter = axis.stepsPerMillimeter;
    this.#end = Math.round(axis.travel * axis.stepsPerMillimeter);
    this.#pulseTicks = timings.stepPulseMicroseconds * TICKS_PER_MICROSECOND;
    this.#setupTicks = timings.directionSetupMicroseconds * TICKS_PER_MICROSECOND;
    this.#enableTicks = timings.enableMilliseconds * TICKS_PER_MILLISECOND;
    this.#enableLevel = enables[axis.driver.enable]!.activeLow ? 0 : 1;
    this.#homeLevel = (contact.pull === 'up') === (contact.normally === 'closed') ? 1 : 0;
    this.#homePlace = end === 'max' ? this.#end : 0;
  }

  get millimeters(): number {
    return this.position / this.stepsPerMillimeter;
  }

  enable(level: number, tick: number): void {
    const isEnabled = level === this.#enableLevel;
    if (isEnabled && !this.#isEnabled) this.#enabledAt = tick;
    this.#isEnabled = isEnabled;
  }

  direction(level: number, tick: number): void {
    this.finish();
    if (tick < this.#fellAt) this.#complain(`${this.#name}: turns during a pulse`);
    this.#delta = (level === 1) !== this.#axis.driver.inverted ? 1 : -1;
    this.#turnedAt = tick;
  }

  /** A switch says where the axis is; what is counted has to agree. */
  home(level: number, tick: number): void {
    if (level !== this.#homeLevel) return;
    this.#homeAt = tick;
    if (this.isHomed && this.position !== this.#homePlace)
      this.#complain(`${this.#name}: ${this.position - this.#homePlace} steps off at its home switch`);
    this.position = this.#homePlace;
    this.isHomed = true;
  }

  rise(tick: number): void {
    if (!this.#isEnabled || tick - this.#enabledAt < this.#enableTicks)
      this.#complain(`${this.#name}: a step without power`);
    if (tick - this.#turnedAt < this.#setupTicks)
      this.#complain(`${this.#name}: a step ${tick - this.#turnedAt} ticks after a turn`);
    if (tick - this.#fellAt < this.#pulseTicks)
      this.#complain(`${this.#name}: ${tick - this.#fellAt} ticks between pulses`);
    if (tick - this.#roseAt > REST_TICKS) this.finish();
    this.#roseAt = tick;
    this.position += this.#delta;
    if (this.isHomed && (this.position < 0 || this.position > this.#end))
      this.#complain(`${this.#name}: beyond its travel, at ${this.millimeters} mm`);
    if (this.#count === this.#pulses.length) {
      const pulses = new Float64Array(2 * this.#count);
      pulses.set(this.#pulses);
      this.#pulses = pulses;
    }
    this.#pulses[this.#count++] = tick;
  }

  fall(tick: number): void {
    this.#fellAt = tick;
    if (tick - this.#roseAt < this.#pulseTicks)
      this.#complain(`${this.#name}: a pulse of ${tick - this.#roseAt} ticks`);
  }

  /** Looks at the way that has come to its end. */
  finish(): void {
    this.#checkSpeed();
    this.#checkAcceleration();
    this.#count = 0;
  }

  #checkSpeed(): void {
    const limit = this.#axis.travelSpeed * (1 + SPEED_TOLERANCE);
    const ticks = (SPEED_PULSES * TICKS_PER_SECOND) / (limit * this.stepsPerMillimeter);
    for (let i = SPEED_PULSES; i < this.#count; i++)
      if (this.#pulses[i]! - this.#pulses[i - SPEED_PULSES]! < ticks) {
        this.#complain(`${this.#name}: faster than ${this.#axis.travelSpeed} mm/s`);
        return;
      }
  }

  /**
   * From places, in steps, at three times a window apart: a difference of speeds over few pulses would say much too
   * much at low speeds. Of the three, the one where the axis is slowest is that of a pulse.
   */
  #checkAcceleration(): void {
    const pulses = this.#pulses;
    const count = this.#count;
    const limit =
      this.#axis.acceleration *
      (1 + ACCELERATION_TOLERANCE) *
      this.stepsPerMillimeter *
      (WINDOW_TICKS / TICKS_PER_SECOND) ** 2;
    let most = 0;
    let middle = 0;
    let far = 0;
    for (let i = 0; i < count; i++) {
      middle = this.#pulseBefore(middle, pulses[i]! + WINDOW_TICKS);
      far = this.#pulseBefore(far, pulses[i]! + 2 * WINDOW_TICKS);
      if (far === count - 1) break;
      const change = this.#place(far, pulses[i]! + 2 * WINDOW_TICKS) + i;
      most = Math.max(most, change - 2 * this.#place(middle, pulses[i]! + WINDOW_TICKS));
    }
    middle = far = 0;
    for (let i = 0; i < count; i++) {
      const start = pulses[i]! - 2 * WINDOW_TICKS;
      if (start < pulses[0]!) continue;
      far = this.#pulseBefore(far, start);
      middle = this.#pulseBefore(middle, start + WINDOW_TICKS);
      most = Math.max(most, 2 * this.#place(middle, start + WINDOW_TICKS) - this.#place(far, start) - i);
    }
    if (count > 1) most = Math.max(most, this.#jerkAtStart(), this.#jerkAtEnd());
    if (most > limit)
      this.#complain(
        `${this.#name}: acceleration ${Math.round((most / limit) * 105)} % of ${this.#axis.acceleration} mm/s²`,
      );
  }

  /** It was at rest before the first pulse, a step back. */
  #jerkAtStart(): number {
    const time = this.#pulses[0]! + WINDOW_TICKS;
    return this.#place(this.#pulseBefore(0, time), time) - 1;
  }

  /** It is at rest after the last pulse; but a home switch may stop it at once. */
  #jerkAtEnd(): number {
    const last = this.#pulses[this.#count - 1]!;
    const time = last - WINDOW_TICKS;
    if (this.#homeAt >= last || time < this.#pulses[0]!) return 0;
    let pulse = this.#count - 1;
    while (this.#pulses[pulse]! > time) pulse -= 1;
    return this.#count - 1 - this.#place(pulse, time);
  }

  /** Number of the last pulse that is not after a time; a later one than `from`. */
  #pulseBefore(from: number, time: number): number {
    let pulse = from;
    while (pulse + 1 < this.#count && this.#pulses[pulse + 1]! <= time) pulse += 1;
    return pulse;
  }

  /** Steps since the first pulse, evenly between one pulse and the next. */
  #place(pulse: number, time: number): number {
    if (pulse === this.#count - 1) return pulse;
    const before = this.#pulses[pulse]!;
    return pulse + (time - before) / (this.#pulses[pulse + 1]! - before);
  }
}
