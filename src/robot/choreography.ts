// From an action to moves: which axes go where, in which order, so that nothing is touched that should not be.

import { AXIS_NAMES, type Axis, type Board } from '../kernel/board.js';
import type { Containers } from '../lab/containers.js';
import { ARMS } from '../lab/numbers.js';
import { ACTION, type Action, TOUCH_TIP_RADIUS, TOUCH_TIP_SPEED_MILLIMETERS, usesArm } from './action.js';
import type { MoveList } from './move-list.js';
import type { Places } from './places.js';
import { Pose } from './pose.js';
import { homedAt, type Tool } from './tool.js';

const X = AXIS_NAMES.indexOf('x');
const Y = AXIS_NAMES.indexOf('y');

/** A tip is touched to the wall this far below the rim of the well, mm, as the motion library of the OT-2 does. */
const TOUCH_TIP_DEPTH = 1;

/** µL/s of a mixing stroke (ROBOT.md section 8), where the plunger can do it. */
const MIX_RATE_MICROLITERS = 100;

/** Closer than this two places are one, mm: far below a step. */
const SAME_MILLIMETERS = 1e-6;

const isSame = (one: number, other: number): boolean => Math.abs(one - other) <= SAME_MILLIMETERS;

export class Choreography {
  /** By arm; null without a pipette. */
  readonly tools: (Tool | null)[] = new Array<Tool | null>(ARMS).fill(null);
  /** Travels as high as it can and not as low as it may: to show what that costs. */
  travelsAtTop = false;
  private readonly board: Board;
  private readonly containers: Containers;
  private readonly places: Places;
  private readonly moves: MoveList;
  private pose = new Pose();

  /** @param moves filled by each call of `compose` */
  constructor(board: Board, containers: Containers, places: Places, moves: MoveList) {
    this.board = board;
    this.containers = containers;
    this.places = places;
    this.moves = moves;
  }

  /**
   * Lists the moves of `action` from `pose`, and puts `pose` where they end. An arm that the board does not have, which
   * only a simulation may name, has no moves.
   */
  compose(action: Action, pose: Pose): void {
    this.moves.clear();
    this.pose = pose;
    if (usesArm(action) && this.tools[action.arm] === null) return;
    switch (action.kind) {
      case ACTION.home:
        this.home();
        break;
      case ACTION.pickUpTip:
        this.pickUpTip(action);
        break;
      case ACTION.dropTip:
      case ACTION.ejectTip:
        this.dropTip(action);
        break;
      case ACTION.dwell:
        this.moves.wait(action.seconds);
        break;
      default:
        this.liquid(action);
    }
  }

  private liquid(action: Action): void {
    switch (action.kind) {
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
        this.touchTip(action);
        break;
      case ACTION.moveToTop:
        this.moveToTop(action);
        break;
      default: // for the books alone
    }
  }

  private home(): void {
    this.moves.home();
    const { axes } = this.pose;
    AXIS_NAMES.forEach((name, axis) => {
      const figures: Axis | undefined = this.board.axes[name];
      if (figures?.home !== undefined) axes[axis] = homedAt(figures);
    });
  }

  private aspirate({ arm, container, volume, height }: Action): void {
    const tool = this.tool(arm);
    const held = this.pose.held[arm] as number;
    if (held === 0) this.readyPlunger(tool, tool.pipette.flowRates.aspirate);
    this.approach(arm, container, height);
    this.plungerUp(tool, held + volume, tool.pipette.flowRates.aspirate);
    this.pose.held[arm] = held + volume;
  }

  private dispense({ arm, container, volume, height }: Action): void {
    const tool = this.tool(arm);
    const held = (this.pose.held[arm] as number) - volume;
    this.approach(arm, container, height);
    this.plunger(tool, tool.plungerFor(held), tool.pipette.flowRates.dispense);
    this.pose.held[arm] = held;
  }

  private mixStroke({ arm, container, volume, height }: Action): void {
    const tool = this.tool(arm);
    const rate = Math.min(MIX_RATE_MICROLITERS, tool.rateMax);
    this.readyPlunger(tool, tool.pipette.flowRates.aspirate);
    this.approach(arm, container, height);
    this.plungerUp(tool, volume, rate);
    this.plunger(tool, tool.plungerFor(0), rate);
  }

  /** The last one leaves the plunger below its bottom, so that nothing is drawn in before the tip is out. */
  private blowOut({ arm, container, height, count }: Action): void {
    const tool = this.tool(arm);
    const { flowRates, plunger } = tool.pipette;
    this.approach(arm, container, height);
    for (let i = 0; i < count; i++) {
      if (i > 0) this.readyPlunger(tool, flowRates.blowOut);
      this.plunger(tool, plunger.blowOut, flowRates.blowOut);
    }
    this.pose.held[arm] = 0;
  }

  /** Right, left, back and front of the well, each from the middle of it. */
  private touchTip({ arm, container }: Action): void {
    const places = this.places;
    places.find(this.containers.place(container));
    if (!places.allowsTouchTip) return;
    const tool = this.tool(arm);
    const { x, y, xRadius, yRadius } = places;
    this.endTo(tool, arm, places.top - TOUCH_TIP_DEPTH);
    this.sideways(tool, x + xRadius * TOUCH_TIP_RADIUS, y);
    this.sideways(tool, x - xRadius * TOUCH_TIP_RADIUS, y);
    this.sideways(tool, x, y);
    this.sideways(tool, x, y + yRadius * TOUCH_TIP_RADIUS);
    this.sideways(tool, x, y - yRadius * TOUCH_TIP_RADIUS);
    this.sideways(tool, x, y);
  }

