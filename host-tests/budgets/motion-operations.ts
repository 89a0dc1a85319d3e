// The operations of the planner whose cost on XS is held: a move checked and planned, and segments pushed.

import type { SegmentPlayer } from '../../src/motion/axis-segments.js';
import { Planner } from '../../src/motion/planner.js';
import { homedAxes, X, Y } from '../support/gantry.js';

/** Takes segments and does nothing with them: what is measured is the planner and the call. */
class SegmentSink implements SegmentPlayer {
  free = 0;
  room(): number {
    return this.free;
  }
  push(): void {}
  start(): void {}
  position(): number {
    return 0;
  }
}

/** Measures an operation under a name; what comes before and after it does not count. */
type Measure = (name: string, prepare: () => void, operation: () => void, finish: () => void) => void;

/** Segments that a poll of the engine finds room for. */
const SLICE = 8;

/** More than any move has. */
const WHOLE_MOVE = 1_000;

export function measureMotion(measure: Measure): void {
  const engine = new SegmentSink();
  const planner = new Planner(engine, homedAxes());
  const aim = (): void => {
    planner.to(X, 400);
    planner.to(Y, 300);
  };
  const free = (segments: number): void => {
    engine.free = segments;
  };
  const finish = (): void => planner.cancel();
  measure(
    'a move of two axes checked and planned, nothing pushed',
    () => free(0),
    () => {
      aim();
      planner.begin();
    },
    finish,
  );
  const ramp = (segments: number): void => {
    free(0);
    planner.to(X, 400);
    planner.begin();
    free(segments);
  };
  measure(
    'a segment planned and pushed',
    () => ramp(1),
    () => planner.feed(),
    finish,
  );
  measure(
    `${SLICE} segments planned and pushed`,
    () => ramp(SLICE),
    () => planner.feed(),
    finish,
  );
  measure(
    'a move of 400 mm and 300 mm from check to last segment',
    () => free(WHOLE_MOVE),
    () => {
      aim();
      planner.begin();
    },
    finish,
  );
}
