// The square root in quadratic pieces: the step times of every ramp from rest, but for one factor.
//
// At constant acceleration step k comes at c √k, with one factor c for each axis and move. The error of a quadratic
// piece in parts of the step interval does not depend on c, so one table serves all ramps. It is made when the module
// is loaded and then only read.

/** Steps of the longest ramp. */
export const RAMP_STEPS_MAX = 65_536;

/**
 * Steps of a piece for each step^(2/3) before it: keeps the error below 0.9 % of the step interval (the third derivative
 * of √k times length³ / 125), which leaves 0.1 % for the rounding to ticks.
 */
const STEPS_GROWTH = 1.15;

/** Longer pieces would lose a tick to the rounding of the second difference, times steps² / 8, to 1/65,536 tick. */
const PIECE_STEPS_MAX = 1_024;

const pieceSteps = (start: number): number =>
  Math.min(Math.max(2, Math.round(STEPS_GROWTH * Math.cbrt(start * start))), PIECE_STEPS_MAX);

/** Exact at its ends and in its middle. */
export interface RootPiece {
  /** Steps before the piece, and of it. */
  readonly start: number;
  readonly steps: number;
  /** Second difference, below 0. */
  readonly bend: number;
  /** How often the second difference is in an interval of the piece, on average. */
  readonly meanAdds: number;
  /** Roots of the steps before the piece, and with it. */
  readonly startRoot: number;
  readonly endRoot: number;
}

function pieceFrom(start: number): RootPiece {
  const steps = pieceSteps(start);
  const startRoot = Math.sqrt(start);
  const endRoot = Math.sqrt(start + steps);
  const bend = (4 * (startRoot - 2 * Math.sqrt(start + steps / 2) + endRoot)) / (steps * steps);
  return Object.freeze({ start, steps, bend, meanAdds: (steps - 1) / 2, startRoot, endRoot });
}

function rootPieces(): readonly RootPiece[] {
  const pieces: RootPiece[] = [];
  for (let start = 0; start < RAMP_STEPS_MAX; ) {
    const piece = pieceFrom(start);
    pieces.push(piece);
    start += piece.steps;
  }
  return Object.freeze(pieces);
}

/** In the order of their steps. */
export const ROOT_PIECES: readonly RootPiece[] = rootPieces();
