// Tells the actions whose moves cannot fail, without composing the moves: nearly all that a robot is asked for.

import type { Containers } from '../lab/containers.js';
import { ARMS } from '../lab/numbers.js';
import { ACTION, type Action, usesArm } from './action.js';
import { PipetteTool } from './pipette-tool.js';
import { Pose } from './pose.js';
import type { Reach } from './reach.js';
import type { Tool } from './tool.js';

/** Goes along with a script; of what is not plain only the moves themselves show whether the machine can do it. */
export class PlainWork {
  private readonly tools: readonly (Tool | null)[];
  private readonly containers: Containers;
  private readonly reach: Reach;
  /** Tips and what they hold; of the axes only where they began. */
  private readonly pose = new Pose();
  private simulate = false;

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
    for (let arm = 0; arm < ARMS; arm++) {
      const tool = this.tools[arm] ?? null;
      if (tool !== null && !((from.axes[tool.head] as number) <= tool.top)) return false;
    }
    return true;
  }

  /** Whether no move of the next action can fail, if all before it were plain. */
  has(action: Action): boolean {
    if (!usesArm(action)) return true;
    const tool = this.tools[action.arm] ?? null;
    if (tool === null) return true;
    return tool instanceof PipetteTool && this.pipettes(action, tool);
  }

  private pipettes(action: Action, tool: PipetteTool): boolean {
    const { arm, volume } = action;
    const { held } = this.pose;
    const hasTip = this.pose.hasTip(arm);
    if (action.kind === ACTION.pickUpTip) return !hasTip && this.picksUp(arm, action.place);
    if (!hasTip) return false;
    switch (action.kind) {
      case ACTION.dropTip:
      case ACTION.ejectTip:
        return this.drops(arm);
      case ACTION.aspirate:
        if (held[arm] !== 0 || !(volume >= tool.minimumVolume || this.simulate)) return false;
        held[arm] = volume;
        break;
      case ACTION.dispense:
        if (held[arm] !== volume) return false;
        held[arm] = 0;
        break;
      case ACTION.mixStroke:
        break;
      case ACTION.blowOut:
        held[arm] = 0;
        return this.reaches(action, action.height);
      default: // touchTip, moveToTop
        return this.reaches(action, 0);
    }
    return volume >= 0 && volume <= tool.pipette.capacity && this.reaches(action, action.height);
  }

  private reaches({ arm, container }: Action, height: number): boolean {
    return this.reach.reaches(arm, this.containers.place(container), height);
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
