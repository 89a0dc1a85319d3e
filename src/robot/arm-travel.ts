// How an arm gets somewhere: up, over and down, every other arm at its top, and along the walls of a well.

import { AXIS_NAMES, type Board } from '../kernel/board.js';
import type { Containers } from '../lab/containers.js';
import { ARMS } from '../lab/numbers.js';
import { TOUCH_TIP_RADIUS, TOUCH_TIP_SPEED_MILLIMETERS } from './action.js';
import type { MoveList } from './move-list.js';
import type { Places } from './places.js';
import { Pose } from './pose.js';
import type { Tool } from './tool.js';

const X = AXIS_NAMES.indexOf('x');
const Y = AXIS_NAMES.indexOf('y');

/** A tip is touched to the wall this far below the rim of the well, mm, as the motion library of the OT-2 does. */
export const TOUCH_TIP_DEPTH = 1;

/** Closer than this two places are one, mm: far below a step. */
const SAME_MILLIMETERS = 1e-6;

export const isSame = (one: number, other: number): boolean => Math.abs(one - other) <= SAME_MILLIMETERS;

/** Lists moves, and puts `pose` where they end. */
export class ArmTravel {
  /** By arm; null without an instrument. */
  readonly tools: (Tool | null)[] = new Array<Tool | null>(ARMS).fill(null);
  /** Travels as high as it can and not as low as it may: to show what that costs. */
  atTop = false;
  pose = new Pose();
  readonly places: Places;
  readonly moves: MoveList;
  private readonly board: Board;
  private readonly containers: Containers;

  constructor(board: Board, containers: Containers, places: Places, moves: MoveList) {
    this.board = board;
    this.containers = containers;
    this.places = places;
    this.moves = moves;
  }

  /** The end of the tip goes to `height` above the bottom of a well. */
  approach(arm: number, container: number, height: number): void {
    const places = this.places;
    places.find(this.containers.place(container));
    this.over(arm, places.x, places.y, places.bottom + height);
  }

  toTrash(arm: number): void {
    const places = this.places;
    places.findTrash();
    this.over(arm, places.x, places.y, places.top);
  }

  /** Straight up to the rim of the well. */
  toTop(arm: number, container: number): void {
    this.places.find(this.containers.place(container));
    this.endTo(arm, this.places.top);
  }

  /** Right, left, back and front of the well, each from the middle of it. */
  touchTip(arm: number, container: number): void {
    const places = this.places;
    places.find(this.containers.place(container));
    if (!places.allowsTouchTip) return;
    const { x, y, xRadius, yRadius } = places;
    this.endTo(arm, places.top - TOUCH_TIP_DEPTH);
    this.sideways(arm, x + xRadius * TOUCH_TIP_RADIUS, y);
    this.sideways(arm, x - xRadius * TOUCH_TIP_RADIUS, y);
    this.sideways(arm, x, y);
    this.sideways(arm, x, y + yRadius * TOUCH_TIP_RADIUS);
    this.sideways(arm, x, y - yRadius * TOUCH_TIP_RADIUS);
    this.sideways(arm, x, y);
  }

  /** Up, over and down; where the tip is over the place already and no other arm is low, straight there. */
  over(arm: number, x: number, y: number, z: number): void {
    const tool = this.tool(arm);
    const { axes } = this.pose;
    const { origin } = this.board.deck;
    const fromX = (axes[X] as number) + tool.offset.x - origin.x;
    const fromY = (axes[Y] as number) + tool.offset.y - origin.y;
    if (!isSame(fromX, x) || !isSame(fromY, y) || !this.areOthersUp(tool)) {
      const hasTip = this.pose.hasTip(arm);
      const fromZ = tool.endHeight(axes[tool.head] as number, hasTip);
      const top = tool.endHeight(tool.top, hasTip);
      const arc = this.places.travel.arcHeight(fromX, fromY, fromZ, x, y, z, top);
      const height = this.atTop ? top : arc;
      this.lift(tool, tool.headFor(height, hasTip));
      this.moves.straight();
      this.to(X, x - tool.offset.x + origin.x);
      this.to(Y, y - tool.offset.y + origin.y);
    }
    this.endTo(arm, z);
  }

  /** The end of the tip, or the nozzle without one, goes straight up or down. */
  endTo(arm: number, height: number, speed = 0): void {
    const tool = this.tool(arm);
    this.moves.straight(speed);
    this.to(tool.head, tool.headFor(height, this.pose.hasTip(arm)));
  }

  /** An axis takes part in the move begun last. */
  to(axis: number, millimeters: number): void {
    this.moves.to(axis, millimeters);
    this.pose.axes[axis] = millimeters;
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

  private sideways(arm: number, x: number, y: number): void {
    const { offset } = this.tool(arm);
    const { origin } = this.board.deck;
    this.moves.straight(TOUCH_TIP_SPEED_MILLIMETERS);
    this.to(X, x - offset.x + origin.x);
    this.to(Y, y - offset.y + origin.y);
  }

  private tool(arm: number): Tool {
    return this.tools[arm] as Tool;
  }
}
