// Tells the actions whose moves cannot fail, without composing the moves: nearly all that a robot is asked for.

import type { Containers } from '../lab/containers.js';
import { ARMS, NONE } from '../lab/numbers.js';
import { ACTION, type Action, usesArm } from './action.js';
import { PipetteTool } from './pipette-tool.js';
import { Pose } from './pose.js';
import type { Reach } from './reach.js';
import type { Tool } from './tool.js';

/** Constants of its own: on the chip a property is looked for, and each action of a command comes by here. */
const { pickUpTip, dropTip, ejectTip, aspirate, dispense, mixStroke, blowOut, touchTip, moveToTop } = ACTION;

/** In place of a room: nothing is reached. */
const NOWHERE = -1;

/** Goes along with a script; of what is not plain only the moves themselves show whether the machine can do it. */
export class PlainWork {
  /** By arm: null for an instrument that is no pipette, nothing for an arm without an instrument. */
  private readonly pipettes: (PipetteTool | null | undefined)[] = [];
  /** Tips and what they hold; of the axes only where they began. */
  private readonly pose = new Pose();
  private simulate = false;
  /** Where it was asked last what an arm reaches, and how high that is: an arm does several things at one place. */
  private arm = 0;
  private container = NONE;
  private room = NOWHERE;
  private readonly tools: readonly (Tool | null)[];
  private readonly containers: Containers;
  private readonly reach: Reach;

  constructor(tools: readonly (Tool | null)[], containers: Containers, reach: Reach) {
    this.tools = tools;
    this.containers = containers;
    this.reach = reach;
  }

  /**
   * False where no way is plain.
   * @param simulate the instruments need not be able to meter what they are told
   */
  begin(from: Pose, simulate: boolean): boolean {
    this.pose.copyFrom(from);
    this.simulate = simulate;
    this.container = NONE;
    this.room = NOWHERE;
    for (let arm = 0; arm < ARMS; arm++) {
      const tool = this.tools[arm] ?? undefined;
      this.pipettes[arm] = tool === undefined || tool instanceof PipetteTool ? tool : null;
      if (tool !== undefined && !((from.axes[tool.head] as number) <= tool.top)) return false;
    }
    return true;
  }

  /** Whether no move of the next action can fail, if all before it were plain. */
  has(action: Action): boolean {
    if (!usesArm(action)) return true;
    const arm = action.arm;
    const tool = this.pipettes[arm];
    if (tool === undefined) return true;
    if (tool === null) return false;
    const pose = this.pose;
    const kind = action.kind;
    if (((pose.tips >> arm) & 1) === 0) return kind === pickUpTip && this.picksUp(arm, action.place);
    if (kind === touchTip || kind === moveToTop) return this.reaches(action, 0);
    const held = pose.held;
    const volume = action.volume;
    switch (kind) {
      case pickUpTip:
        return false;
      case aspirate:
        if (held[arm] !== 0 || !(volume >= tool.minimumVolume || this.simulate)) return false;
        held[arm] = volume;
        break;
      case dispense:
        if (held[arm] !== volume) return false;
        held[arm] = 0;
        break;
      case blowOut:
        held[arm] = 0;
        return this.reaches(action, action.height);
      case dropTip:
      case ejectTip:
        return this.drops(arm);
      case mixStroke:
        break;
      default:
        return false;
    }
    return volume >= 0 && volume <= tool.pipette.capacity && this.reaches(action, action.height);
  }

  private reaches(action: Action, height: number): boolean {
    const container = action.container;
    const arm = action.arm;
    if (container !== this.container || arm !== this.arm) {
      this.container = container;
      this.arm = arm;
      this.room = this.reach.room(arm, this.containers.place(container));
    }
    return height >= 0 && height <= this.room;
  }

  private picksUp(arm: number, place: number): boolean {
    this.pose.tips |= 1 << arm;
    this.pose.held[arm] = 0;
    return this.reach.reaches(arm, place, 0);
  }

  private drops(arm: number): boolean {
    this.pose.tips &= ~(1 << arm);
    this.pose.held[arm] = 0;
    return this.reach.reachesTrash(arm);
  }
}
