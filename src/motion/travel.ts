// How high a tip has to travel from one place to another: over what lies on its way, and not always to the top.

import { Fault } from '../kernel/faults.js';

/** What of a deck matters to a tip that travels over it, mm. */
export interface TravelDeck {
  readonly slotSize: { readonly x: number; readonly y: number };
  /** Front left corners. */
  readonly slots: readonly { readonly slot: number; readonly x: number; readonly y: number }[];
  /** Height of a travelling tip over what lies on its way. */
  readonly clearance: number;
  /** Free way on either side of a travelling tip. */
  readonly sideClearance: number;
}

/** Places of the numbers of a box. */
const BOX = Object.freeze({ left: 0, front: 1, height: 2, fields: 3 });

/**
 * Each slot is a box as high as the highest thing on it. Heights and places are those of the tip's end, in the deck's
 * own coordinates.
 */
export class TravelMap {
  /** Of each slot, by its number: left and front side of its box, with the side clearance, and height. */
  private readonly boxes: Float64Array;
  private readonly width: number;
  private readonly depth: number;
  private readonly clearance: number;

  constructor({ slots, slotSize, clearance, sideClearance }: TravelDeck) {
    const count = 1 + Math.max(0, ...slots.map(({ slot }) => slot));
    this.boxes = new Float64Array(BOX.fields * count);
    for (const { slot, x, y } of slots) {
      this.boxes[BOX.fields * slot + BOX.left] = x - sideClearance;
      this.boxes[BOX.fields * slot + BOX.front] = y - sideClearance;
    }
    this.width = slotSize.x + 2 * sideClearance;
    this.depth = slotSize.y + 2 * sideClearance;
    this.clearance = clearance;
  }

  /** From now on what stands on a slot of the deck is `height` high. */
  setHeight(slot: number, height: number): void {
    this.boxes[BOX.fields * slot + BOX.height] = height;
  }

  /** Height of the highest level part that an arc can have, where neither end is above it. */
  get summit(): number {
    let highest = 0;
    for (let box = 0; box < this.boxes.length; box += BOX.fields)
      highest = Math.max(highest, this.boxes[box + BOX.height] as number);
    return highest + this.clearance;
  }

  /** Height of the highest box that the straight way crosses or touches; 0, the bare deck, when there is none. */
  highest(fromX: number, fromY: number, toX: number, toY: number): number {
    const boxes = this.boxes;
    let highest = 0;
    for (let box = 0; box < boxes.length; box += BOX.fields) {
      const height = boxes[box + BOX.height] as number;
      const left = boxes[box + BOX.left] as number;
      const front = boxes[box + BOX.front] as number;
      if (
        height > highest &&
        crosses(fromX - left, fromY - front, toX - left, toY - front, this.width, this.depth)
      )
        highest = height;
    }
    return highest;
  }

  /**
   * Height of the level part of an arc: up to it, over, down from it. Neither end is above it. A way straight up or
   * down has none and is as high as its higher end.
   * @param top highest that the tip's end can be; fails where that is too low
   */
  arcHeight(
    fromX: number,
    fromY: number,
    fromZ: number,
    toX: number,
    toY: number,
    toZ: number,
    top: number,
  ): number {
    const isUpright = fromX === toX && fromY === toY;
    const over = isUpright ? 0 : this.highest(fromX, fromY, toX, toY) + this.clearance;
    const height = Math.max(over, fromZ, toZ);
    if (height <= top) return height;
    throw new Fault('wayBlocked', `${height} mm, the tip's end reaches ${top} mm`);
  }
}

/** Whether the straight way touches the box from the origin to (width, depth), by the separating axis theorem. */
function crosses(
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  width: number,
  depth: number,
): boolean {
  if (Math.max(fromX, toX) < 0 || Math.min(fromX, toX) > width) return false;
  if (Math.max(fromY, toY) < 0 || Math.min(fromY, toY) > depth) return false;
  // The bounds overlap: now the way misses the box only if all corners are on one side of it.
  const alongX = toX - fromX;
  const alongY = toY - fromY;
  const origin = alongY * fromX - alongX * fromY;
  const right = origin - alongY * width;
  const back = origin + alongX * depth;
  const far = right + back - origin;
  return Math.min(origin, right, back, far) <= 0 && Math.max(origin, right, back, far) >= 0;
}
