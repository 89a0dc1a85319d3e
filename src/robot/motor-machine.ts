// The machine with motors: moves of an action planned one after the other and fed to the step engine while they run.

import { AXIS_NAMES, type AxisName, type Board } from '../kernel/board.js';
import type { Alarm, Clock } from '../kernel/clock.js';
import { Fault } from '../kernel/faults.js';
import { Axes } from '../motion/axes.js';
import type { MotorDrivers } from '../motion/motor-drivers.js';
import { type StepControl, TICKS_PER_SECOND } from '../motion/step-engine.js';
import type { Wiring } from '../motion/wiring.js';
import { ACTION, type Action, movesLiquid, usesArm } from './action.js';
import type { Choreography } from './choreography.js';
import type { Machine, Outcome } from './machine.js';
import type { MoveList } from './move-list.js';
import { LOOK_TICKS, MovePlayer, TICKS_PER_MILLISECOND } from './move-player.js';
import { PipetteTool } from './pipette-tool.js';
import { Pose } from './pose.js';
import { PumpTool } from './pump-tool.js';
import { Stops } from './stops.js';

const TICKS_PER_MICROSECOND = TICKS_PER_SECOND / 1_000_000;
const ALL_AXES = 2 ** AXIS_NAMES.length - 1;

/** A step engine, and one without a time of its own, which has to be brought up to the clock's. */
export interface Drive extends StepControl {
  /** Ticks since the start; absent where the hardware counts. */
  now?(): number;
  advance?(tick: number): void;
}

export interface MotorMachineOptions {
  readonly board: Board;
  readonly clock: Clock;
  readonly engine: Drive;
  readonly wiring: Wiring;
  readonly choreography: Choreography;
  readonly moves: MoveList;
  /** Those that have to be set before anything moves; absent where pins and resistors set them. */
  readonly drivers?: MotorDrivers | undefined;
}

export class MotorMachine implements Machine {
  private readonly realPose = new Pose();
  /** While an `init` only simulates. */
  private readonly simulatedPose = new Pose();
  /** Where the action in hand ends. */
  private readonly target = new Pose();
  private readonly board: Board;
  private readonly clock: Clock;
  private readonly engine: Drive;
  private readonly outputs: number;
  private readonly choreography: Choreography;
  private readonly moves: MoveList;
  private readonly stops: Stops;
  private readonly axes: Axes;
  private readonly drivers: MotorDrivers | undefined;
  private readonly player: MovePlayer;
  private readonly alarm: Alarm;
  private simulate = false;
  private outcome: Outcome | null = null;
  private action: Action | null = null;
  /** Number of the move in hand; -1 before the first. */
  private move = 0;
  /** What the action ends with as soon as the axes stand. */
  private fault: Fault | null = null;
  private isHalting = false;
  /** Tick of the next look. */
  private wake = 0;
  /** Tick from which the drivers are ready for steps. */
  private ready = 0;
  /** The clock's time at tick 0, µs. */
  private readonly clockStart: number;

  constructor({ board, clock, engine, wiring, choreography, moves, drivers }: MotorMachineOptions) {
    this.board = board;
    this.clock = clock;
    this.engine = engine;
    this.outputs = ~wiring.enables;
    this.choreography = choreography;
    this.moves = moves;
    this.stops = new Stops(engine, wiring);
    this.axes = new Axes(board.axes);
    this.drivers = drivers;
    this.player = new MovePlayer({ board, engine, wiring, axes: this.axes, stops: this.stops, moves });
    this.alarm = clock.alarm(() => this.look());
    this.clockStart = clock.now();
  }

  get pose(): Pose {
    return this.simulate ? this.simulatedPose : this.realPose;
  }

  get mayMove(): boolean {
    return this.simulate || (!this.stops.isEmergency && this.isHomed());
  }

  prepare(simulate: boolean): void {
    this.simulate = simulate;
    this.simulatedPose.copyFrom(this.realPose);
    this.simulatedPose.tips = 0;
    if (simulate) return;
    this.engine.advance?.(this.clockTick());
    this.release();
    this.engine.enable(ALL_AXES);
    this.ready = this.clockTick() + Math.ceil(this.board.timings.enableMilliseconds * TICKS_PER_MILLISECOND);
  }

  admit(action: Action): void {
    if (this.simulate) return;
    this.engine.advance?.(this.clockTick());
    if (this.stops.isCleared) this.release();
    const fault = this.stops.fault(false);
    if (fault !== null) {
      this.afterStop();
      throw fault;
    }
    this.checkDrivers();
    if (usesArm(action) && !this.isHomed()) throw new Fault('axisNotHomed');
  }

  perform(action: Action, outcome: Outcome): void {
    this.admit(action);
    this.target.copyFrom(this.pose);
    this.choreography.compose(action, this.target);
    this.outcome = outcome;
    this.action = action;
    this.fault = null;
    this.isHalting = false;
    this.move = -1;
    this.wake = Math.max(this.clockTick(), this.ready);
    this.alarm.set(0);
  }

  hurry(): void {
    if (this.outcome === null || this.action?.kind !== ACTION.dwell) return;
    this.move = this.moves.count;
    this.lookNow();
  }

