// Which slots an arm reaches whatever way it comes, and up to which height: found once for a deck, by its extremes.

import { AXIS_NAMES, type Board } from '../kernel/board.js';
import { Fault } from '../kernel/faults.js';
import type { Lab } from '../lab/lab.js';
import { NOT_FOUND } from '../lab/labware-table.js';
import { ARMS, placeAt, SLOTS, slotOf } from '../lab/numbers.js';
import { Axes } from '../motion/axes.js';
import { INTERVAL_SECONDS_MAX, StraightMove } from '../motion/straight-move.js';
import { TOUCH_TIP_RADIUS, TOUCH_TIP_SPEED_MILLIMETERS } from './action.js';
import { TOUCH_TIP_DEPTH } from './arm-travel.js';
import { MIX_RATE_MICROLITERS } from './choreography.js';
import { PipetteTool } from './pipette-tool.js';
import type { Places } from './places.js';
import type { Tool } from './tool.js';

const X = AXIS_NAMES.indexOf('x');
const Y = AXIS_NAMES.indexOf('y');

/** Between the highest height that is taken for reached and the highest that is, mm: more than rounding makes. */
const MARGIN_MILLIMETERS = 1e-6;

/** In place of a height: there is something on the slot, or on the way, that an arm may not reach. */
const BEYOND = -1;

/**
 * What is said to be reached is: no move there faults, whether the arm goes there from another place that is reached,
 * or from wherever a head is not above its top. Anything else may be reached or not.
 */
export class Reach {
  private readonly board: Board;
  private readonly lab: Lab;
  private readonly places: Places;
  /** By arm and slot: whole mm above the bottoms of all places, or `BEYOND`. */
  private readonly rooms = new Int16Array(ARMS * (SLOTS + 1)).fill(BEYOND);

  constructor(board: Board, lab: Lab, places: Places) {
    this.board = board;
    this.lab = lab;
    this.places = places;
  }

  /** Takes what now stands on the deck and is on the arms. */
  update(tools: readonly (Tool | null)[]): void {
    const axes = new Axes(this.board.axes);
    for (let axis = 0; axis < AXIS_NAMES.length; axis++)
      if (this.board.axes[AXIS_NAMES[axis] as keyof Board['axes']] !== undefined) axes.setHomed(axis, 0, 0);
    this.rooms.fill(BEYOND);
    for (let arm = 0; arm < ARMS; arm++) {
      const tool = tools[arm];
      if (!(tool instanceof PipetteTool) || !canWork(axes, tool, tools)) continue;
      for (let slot = 1; slot <= SLOTS; slot++)
        this.rooms[arm * (SLOTS + 1) + slot] = this.find(axes, tool, slot);
    }
  }

  /** Whether the end of an arm's tip reaches `height` above the bottom of a place, and the walls and the top of it. */
  reaches(arm: number, place: number, height: number): boolean {
    return height >= 0 && height <= this.room(arm, place);
  }

  /** Up to which height it does, mm; below 0 where it reaches nothing. */
  room(arm: number, place: number): number {
    return this.rooms[arm * (SLOTS + 1) + slotOf(place)] as number;
  }

  reachesTrash(arm: number): boolean {
    return this.reaches(arm, placeAt(this.board.deck.trashSlot, 0), 0);
  }

  private find(axes: Axes, tool: PipetteTool, slot: number): number {
    const places = this.places;
    const ceiling = tool.endHeight(tool.top, true) - MARGIN_MILLIMETERS;
    let room = places.travel.summit <= ceiling ? Number.POSITIVE_INFINITY : BEYOND;
    for (let i = places.nextExtreme(slot, -1); i !== NOT_FOUND; i = places.nextExtreme(slot, i)) {
      places.find(placeAt(slot, i));
      const isReached = places.top <= ceiling && !faults(() => this.check(axes, tool, slot));
      room = Math.min(room, isReached ? Math.floor(ceiling - places.bottom) : BEYOND);
    }
    return Number.isFinite(room) ? room : BEYOND;
  }

  /** Faults where the place that was found is out of the axes' travel. */
  private check(axes: Axes, tool: PipetteTool, slot: number): void {
    const { x, y, top, bottom, xRadius, yRadius, allowsTouchTip } = this.places;
    const { origin, trashSlot } = this.board.deck;
    let lowest = Math.min(bottom, top - TOUCH_TIP_DEPTH);
    let isTouched = allowsTouchTip;
    const isTipRack = this.lab.deck.tipRacks.includes(slot);
    if (isTipRack || slot === trashSlot) {
      lowest = isTipRack ? top - tool.pipette.tipPickUp.depth : top;
      isTouched = false;
    }
    const part = isTouched ? TOUCH_TIP_RADIUS : 0;
    axes.count(tool.head, tool.headFor(lowest, !isTipRack));
    for (const side of [-part, part]) {
      axes.count(X, x + side * xRadius - tool.offset.x + origin.x);
      axes.count(Y, y + side * yRadius - tool.offset.y + origin.y);
    }
  }
}

/** Whether every move of a pipette, and of the heads that are lifted for it, is one that the axes can make. */
function canWork(axes: Axes, tool: PipetteTool, tools: readonly (Tool | null)[]): boolean {
  const { pipette, plunger } = tool;
  const { flowRates, tipPickUp } = pipette;
  /** All at once, as far as they go and as slowly as they do: no move takes longer. */
  const longest = new StraightMove();
  const goes = (axis: number, speed = axes.figures(axis).travelSpeed): void => {
    const figures = axes.figures(axis);
    const steps = Math.round(figures.travel * figures.stepsPerMillimeter);
    longest.add(axis, steps, figures, axes.speed(axis, speed));
  };
  return !faults(() => {
    for (const axis of [X, Y]) {
      goes(axis);
      goes(axis, TOUCH_TIP_SPEED_MILLIMETERS);
    }
    for (const other of tools) {
      if (other === null) continue;
      goes(other.head);
      axes.count(other.head, other.top);
    }
    goes(tool.head, tipPickUp.speed);
    const rates = [...Object.values(flowRates), Math.min(MIX_RATE_MICROLITERS, tool.rateMax)];
    for (const rate of rates) goes(plunger, tool.plungerSpeed(rate));
    goes(plunger, pipette.tipDropSpeed);
    axes.count(plunger, pipette.plunger.dropTip);
    axes.count(plunger, pipette.plunger.blowOut);
    axes.count(plunger, tool.plungerFor(0));
    axes.count(plunger, tool.plungerFor(pipette.capacity + pipette.airGapVolume) + pipette.backlash);
    if (longest.plan() > INTERVAL_SECONDS_MAX) throw new Fault('moveTooLong');
  });
}

function faults(check: () => void): boolean {
  try {
    check();
  } catch (error) {
    if (error instanceof Fault) return true;
    throw error;
  }
  return false;
}
