// The step engine in virtual time: the same edges at the same ticks as the C core makes on a chip.

import { AxisMotion, NEXT } from './axis-motion.js';
import { EdgeQueue, type EdgeRecorder } from './edge-queue.js';
import { Halt } from './halt.js';
import type { SimulatedInputs } from './simulated-inputs.js';
import { SAMPLE_TICKS, STOPPED, type StepControl } from './step-engine.js';
import type { StepAxisSettings, StepOutputSettings, StepSettings } from './step-settings.js';
import { TriggerTable } from './trigger-table.js';

/** What the next interrupt has to attend to. */
const ATTENTION = Object.freeze({ none: 0, stopAll: 1, beginHalt: 2, halting: 4 });

/**
 * Nothing happens but in `advance`. Interrupts come when steps are due and 100 µs after the last one, as on a chip; while
 * nobody records edges and no trigger can fire, whole segments are passed at once.
 */
export class SimulatedEngine implements StepControl {
  private readonly settings: StepSettings;
  private readonly plant: SimulatedInputs;
  private readonly motion: AxisMotion;
  private readonly triggers: TriggerTable;
  private readonly haltProfile: Halt;
  private readonly edges: EdgeQueue | undefined;
  private readonly allAxes: number;
  /** Shaft where the position is 0, and position at the last stop, of each axis. */
  private readonly zero: Float64Array;
  private readonly latches: Float64Array;
  private tickNow = 0;
  /** Tick of the last interrupt, and of the next. */
  private last = 0;
  private due = SAMPLE_TICKS;
  private attention: number = ATTENTION.none;
  private runningAxes = 0;
  private heldAxes = 0;
  private stopReasons = 0;
  private on = 0;
  /** Of the inputs, as the recorder knows them. */
  private levels: number;

  /** @param recorder gets all edges from now on; outputs begin off, step and direction pins low */
  constructor(settings: StepSettings, plant: SimulatedInputs, recorder?: EdgeRecorder) {
    const axes = settings.axes.length;
    this.settings = settings;
    this.plant = plant;
    this.motion = new AxisMotion(settings);
    this.haltProfile = new Halt(settings, this.motion);
    this.triggers = new TriggerTable(settings.inputs.length);
    this.edges = recorder && new EdgeQueue(recorder, 4 * axes);
    this.allAxes = 2 ** axes - 1;
    this.zero = new Float64Array(axes);
    this.latches = new Float64Array(axes);
    this.levels = this.inputs();
  }

  /** Ticks since the start; any number up to 2^53. */
  now(): number {
    return this.tickNow;
  }

  /** Lets time pass, up to and with `tick`. Allocates nothing. */
  advance(tick: number): void {
    while (this.due <= tick) {
      if (this.edges === undefined && this.due > this.motion.walkEnd) this.jump(tick);
      if (this.due <= tick) this.interrupt();
    }
    this.tickNow = tick;
    this.edges?.release(tick);
  }

  room(axis: number): number {
    return this.motion.rings.room(axis);
  }

  push(axis: number, direction: 0 | 1, count: number, interval: number, add: number, last: boolean): void {
    if ((this.heldAxes >> axis) & 1) return;
    this.motion.rings.push(axis, direction, count, interval, add, last);
  }

  start(axes: number): void {
    if (this.attention !== ATTENTION.none) return;
    axes &= ~(this.runningAxes | this.heldAxes);
    for (let axis = 0; axis < this.zero.length; axis++) {
      if (((axes >> axis) & 1) === 0 || this.motion.rings.used(axis) === 0) continue;
      const next = this.motion.start(axis, this.tickNow + this.settings.leadTicks);
      if (next === NEXT.turn)
        this.edges?.put(this.directionPin(axis), this.directionLevel(axis), this.tickNow);
      this.runningAxes |= 1 << axis;
      this.due = Math.min(this.due, this.motion.due[axis] as number);
    }
  }

  position(axis: number): number {
    return (this.motion.shaft[axis] as number) - (this.zero[axis] as number);
  }

  setPosition(axis: number, steps: number): void {
    this.zero[axis] = (this.motion.shaft[axis] as number) - steps;
  }

  running(): number {
    return this.runningAxes;
  }

  held(): number {
    return this.heldAxes;
  }

  reasons(): number {
    return this.stopReasons;
  }

  fired(): number {
    return this.triggers.fired;
  }

  latched(axis: number): number {
    return this.latches[axis] as number;
  }

  acknowledge(fired: number, reasons: number): boolean {
    if (this.attention !== ATTENTION.none) return false;
    this.triggers.fired &= ~fired;
    if (this.triggers.fired === 0 && (this.stopReasons & ~reasons) === 0) {
      this.stopReasons = 0;
      this.heldAxes = 0;
    }
    return this.stopReasons === 0;
  }

  halt(): void {
    if (this.attention !== ATTENTION.halting) this.attention |= ATTENTION.beginHalt;
  }

  arm(input: number, level: 0 | 1, axes: number, cut: boolean, unless = 0): void {
    this.triggers.arm(input, level, axes, cut, unless);
  }

  disarm(input: number): void {
    this.triggers.disarm(input);
  }

  inputs(): number {
    return this.plant.levels(this.motion.shaft);
  }

  enable(axes: number): void {
    let all = 0;
    let wanted = 0;
    for (let axis = 0; axis < this.zero.length; axis++) {
      const enables = (this.settings.axes[axis] as StepAxisSettings).enables;
      all |= enables;
      if ((axes >> axis) & 1) wanted |= enables;
    }
    this.drive((this.on & ~all) | wanted, this.tickNow);
  }

  switch(outputs: number, on: boolean): void {
    this.drive(on ? this.on | outputs : this.on & ~outputs, this.tickNow);
  }