  halt(): void {
    if (this.outcome === null || this.simulate) return;
    this.engine.advance?.(Math.min(this.wake, this.clockTick()));
    this.stopMotion();
    this.alarm.set(0);
  }

  /** Something has happened to the engine: looks at once, and not only when it was foreseen. */
  attend(): void {
    if (this.outcome !== null && !this.simulate && this.move >= 0) this.lookNow();
  }

  off(): void {
    this.engine.switch(this.outputs, false);
  }

  private lookNow(): void {
    this.wake = Math.min(this.wake, this.clockTick());
    this.alarm.set(0);
  }

  /** Goes on with the action in hand, as far as it has come. */
  private look(): void {
    const outcome = this.outcome;
    if (outcome === null) return;
    const now = this.clockTick();
    let isOver = this.simulate;
    try {
      while (!isOver && this.wake <= now) {
        this.engine.advance?.(this.wake);
        isOver = this.work();
        if (this.isHalting) this.wake = Math.min(this.wake, this.tick() + LOOK_TICKS);
        if (this.engine.advance === undefined) break;
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (this.engine.running() === 0) {
        this.fail(outcome, error);
        return;
      }
      this.fault = error;
      this.stopMotion();
    }
    if (!isOver) {
      this.alarm.set(Math.max(0, (this.wake - now) / TICKS_PER_MICROSECOND));
      return;
    }
    this.pose.copyFrom(this.target);
    this.outcome = null;
    outcome.done();
  }

  /** True when the action is done; otherwise `#wake` says when to look again. */
  private work(): boolean {
    const stop = this.stops.fault(this.player.isHoming);
    if (stop !== null) throw stop.code === 'halted' ? (this.fault ?? stop) : stop;
    if (this.fault !== null) {
      this.wake = this.tick() + LOOK_TICKS;
      return false;
    }
    const player = this.player;
    let isDone = this.move < 0 || this.move >= this.moves.count || player.goOn(this.tick());
    while (isDone) {
      this.move += 1;
      if (this.move >= this.moves.count) return true;
      isDone = !player.begin(this.move, this.tick());
    }
    this.wake = player.wake;
    return false;
  }

  private stopMotion(): void {
    this.engine.halt();
    this.player.cutPumps(this.tick());
    this.isHalting = true;
    this.wake = Math.min(this.wake, this.tick() + LOOK_TICKS);
  }

  private fail(outcome: Outcome, fault: Fault): void {
    const pose = this.realPose;
    this.player.cutPumps(this.tick());
    const part = this.partDone();
    pose.tips |= this.target.tips;
    pose.forgetWays();
    for (let axis = 0; axis < AXIS_NAMES.length; axis++)
      if (this.axes.isHomed(axis)) pose.axes[axis] = this.axes.millimeters(axis, this.engine.position(axis));
    this.player.cancel();
    this.afterStop();
    this.outcome = null;
    outcome.failed(fault, part);
  }

  /** Part of the volume of an action that was moved; of a mixing stroke, that is in the tip. */
  private partDone(): number {
    const action = this.action as Action;
    const { kind, arm, volume } = action;
    const tool = this.choreography.tools[arm];
    const movesLeft = this.moves.count - this.move;
    let part = 0;
    if (tool instanceof PipetteTool) part = this.partPlunged(action, tool, movesLeft);
    else if (tool instanceof PumpTool && movesLiquid(action) && movesLeft === 1)
      part = tool.partMoved(this.player.part(this.tick()));
    if (kind === ACTION.deliver) return part;
    const held = this.realPose.held[arm] as number;
    this.realPose.held[arm] = held + (kind === ACTION.dispense ? -part : part) * volume;
    return part;
  }

  private partPlunged(action: Action, tool: PipetteTool, movesLeft: number): number {
    if (!this.axes.isHomed(tool.plunger)) return 0;
    const at = this.axes.millimeters(tool.plunger, this.engine.position(tool.plunger));
    return tool.partMoved(action, at, this.realPose.held[action.arm] as number, movesLeft);
  }

  private release(): void {
    // While drivers are set their motors are without current.
    if (this.stops.look() || this.drivers !== undefined) this.lose();
    this.stops.release();
    this.drivers?.configure();
  }

  /** Lets go of the engine, but not after an emergency stop. */
  private afterStop(): void {
    if (this.stops.look()) this.lose();
    this.stops.letGo();
  }

  /** A motor whose driver was off may be anywhere. */
  private checkDrivers(): void {
    try {
      this.drivers?.check();
    } catch (fault) {
      this.lose();
      throw fault;
    }
  }

  /** No axis knows where it is any more. */
  private lose(): void {
    this.axes.forget(ALL_AXES);
    this.stops.guard(false);
  }

  private isHomed(): boolean {
    for (let axis = 0; axis < AXIS_NAMES.length; axis++)
      if (this.board.axes[AXIS_NAMES[axis] as AxisName]?.home !== undefined && !this.axes.isHomed(axis))
        return false;
    return true;
  }

  /** Ticks of the engine. */
  private tick(): number {
    return this.engine.now?.() ?? this.clockTick();
  }

  private clockTick(): number {
    return Math.floor((this.clock.now() - this.clockStart) * TICKS_PER_MICROSECOND);
  }
}
