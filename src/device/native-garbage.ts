// Garbage is collected when nobody waits for it: a command then begins with as much memory free as there can be.

/** Takes 2 ms (300,000 instructions) with the tables of the largest board. */
export const collectGarbage: () => void = native('xs_collect_garbage');
