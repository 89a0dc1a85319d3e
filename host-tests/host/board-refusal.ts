// A change of a good board, by default bench, and what is said of it: where, and in which words.

export interface Refusal {
  readonly title: string;
  readonly board?: string;
  /** New values by their paths; undefined takes a value out. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly says: RegExp;
}