  /** Passes what needs no interrupt, up to `end`. */
  private jump(end: number): void {
    const motion = this.motion;
    const waiting = this.triggers.waiting();
    if (this.attention !== ATTENTION.none || this.triggers.firing(this.inputs()) !== 0) return;
    let horizon = end;
    for (let axis = 0; axis < this.zero.length; axis++)
      if ((this.runningAxes >> axis) & 1)
        horizon = Math.min(horizon, motion.horizon(axis, horizon, waiting, this.plant));
    if (horizon < this.due) return;
    for (let axis = 0; axis < this.zero.length; axis++) {
      if (((this.runningAxes >> axis) & 1) === 0) continue;
      if (!motion.jump(axis, horizon)) this.runningAxes &= ~(1 << axis);
      this.last = Math.max(this.last, motion.done[axis] as number);
    }
    const samples = Math.floor((horizon - this.last) / SAMPLE_TICKS);
    this.last += samples * SAMPLE_TICKS;
    this.due = Math.min(this.last + SAMPLE_TICKS, this.earliest());
  }

  private interrupt(): void {
    const tick = this.due;
    this.last = tick;
    this.edges?.release(tick);
    if (this.edges !== undefined) this.tellInputs(this.edges, tick);
    if (this.attention & ATTENTION.stopAll) this.stopAll(STOPPED.underrun);
    this.fire(tick);
    if (this.attention & ATTENTION.beginHalt) {
      this.haltProfile.begin(tick);
      this.attention = ATTENTION.halting;
    }
    let path = tick;
    if (this.attention === ATTENTION.halting) {
      if (this.runningAxes === 0 || !this.haltProfile.advance(tick)) this.stopAll(STOPPED.halted);
      else path = this.haltProfile.path;
    }
    this.makeSteps(path, tick);
    this.due = tick + this.ticksToNext(tick);
  }

  private tellInputs(edges: EdgeQueue, tick: number): void {
    const levels = this.inputs();
    const changed = levels ^ this.levels;
    this.levels = levels;
    for (let input = 0; changed >> input !== 0; input++)
      if ((changed >> input) & 1)
        edges.putInput(this.settings.inputs[input] as number, ((levels >> input) & 1) as 0 | 1, tick);
  }

  private makeSteps(path: number, tick: number): void {
    const motion = this.motion;
    const pulseEnd = tick + this.settings.pulseTicks;
    for (let axis = 0; axis < this.zero.length; axis++) {
      if (((this.runningAxes >> axis) & 1) === 0 || (motion.due[axis] as number) > path) continue;
      if (this.edges !== undefined && motion.isMoving(axis)) {
        const pin = (this.settings.axes[axis] as StepAxisSettings).stepPin;
        this.edges.put(pin, 1, tick);
        this.edges.putLater(pin, 0, pulseEnd);
      }
      if (!motion.step(axis)) continue;
      const next = motion.next(axis);
      if (next === NEXT.turn)
        this.edges?.putLater(this.directionPin(axis), this.directionLevel(axis), pulseEnd);
      if (next === NEXT.underrun) this.attention |= ATTENTION.stopAll;
      if (next === NEXT.rest || next === NEXT.underrun) this.runningAxes &= ~(1 << axis);
    }
  }

  private ticksToNext(tick: number): number {
    const due = this.earliest();
    if (this.attention & ATTENTION.halting) return this.haltProfile.ticksUntil(due);
    return Math.min(due - tick, SAMPLE_TICKS);
  }

  /** When the first axis is due. */
  private earliest(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (let axis = 0; axis < this.zero.length; axis++)
      if ((this.runningAxes >> axis) & 1) earliest = Math.min(earliest, this.motion.due[axis] as number);
    return earliest;
  }

  private fire(tick: number): void {
    const triggers = this.triggers;
    const firing = triggers.firing(this.inputs());
    for (let input = 0; firing >> input !== 0; input++) {
      if (((firing >> input) & 1) === 0) continue;
      triggers.fired |= 1 << input;
      this.stopReasons |= STOPPED.triggered | (triggers.cuts(input) ? STOPPED.cut : 0);
      this.stop(triggers.axes(input));
      this.drive(this.on, tick);
    }
  }

  private stopAll(reason: number): void {
    this.stopReasons |= reason;
    this.attention = ATTENTION.none;
    this.stop(this.allAxes);
  }

  private stop(axes: number): void {
    this.heldAxes |= axes;
    this.runningAxes &= ~axes;
    for (let axis = 0; axis < this.zero.length; axis++) {
      if (((axes >> axis) & 1) === 0) continue;
      this.motion.stop(axis);
      this.latches[axis] = this.position(axis);
    }
  }

  /** Brings outputs to what they are wanted to be, but for those that are cut. */
  private drive(wanted: number, tick: number): void {
    const { outputs } = this.settings;
    for (let output = 0; output < outputs.length; output++) {
      const { pin, isLow, isCut } = outputs[output] as StepOutputSettings;
      const bit = 1 << output;
      if (isCut && this.stopReasons & STOPPED.cut) wanted &= ~bit;
      const isOn = (wanted & bit) !== 0;
      if ((wanted ^ this.on) & bit) this.edges?.put(pin, isOn !== isLow ? 1 : 0, tick);
    }
    this.on = wanted;
  }

  private directionPin(axis: number): number {
    return (this.settings.axes[axis] as StepAxisSettings).directionPin;
  }

  private directionLevel(axis: number): 0 | 1 {
    const isUp = this.motion.direction[axis] === 1;
    return isUp !== (this.settings.axes[axis] as StepAxisSettings).isReversed ? 1 : 0;
  }
}