  /** There the air gap is drawn in, which the next dispense expels before the liquid. */
  private moveToTop({ arm, container }: Action): void {
    const tool = this.tool(arm);
    const { airGapVolume, flowRates } = tool.pipette;
    const held = this.pose.held[arm] as number;
    this.places.find(this.containers.place(container));
    this.endTo(tool, arm, this.places.top);
    if (held > 0 && airGapVolume > 0) this.plungerUp(tool, held + airGapVolume, flowRates.aspirate);
  }

  /** Presses the nozzle into the tip and leaves it where the nozzle touched it first. */
  private pickUpTip({ arm, place }: Action): void {
    const tool = this.tool(arm);
    const { presses, depth, speed } = tool.pipette.tipPickUp;
    this.places.find(place);
    const { x, y, top } = this.places;
    this.travel(tool, arm, x, y, top);
    for (let press = 0; press < presses; press++) {
      this.endTo(tool, arm, top - depth, speed);
      this.endTo(tool, arm, top, speed);
    }
    this.pose.tips |= 1 << arm;
    this.pose.held[arm] = 0;
  }

  private dropTip({ arm }: Action): void {
    const tool = this.tool(arm);
    const { plunger, tipDropSpeed, flowRates } = tool.pipette;
    this.places.findTrash();
    this.travel(tool, arm, this.places.x, this.places.y, this.places.top);
    this.moves.straight(tipDropSpeed);
    this.to(tool.plunger, plunger.dropTip);
    this.pose.tips &= ~(1 << arm);
    this.pose.held[arm] = 0;
    this.readyPlunger(tool, flowRates.aspirate);
  }

  /** The end of the tip goes to `height` above the bottom of a well. */
  private approach(arm: number, container: number, height: number): void {
    const places = this.places;
    places.find(this.containers.place(container));
    this.travel(this.tool(arm), arm, places.x, places.y, places.bottom + height);
  }

  /** Up, over and down; where the tip is over the place already and no other arm is low, straight there. */
  private travel(tool: Tool, arm: number, x: number, y: number, z: number): void {
    const { axes } = this.pose;
    const { origin } = this.board.deck;
    const fromX = (axes[X] as number) + tool.offset.x - origin.x;
    const fromY = (axes[Y] as number) + tool.offset.y - origin.y;
    if (!isSame(fromX, x) || !isSame(fromY, y) || !this.areOthersUp(tool)) {
      const hasTip = this.pose.hasTip(arm);
      const fromZ = tool.endHeight(axes[tool.head] as number, hasTip);
      const top = tool.endHeight(tool.top, hasTip);
      const arc = this.places.travel.arcHeight(fromX, fromY, fromZ, x, y, z, top);
      const height = this.travelsAtTop ? top : arc;
      this.lift(tool, tool.headFor(height, hasTip));
      this.moves.straight();
      this.to(X, x - tool.offset.x + origin.x);
      this.to(Y, y - tool.offset.y + origin.y);
    }
    this.endTo(tool, arm, z);
  }

  private areOthersUp(tool: Tool): boolean {
    for (let arm = 0; arm < ARMS; arm++) {
      const other = this.tools[arm] ?? tool;
      if (other !== tool && !isSame(this.pose.axes[other.head] as number, other.top)) return false;
    }
    return true;
  }

  /** The head goes up to where it travels, every other one to its top. */
  private lift(tool: Tool, head: number): void {
    this.moves.straight();
    this.to(tool.head, head);
    for (let arm = 0; arm < ARMS; arm++) {
      const other = this.tools[arm] ?? tool;
      if (other !== tool) this.to(other.head, other.top);
    }
  }

  /** The end of the tip, or the nozzle without one, goes straight up or down. */
  private endTo(tool: Tool, arm: number, height: number, speed = 0): void {
    this.moves.straight(speed);
    this.to(tool.head, tool.headFor(height, this.pose.hasTip(arm)));
  }

  private sideways(tool: Tool, x: number, y: number): void {
    const { origin } = this.board.deck;
    this.moves.straight(TOUCH_TIP_SPEED_MILLIMETERS);
    this.to(X, x - tool.offset.x + origin.x);
    this.to(Y, y - tool.offset.y + origin.y);
  }

  /** The plunger goes to its bottom with its backlash taken up: on the next way up it draws from the first step on. */
  private readyPlunger(tool: Tool, rate: number): void {
    const bottom = tool.plungerFor(0);
    const at = this.pose.axes[tool.plunger] as number;
    if (at > bottom && !isSame(at, bottom + tool.pipette.backlash)) this.plunger(tool, bottom, rate);
    this.plungerUp(tool, 0, rate);
  }

  /** Upwards the plunger first takes up its backlash. */
  private plungerUp(tool: Tool, held: number, rate: number): void {
    this.plunger(tool, tool.plungerFor(held) + tool.pipette.backlash, rate);
  }

  private plunger(tool: Tool, millimeters: number, rate: number): void {
    this.moves.straight(tool.plungerSpeed(rate));
    this.to(tool.plunger, millimeters);
  }

  private to(axis: number, millimeters: number): void {
    this.moves.to(axis, millimeters);
    this.pose.axes[axis] = millimeters;
  }

  private tool(arm: number): Tool {
    return this.tools[arm] as Tool;
  }
}
