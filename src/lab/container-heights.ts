// How high above the bottom of a container a tip works, from the type and the volume in it (ROBOT.md sections 3 and 8).

import { containerType, isWell, TYPE } from './container-types.js';

/** No tip goes lower: at 0 mm the bottom would close it. */
const LOWEST = 1;

/** How far below the surface the highest stroke of a mix is in a large tube, mm. */
const MIX_DEPTH = 8;

/** The strokes of one mix are spread over so much of a large tube at most, mm. */
const MIX_SPAN = 50;

/** Surface of `volume` µL, mm; the minimum height when the cylinder is empty. A well is as good as empty. */
export function liquidHeight(type: number, volume: number): number {
  const shape = containerType(type);
  if (shape.area === 0) return shape.minimumHeight;
  const above = (volume - shape.deadVolume) / shape.area;
  return above > 0 ? above + shape.coneHeight : shape.minimumHeight;
}

export const aspirateHeight = (type: number, volume: number): number =>
  Math.max(liquidHeight(type, volume) - containerType(type).tipDepth, LOWEST);

export function dispenseHeight(type: number, volume: number): number {
  const { dispenseAbove, dispenseFrom, dispenseLeast } = containerType(type);
  const height = liquidHeight(type, volume);
  return height > dispenseFrom ? height + dispenseAbove : dispenseLeast;
}

/** At how many heights a container is mixed. */
export const mixHeights = (type: number): number => (isWell(type) ? 1 : type === TYPE.tube2000 ? 3 : 4);

/** Height `index` of a mix, evenly from the first (in a large tube the lowest) to the last. */
export function mixHeight(type: number, volume: number, index: number): number {
  if (isWell(type)) return aspirateHeight(type, volume);
  const { minimumHeight } = containerType(type);
  let first = minimumHeight;
  let last = aspirateHeight(type, volume);
  if (type !== TYPE.tube2000) {
    last = Math.max(liquidHeight(type, volume) - MIX_DEPTH, minimumHeight);
    first = Math.max(last - MIX_SPAN, minimumHeight);
  }
  return first + (index * (last - first)) / (mixHeights(type) - 1);
}
