// Takes the name of a chemical apart: the substance, a 'C', and the concentration as Python prints it.

/** Where the concentration of `KBrC20.0` begins, at its 'C' (ROBOT.md, names); -1 for a name that ends otherwise. */
export const concentrationStart = (name: string): number => name.search(/C[0-9]+\.[0-9]+$/);
