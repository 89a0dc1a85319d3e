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
  /** The switch was met in this phase; what follows is begun after the engine has let go of the axis. */
  private isMet = false;

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
    this.toSwitch = axis.home?.end === 'min' ? -1 : 1;
    this.isMet = false;
    this.axes.forget(1 << number);
    if (!this.isActive(this.home)) {
      this.approach();
      return;
    }
    const limit = this.wiring.limitSwitches[number] as number;
    if (limit !== NO_INPUT && this.isActive(limit)) throw this.fault('switchesBothActive');
    this.engine.disarm(this.home);
    this.away(PHASE.clear, PULL_OFFS);
  }

  /**
   * Goes on, after the planner was fed. Faults `switchMissing`, `switchNotReleased`.
   * @param fired inputs whose triggers have fired
   * @param running axes that had not come to rest before `fired` was read
   */
  poll(fired: number, running: number): void {
    if (this.phase === PHASE.idle) return;
    const isApproach = this.phase === PHASE.approach || this.phase === PHASE.approachSlowly;
    if (isApproach && this.isStopped(fired, running)) {
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
      this.setHomed();
      this.away(PHASE.pullOff, 1);
    } else this.away(PHASE.backOff, 1);
  }

  /** Gives up. */
  cancel(): void {
    this.phase = PHASE.idle;
    this.isMet = false;
    this.planner.cancel(1 << this.number);
  }

  private get home(): number {
    return this.wiring.homeSwitches[this.number] as number;
  }

  /** The slow approach comes back to where the fast one was stopped; far before that the switch was not really off. */
  private setHomed(): void {
    const { stepsPerMillimeter, travel } = this.axis as Axis;
    const { end, pullOff } = this.homing;
    const found = this.engine.latched(this.number);
    if (Math.abs(found - this.from) < RETURN_LEAST * pullOff * stepsPerMillimeter)
      throw this.fault('switchNotReleased');
    this.axes.setHomed(this.number, end === 'max' ? travel : 0, found);
  }

  /** A switch that bounces just while another axis lets the engine go on is told by the axis that has stopped. */
  private isStopped(fired: number, running: number): boolean {
    if ((fired >> this.home) & 1) return true;
    return ((running >> this.number) & 1) === 0 && !this.hasArrived();
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
    } else this.phase = PHASE.idle;
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

  private fault(code: 'switchMissing' | 'switchNotReleased' | 'switchesBothActive'): Fault {
    return new Fault(code, `axis ${AXIS_NAMES[this.number]}`);
  }
}
