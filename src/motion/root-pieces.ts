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

function pieceStarts(): Uint32Array {
  const starts = [0];
  for (let start = 0; start < RAMP_STEPS_MAX; starts.push(start)) start += pieceSteps(start);
  return Uint32Array.from(starts);
}

/** Steps before each piece; the last entry is the end of the last piece. */
export const PIECE_STARTS: Uint32Array = pieceStarts();

/** Square roots of `PIECE_STARTS`: a piece is exact at its ends. */
export const PIECE_ROOTS: Float64Array = Float64Array.from(PIECE_STARTS, Math.sqrt);

/** Second difference of each piece, below 0: with it the piece is exact in its middle, too. */
export const PIECE_BENDS: Float64Array = Float64Array.from(PIECE_STARTS.subarray(1), (end, piece) => {
  const start = PIECE_STARTS[piece] as number;
  const steps = end - start;
  return (4 * (Math.sqrt(start) - 2 * Math.sqrt(start + steps / 2) + Math.sqrt(end))) / (steps * steps);
});
