// Finds the home switch of one axis: off it, fast to it, off it, slowly to it, off it.

import type { Axis } from '../kernel/board.js';
import { AXIS_NAMES } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import type { Axes } from './axes.js';
import type { Planner } from './planner.js';
import type { StepControl } from './step-engine.js';
import { NO_INPUT, type Wiring } from './wiring.js';

const PHASE = Object.freeze({ idle: 0, clear: 1, approach: 2, backOff: 3, approachSlowly: 4, pullOff: 5 });

/** The fast approach goes on for this much of the travel until it gives up. */
const APPROACH = 1.1;

/** Pull-offs that clear a switch, and that the slow approach goes until it gives up. */
const PULL_OFFS = 2;

const ALL_AXES = 2 ** AXIS_NAMES.length - 1;

/** Part of the pull-off that the slow approach takes at least. */
const RETURN_LEAST = 0.5;

/** Made once for each axis that may home at the same time; `begin`, then `poll` whenever there is news, until it is done. */
export class AxisHoming {
  private readonly engine: StepControl;
  private readonly axes: Axes;
  private readonly wiring: Wiring;
  private readonly planner: Planner;
  private phase: number = PHASE.idle;
  private number = 0;
  private axis: Axis | null = null;
  /** Sign of the way to the switch. */
  private toSwitch: 1 | -1 = 1;
  /** What the engine counted when the phase began. */
  private from = 0;
  /** What the engine counted where the slow approach met the switch. */
  private found = 0;
  /** The switch was met in this phase; what follows is begun after the engine has let go of the axis. */
  private isMet = false;
  /** The limit switch is at rest and stops everything; not so while the axis may still stand on it. */
  private isGuarded = false;

  constructor(engine: StepControl, axes: Axes, wiring: Wiring, planner: Planner) {
    this.engine = engine;
    this.axes = axes;
    this.wiring = wiring;
    this.planner = planner;
  }

  get isDone(): boolean {
    return this.phase === PHASE.idle;
  }

  /** Fault `switchesBothActive`. */
  begin(number: number, axis: Axis): void {
    this.number = number;
    this.axis = axis;
    this.phase = PHASE.idle;
    this.toSwitch = axis.home?.end === 'min' ? -1 : 1;
    this.isMet = false;
    this.isGuarded = false;
    this.axes.forget(1 << number);
    this.guard();
    if (!this.isActive(this.home)) {
      this.approach();
      return;
    }
    this.checkLimit();
    this.engine.disarm(this.home);
    this.away(PHASE.clear, PULL_OFFS);
  }

  /**
   * Goes on, after the planner was fed. Faults `switchMissing`, `switchNotReleased`, `switchesBothActive`,
   * `limitWhileHoming`.
   * @param fired inputs whose triggers have fired
   */
  poll(fired: number): void {
    if (this.phase === PHASE.idle || this.isMet) return;
    this.guard();
    const isApproach = this.phase === PHASE.approach || this.phase === PHASE.approachSlowly;
    if (isApproach && ((fired >> this.home) & 1) === 1) {
      this.checkLimit();
      this.isMet = true;
      this.planner.cancel(1 << this.number);
      this.engine.disarm(this.home);
    } else if (this.hasArrived()) {
      if (isApproach) throw this.fault('switchMissing');
      this.released();
    }
  }

  /** The engine has let go of what triggers had stopped. Fault `switchNotReleased`. */
  resume(): void {
    if (!this.isMet) return;
    this.isMet = false;
    if (this.phase === PHASE.approachSlowly) {
      this.find();
      this.away(PHASE.pullOff, 1);
    } else this.away(PHASE.backOff, 1);
  }

  /** Gives up; its switches still stop an axis that is on its way. */
  cancel(): void {
    this.phase = PHASE.idle;
    this.isMet = false;
    this.planner.cancel(1 << this.number);
  }

  private get home(): number {
    return this.wiring.homeSwitches[this.number] as number;
  }

  /** The slow approach comes back to where the fast one was stopped; far before that the switch was not really off. */
  private find(): void {
    const { stepsPerMillimeter } = this.axis as Axis;
    this.found = this.engine.latched(this.number);
    if (Math.abs(this.found - this.from) < RETURN_LEAST * this.homing.pullOff * stepsPerMillimeter)
      throw this.fault('switchNotReleased');
  }

  /** As soon as it has left its limit switch, which it has to do at once, the axis is stopped by that. */
  private guard(): void {
    const limit = this.wiring.limitSwitches[this.number] as number;
    if (limit === NO_INPUT || this.isGuarded) return;
    if (this.isActive(limit)) {
      const { stepsPerMillimeter } = this.axis as Axis;
      const way = Math.abs(this.engine.position(this.number) - this.from);
      if (this.phase === PHASE.approach && way > PULL_OFFS * this.homing.pullOff * stepsPerMillimeter)
        throw this.fault('limitWhileHoming');
      return;
    }
    this.isGuarded = true;
    this.engine.arm(limit, this.wiring.activeLevel(limit), ALL_AXES, false);
  }

  /** On its home switch an axis is not on its limit switch. */
  private checkLimit(): void {
    if (!this.isGuarded && this.wiring.limitSwitches[this.number] !== NO_INPUT)
      throw this.fault('switchesBothActive');
  }

  /** The axis has made the last step of its move. */
  private hasArrived(): boolean {
    return ((this.planner.underWay >> this.number) & 1) === 0;
  }

  private isActive(input: number): boolean {
    return ((this.engine.inputs() >> input) & 1) === this.wiring.activeLevel(input);
  }

  /** A way off the switch has come to its end. */
  private released(): void {
    if (this.isActive(this.home)) throw this.fault('switchNotReleased');
    if (this.phase === PHASE.clear) this.approach();
    else if (this.phase === PHASE.backOff) {
      const { pullOff, slowSpeed } = this.homing;
      this.arm();
      this.move(PHASE.approachSlowly, this.toSwitch * PULL_OFFS * pullOff, slowSpeed);
    } else {
      const { travel } = this.axis as Axis;
      this.axes.setHomed(this.number, this.homing.end === 'max' ? travel : 0, this.found);
      this.phase = PHASE.idle;
    }
  }

  private approach(): void {
    const { travel } = this.axis as Axis;
    this.arm();
    this.move(PHASE.approach, this.toSwitch * APPROACH * travel, this.homing.fastSpeed);
  }

  private away(phase: number, pullOffs: number): void {
    const { pullOff, fastSpeed } = this.homing;
    this.move(phase, -this.toSwitch * pullOffs * pullOff, fastSpeed);
  }

  private move(phase: number, millimeters: number, speed: number): void {
    this.phase = phase;
    this.from = this.engine.position(this.number);
    this.planner.by(this.number, millimeters, speed);
    this.planner.begin();
  }

  private arm(): void {
    const home = this.home;
    this.engine.arm(home, this.wiring.activeLevel(home), 1 << this.number, false);
  }

  private get homing() {
    const { home } = this.axis as Axis;
    if (home === undefined) throw new Fault('axisMissing', `a home switch of ${AXIS_NAMES[this.number]}`);
    return home;
  }

  private fault(
    code: 'switchMissing' | 'switchNotReleased' | 'switchesBothActive' | 'limitWhileHoming',
  ): Fault {
    return new Fault(code, `axis ${AXIS_NAMES[this.number]}`);
  }
}
