// From an action to moves: which axes go where, in which order, so that nothing is touched that should not be.

import { AXIS_NAMES, type Axis, type Board } from '../kernel/board.js';
import type { Containers } from '../lab/containers.js';
import { ACTION, type Action, usesArm } from './action.js';
import { ArmTravel, isSame } from './arm-travel.js';
import type { MoveList } from './move-list.js';
import type { PipetteTool } from './pipette-tool.js';
import type { Places } from './places.js';
import { Pose } from './pose.js';
import { PumpTool } from './pump-tool.js';
import { homedAt, type Tool } from './tool.js';

/** µL/s of a mixing stroke (ROBOT.md section 8), where the plunger can do it. */
export const MIX_RATE_MICROLITERS = 100;

export class Choreography {
  readonly travel: ArmTravel;
  private readonly board: Board;
  private readonly moves: MoveList;
  private pose = new Pose();

  /** @param moves filled by each call of `compose` */
  constructor(board: Board, containers: Containers, places: Places, moves: MoveList) {
    this.board = board;
    this.travel = new ArmTravel(board, containers, places, moves);
    this.moves = moves;
  }

  /** By arm; null without an instrument. */
  get tools(): (Tool | null)[] {
    return this.travel.tools;
  }

  /**
   * Lists the moves of `action` from `pose`, and puts `pose` where they end. An arm that the board does not have, which
   * only a simulation may name, has no moves. Faults of a pump's volumes.
   */
  compose(action: Action, pose: Pose): void {
    this.moves.clear();
    this.pose = pose;
    this.travel.pose = pose;
    if (action.kind === ACTION.home) this.home();
    else if (action.kind === ACTION.dwell) this.moves.wait(action.seconds);
    else if (usesArm(action)) {
      const tool = this.tools[action.arm];
      if (tool instanceof PumpTool) tool.compose(action);
      else if (tool !== null) this.pipette(action);
    }
  }

  private pipette(action: Action): void {
    switch (action.kind) {
      case ACTION.pickUpTip:
        this.pickUpTip(action);
        break;
      case ACTION.dropTip:
      case ACTION.ejectTip:
        this.dropTip(action);
        break;
      case ACTION.aspirate:
        this.aspirate(action);
        break;
      case ACTION.dispense:
        this.dispense(action);
        break;
      case ACTION.mixStroke:
        this.mixStroke(action);
        break;
      case ACTION.blowOut:
        this.blowOut(action);
        break;
      case ACTION.touchTip:
        this.travel.touchTip(action.arm, action.container);
        break;
      default:
        this.moveToTop(action);
    }
  }

  private home(): void {
    this.moves.home();
    const { axes } = this.pose;
    AXIS_NAMES.forEach((name, axis) => {
      const figures: Axis | undefined = this.board.axes[name];
      if (figures?.home !== undefined) axes[axis] = homedAt(figures);
    });
    for (let arm = 0; arm < this.tools.length; arm++) {
      const tool = this.tools[arm];
      if (tool instanceof PumpTool) tool.homed();
    }
  }

  private aspirate({ arm, container, volume, height }: Action): void {
    const tool = this.tool(arm);
    const held = this.pose.held[arm] as number;
    if (held === 0) this.readyPlunger(tool, tool.pipette.flowRates.aspirate);
    this.travel.approach(arm, container, height);
    this.plungerUp(tool, held + volume, tool.pipette.flowRates.aspirate);
    this.pose.held[arm] = held + volume;
  }

  private dispense({ arm, container, volume, height }: Action): void {
    const tool = this.tool(arm);
    const held = (this.pose.held[arm] as number) - volume;
    this.travel.approach(arm, container, height);
    this.plunger(tool, tool.plungerFor(held), tool.pipette.flowRates.dispense);
    this.pose.held[arm] = held;
  }

  private mixStroke({ arm, container, volume, height }: Action): void {
    const tool = this.tool(arm);
    const rate = Math.min(MIX_RATE_MICROLITERS, tool.rateMax);
    this.readyPlunger(tool, tool.pipette.flowRates.aspirate);
    this.travel.approach(arm, container, height);
    this.plungerUp(tool, volume, rate);
    this.plunger(tool, tool.plungerFor(0), rate);
  }

  /** The last one leaves the plunger below its bottom, so that nothing is drawn in before the tip is out. */
  private blowOut({ arm, container, height, count }: Action): void {
    const tool = this.tool(arm);
    const { flowRates, plunger } = tool.pipette;
    this.travel.approach(arm, container, height);
    for (let i = 0; i < count; i++) {
      if (i > 0) this.readyPlunger(tool, flowRates.blowOut);
      this.plunger(tool, plunger.blowOut, flowRates.blowOut);
    }
    this.pose.held[arm] = 0;
  }

  /** There the air gap is drawn in, which the next dispense expels before the liquid. */
  private moveToTop({ arm, container }: Action): void {
    const tool = this.tool(arm);
    const { airGapVolume, flowRates } = tool.pipette;
    const held = this.pose.held[arm] as number;
    this.travel.toTop(arm, container);
    if (held > 0 && airGapVolume > 0) this.plungerUp(tool, held + airGapVolume, flowRates.aspirate);
  }

  /** Presses the nozzle into the tip and leaves it where the nozzle touched it first. */
  private pickUpTip({ arm, place }: Action): void {
    const { presses, depth, speed } = this.tool(arm).pipette.tipPickUp;
    const travel = this.travel;
    travel.places.find(place);
    const { x, y, top } = travel.places;
    travel.over(arm, x, y, top);
    for (let press = 0; press < presses; press++) {
      travel.endTo(arm, top - depth, speed);
      travel.endTo(arm, top, speed);
    }
    this.pose.tips |= 1 << arm;
    this.pose.held[arm] = 0;
  }

  private dropTip({ arm }: Action): void {
    const tool = this.tool(arm);
    const { plunger, tipDropSpeed, flowRates } = tool.pipette;
    this.travel.toTrash(arm);
    this.moves.straight(tipDropSpeed);
    this.travel.to(tool.plunger, plunger.dropTip);
    this.pose.tips &= ~(1 << arm);
    this.pose.held[arm] = 0;
    this.readyPlunger(tool, flowRates.aspirate);
  }

  /** The plunger goes to its bottom with its backlash taken up: on the next way up it draws from the first step on. */
  private readyPlunger(tool: PipetteTool, rate: number): void {
    const bottom = tool.plungerFor(0);
    const at = this.pose.axes[tool.plunger] as number;
    if (at > bottom && !isSame(at, bottom + tool.pipette.backlash)) this.plunger(tool, bottom, rate);
    this.plungerUp(tool, 0, rate);
  }

  /** Upwards the plunger first takes up its backlash. */
  private plungerUp(tool: PipetteTool, held: number, rate: number): void {
    this.plunger(tool, tool.plungerFor(held) + tool.pipette.backlash, rate);
  }

  private plunger(tool: PipetteTool, millimeters: number, rate: number): void {
    this.moves.straight(tool.plungerSpeed(rate));
    this.travel.to(tool.plunger, millimeters);
  }

  private tool(arm: number): PipetteTool {
    return this.tools[arm] as PipetteTool;
  }
}
