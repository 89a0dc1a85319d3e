// An arm with a pump: its actions as moves of the arm and strokes of the pump, through a tube that is always there.

import type { Arm, Board, Output, Pump } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import { commandedFor } from '../motion/calibration.js';
import type { PumpDrive, PumpMoves, PumpState, Way } from '../motion/pump-drive.js';
import { pumpDriveOf } from '../motion/pumps.js';
import { ACTION, type Action } from './action.js';
import type { ArmTravel } from './arm-travel.js';
import { Tool } from './tool.js';

/** What it remembers is in the pose, where the tip of its arm stands for a tube that has to be flushed. */
export class PumpTool extends Tool implements PumpMoves, PumpState {
  readonly pump: Pump;
  readonly drive: PumpDrive;
  /** Number of the chemical that primes and flushes it. */
  readonly water: number;
  private readonly arm: number;
  private readonly travel: ArmTravel;
  private action: Action | null = null;
  /** mm of the last stroke, 0 where none moves an axis, and what of it only takes up play. */
  private stroke = 0;
  private play = 0;

  /** Fault `pumpIncomplete` */
  constructor(board: Board, mount: Arm, pump: Pump, arm: number, water: number, travel: ArmTravel) {
    super(board, mount, pump);
    this.pump = pump;
    this.drive = pumpDriveOf(pump);
    this.water = water;
    this.arm = arm;
    this.travel = travel;
  }

  /** Whether it delivers its water and draws nothing in. */
  get isOneWay(): boolean {
    return this.pump.kind === 'output';
  }

  override endHeight(head: number): number {
    return super.endHeight(head, true);
  }

  override headFor(endHeight: number): number {
    return super.headFor(endHeight, true);
  }

  /** Lists the moves of an action of the arm. Faults of the pump's volumes. */
  compose(action: Action): void {
    const { arm, travel, drive } = this;
    const { container, height, volume } = action;
    this.action = action;
    switch (action.kind) {
      case ACTION.aspirate:
        drive.prepare(this, this);
        travel.approach(arm, container, height);
        this.draw(volume);
        break;
      case ACTION.dispense:
      case ACTION.deliver:
        travel.approach(arm, container, height);
        this.push(volume);
        break;
      case ACTION.mixStroke:
        drive.prepare(this, this);
        travel.approach(arm, container, height);
        this.draw(volume);
        this.push(volume);
        break;
      case ACTION.touchTip:
        travel.touchTip(arm, container);
        break;
      case ACTION.moveToTop:
        travel.toTop(arm, container);
        break;
      case ACTION.prime:
        drive.prime(this, this);
        break;
      case ACTION.flush:
        drive.flush(this, this);
        if (action.count === 1) travel.pose.tips &= ~(1 << arm);
        break;
      default:
        throw new Fault('commandFailed', `a pump has no tips: action ${action.kind}`);
    }
  }

  /** All axes were homed: nobody knows which way its play is, and a syringe has lost what it held. */
  homed(): void {
    this.way = 0;
    if (this.pump.kind === 'syringe') this.held = 0;
  }

  /** Part of the last action's volume that was moved. @param part of its last move, 0 to 1 */
  partMoved(part: number): number {
    return Math.max((part * this.stroke - this.play) / (this.stroke - this.play), 0);
  }

  get held(): number {
    return this.travel.pose.held[this.arm] as number;
  }

  set held(microliters: number) {
    this.travel.pose.held[this.arm] = microliters;
  }

  get way(): Way {
    return this.travel.pose.way(this.arm);
  }

  set way(way: Way) {
    this.travel.pose.setWay(this.arm, way);
  }

  toWater(): void {
    const { container, height } = this.action as Action;
    this.travel.approach(this.arm, container, height);
  }

  toWaste(): void {
    this.travel.toTrash(this.arm);
  }

  to(axis: number, millimeters: number, speed: number): void {
    this.stroke = Math.abs(millimeters - (this.travel.pose.axes[axis] as number));
    this.travel.moves.straight(speed);
    this.travel.to(axis, millimeters);
  }

  by(axis: number, millimeters: number, speed: number): void {
    this.stroke = Math.abs(millimeters);
    this.travel.moves.turn(axis, millimeters, speed);
  }

  run({ pin, pwmHertz = 0 }: Output, duty: number, seconds: number): void {
    this.stroke = 1;
    this.travel.moves.run(pin, seconds, duty, pwmHertz);
  }

  private draw(volume: number): void {
    this.drive.aspirate(volume, this, this);
    this.travel.pose.tips |= 1 << this.arm;
    this.measure(volume);
  }

  private push(volume: number): void {
    this.drive.dispense(volume, this, this);
    this.measure(volume);
  }

  private measure(volume: number): void {
    const { calibration, microlitersPerMillimeter } = this.pump;
    this.play = 0;
    if (microlitersPerMillimeter !== undefined)
      this.play = Math.max(this.stroke - commandedFor(calibration, volume) / microlitersPerMillimeter, 0);
  }
}
