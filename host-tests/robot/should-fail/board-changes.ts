// Changes of a board that several files of this folder make.

import type { Board, Pipette } from '../../../src/kernel/board.js';

/** All pipettes, each with some changes. */
export const pipettes = (board: Board, changes: (pipette: Pipette) => Partial<Pipette>): Board => ({
  ...board,
  pipettes: Object.fromEntries(
    Object.entries(board.pipettes).map(([name, pipette]) => [name, { ...pipette, ...changes(pipette) }]),
  ),
});
