// The naive reference of the step engine: the definition of segments and stops as a loop over steps, and nothing else.

import { INTERVAL_TICKS_END, RING_SEGMENTS, SAMPLE_TICKS, STOPPED } from '../../src/motion/step-engine.js';
import { EdgeList, MACHINE, TICK } from './step-machine.js';
import type { Player } from './step-runs.js';

interface Segment {
  readonly direction: 0 | 1;
  readonly count: number;
  readonly interval: number;
  readonly add: number;
  readonly last: boolean;
}

class Axis {
  ring: Segment[] = [];
  /** The segment that is played, and how many of its steps are made. */
  segment: Segment | undefined;
  made = 0;
  /** In 1/65,536 tick: of the last step, and the interval to the next. */
  time = 0;
  interval = 0;
  position = 0;
  latched = 0;
  direction = 0;
  pushed = 0;

  get due(): number {
    return this.segment === undefined
      ? Number.POSITIVE_INFINITY
      : Math.floor((this.time + this.interval) / TICK);
  }

  load(segment: Segment): void {
    this.segment = segment;
    this.made = 0;
    this.interval = segment.interval;
  }
}

/** Without halts: what these do is said by what they keep to. */
export class NaiveEngine implements Player {
  /** In no order. */
  readonly edges = new EdgeList();
  refused = 0;
  readonly #axes = MACHINE.axes.map(() => new Axis());
  readonly #triggers = new Map<number, { level: number; axes: number; cut: boolean; unless: number }>();
  readonly #levels = MACHINE.inputs.map(() => 0);
  #now = 0;
  #lastInterrupt = 0;
  #held = 0;
  #reasons = 0;
  #fired = 0;
  #on = 0;
  #ranEmpty = false;

