// The axes of an OT-2-class gantry, and what an ideal move of them would do, from the school's formulas.

import { AXIS_NAMES, type AxisName } from '../../src/kernel/board.js';
import { Axes, type AxisFigures } from '../../src/motion/axes.js';

const axis = (stepsPerMillimeter: number, travel: number, maxSpeed: number, acceleration: number) => ({
  stepsPerMillimeter,
  travel,
  maxSpeed,
  travelSpeed: maxSpeed,
  acceleration,
});

export const GANTRY: Readonly<Record<AxisName, AxisFigures>> = {
  x: axis(80, 418, 600, 3000),
  y: axis(80, 353, 400, 2000),
  z: axis(400, 218, 125, 1500),
  a: axis(400, 218, 125, 1500),
  b: axis(768, 19, 40, 200),
  c: axis(768, 19, 40, 200),
};

export const [X, Y, Z, A, B, C] = [0, 1, 2, 3, 4, 5] as const;

export const figuresOf = (number: number): AxisFigures => GANTRY[AXIS_NAMES[number] as AxisName];

/** All axes homed where they stand at 0 mm and the engine counts 0. */
export function homedAxes(): Axes {
  const axes = new Axes(GANTRY);
  for (let number = 0; number < AXIS_NAMES.length; number++) axes.setHomed(number, 0, 0);
  return axes;
}

/** Steps of each axis that takes part, and the most that it may do, mm/s. */
export type Legs = readonly { readonly axis: number; readonly steps: number; readonly speed: number }[];

/** The ideal time of each step of one axis in a straight move, ticks, by `legs[of]`. */
export function idealTicks(legs: Legs, of: number): (step: number) => number {
  // The whole way is 1.
  const least = (of: (leg: Legs[number], figures: AxisFigures) => number) =>
    Math.min(
      ...legs
        .filter(({ steps }) => steps !== 0)
        .map(
          (leg) =>
            (of(leg, figuresOf(leg.axis)) * figuresOf(leg.axis).stepsPerMillimeter) / Math.abs(leg.steps),
        ),
    );
  const speed = least((leg) => leg.speed);
  const acceleration = least((_leg, figures) => figures.acceleration);
  const steps = Math.abs(legs[of]?.steps ?? 0);
  const isTriangle = speed ** 2 / acceleration >= 1;
  const rampTime = isTriangle ? Math.sqrt(1 / acceleration) : speed / acceleration;
  const rampWay = (acceleration * rampTime ** 2) / 2;
  const duration = isTriangle ? 2 * rampTime : 2 * rampTime + (1 - 2 * rampWay) / speed;
  const seconds = (way: number): number => {
    if (way <= rampWay) return Math.sqrt((2 * way) / acceleration);
    if (way <= 1 - rampWay) return rampTime + (way - rampWay) / speed;
    return duration - Math.sqrt((2 * (1 - way)) / acceleration);
  };
  return (step) => 1e7 * seconds(step / steps);
}
