// Fixtures of a whole test file, made at their first use: on a board all that loading makes is in flash and stays as it is.

/** Gives what `make` gave the first time. */
export function once<T>(make: () => T): () => T {
  const made: T[] = [];
  return () => {
    if (made.length === 0) made.push(make());
    return made[0] as T;
  };
}