  constructor() {
    for (const [i, axis] of this.#axes.entries())
      axis.direction = axis.pushed = MACHINE.axes[i]!.isReversed ? 1 : 0;
  }

  room = (axis: number): number => RING_SEGMENTS - this.#axes[axis]!.ring.length;
  position = (axis: number): number => this.#axes[axis]!.position;
  latched = (axis: number): number => this.#axes[axis]!.latched;
  held = (): number => this.#held;
  reasons = (): number => this.#reasons;
  fired = (): number => this.#fired;
  inputs = (): number => this.#levels.reduce((bits, level, input) => bits | (level << input), 0);

  running(): number {
    return this.#axes.reduce((bits, { segment }, axis) => (segment ? bits | (1 << axis) : bits), 0);
  }

  push(index: number, direction: 0 | 1, count: number, interval: number, add: number, last: boolean): void {
    const axis = this.#axes[index]!;
    if ((this.#held >> index) & 1) return;
    const shortest = direction === axis.pushed ? MACHINE.intervalTicks : MACHINE.turnTicks;
    const final = interval + add * Math.max(count - 1, 0);
    const isRight =
      interval >= shortest * TICK &&
      final >= MACHINE.intervalTicks * TICK &&
      axis.ring.length < RING_SEGMENTS;
    if (!isRight || Math.max(interval, final) >= INTERVAL_TICKS_END * TICK) {
      this.refused += 1;
      return;
    }
    axis.ring.push({ direction, count, interval, add, last });
    axis.pushed = direction;
  }

  start(axes: number): void {
    if (this.#ranEmpty) return;
    for (const [i, axis] of this.#axes.entries()) {
      const isAsked = ((axes & ~this.#held) >> i) & 1;
      const segment = axis.segment === undefined && isAsked ? axis.ring.shift() : undefined;
      if (segment === undefined) continue;
      axis.time = (this.#now + MACHINE.leadTicks) * TICK;
      this.#turn(i, segment.direction, this.#now);
      axis.load(segment);
    }
  }

  advance(tick: number): void {
    for (;;) {
      const next = Math.min(this.#lastInterrupt + SAMPLE_TICKS, ...this.#axes.map(({ due }) => due));
      if (next > tick) break;
      this.#interrupt(next);
    }
    this.#now = tick;
  }

  #interrupt(tick: number): void {
    this.#lastInterrupt = tick;
    if (this.#ranEmpty) this.#stop(63, STOPPED.underrun, tick);
    this.#ranEmpty = false;
    const isAtLevel = (input: number) => this.#levels[input] === this.#triggers.get(input)?.level;
    for (const [input, { axes, cut, unless }] of [...this.#triggers].sort(([a], [b]) => a - b)) {
      if (!isAtLevel(input) || (this.#fired >> input) & 1) continue;
      if (MACHINE.inputs.some((_, other) => (unless >> other) & 1 && isAtLevel(other))) continue;
      this.#fired |= 1 << input;
      this.#stop(axes, STOPPED.triggered | (cut ? STOPPED.cut : 0), tick);
    }
    for (const [i, axis] of this.#axes.entries()) if (axis.due === tick) this.#step(i, axis, tick);
  }

  #step(index: number, axis: Axis, tick: number): void {
    const segment = axis.segment!;
    axis.time += axis.interval;
    axis.interval += segment.add;
    axis.made += 1;
    const pulseEnd = tick + MACHINE.pulseTicks;
    if (segment.count > 0) {
      axis.position += segment.direction === 1 ? 1 : -1;
      this.edges.edge(index, 1, tick);
      this.edges.edge(index, 0, pulseEnd);
    }
    if (axis.made < segment.count) return;
    axis.segment = undefined;
    const next = segment.last ? undefined : axis.ring.shift();
    if (next === undefined) this.#ranEmpty ||= !segment.last;
    else {
      this.#turn(index, next.direction, pulseEnd);
      axis.load(next);
    }
  }

  #turn(index: number, direction: number, tick: number): void {
    const { directionPin, isReversed } = MACHINE.axes[index]!;
    const axis = this.#axes[index]!;
    if (axis.direction !== direction)
      this.edges.edge(directionPin, (direction === 1) !== isReversed ? 1 : 0, tick);
    axis.direction = direction;
  }

  #stop(axes: number, reasons: number, tick: number): void {
    this.#held |= axes;
    this.#reasons |= reasons;
    for (const [i, axis] of this.#axes.entries()) {
      if (((axes >> i) & 1) === 0) continue;
      axis.segment = undefined;
      axis.ring = [];
      axis.pushed = axis.direction;
      axis.latched = axis.position;
    }
    this.#drive(this.#on, tick);
  }

  acknowledge(fired: number, reasons: number): boolean {
    if (this.#ranEmpty) return false;
    this.#fired &= ~fired;
    const isAllSeen = this.#fired === 0 && (this.#reasons & ~reasons) === 0;
    if (isAllSeen) this.#held = this.#reasons = 0;
    return isAllSeen;
  }

  halt(): void {
    throw new Error('the reference does not halt');
  }

  setPosition(axis: number, steps: number): void {
    this.#axes[axis]!.position = steps;
  }

  setInput(input: number, level: 0 | 1): void {
    this.#levels[input] = level;
  }

  arm(input: number, level: 0 | 1, axes: number, cut: boolean, unless = 0): void {
    this.#triggers.set(input, { level, axes, cut, unless });
  }

  disarm(input: number): void {
    this.#triggers.delete(input);
  }

  enable(axes: number): void {
    let wanted = this.#on & ~7;
    for (const [i, { enables }] of MACHINE.axes.entries()) if ((axes >> i) & 1) wanted |= enables;
    this.#drive(wanted, this.#now);
  }

  switch(outputs: number, on: boolean): void {
    this.#drive(on ? this.#on | outputs : this.#on & ~outputs, this.#now);
  }

  #drive(wanted: number, tick: number): void {
    for (const [i, { pin, isLow, isCut }] of MACHINE.outputs.entries()) {
      const isOn = ((wanted >> i) & 1) === 1 && !(isCut && (this.#reasons & STOPPED.cut) !== 0);
      if (isOn !== (((this.#on >> i) & 1) === 1)) this.edges.edge(pin, isOn !== isLow ? 1 : 0, tick);
      this.#on = isOn ? this.#on | (1 << i) : this.#on & ~(1 << i);
    }
  }
}
