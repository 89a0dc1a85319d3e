// What a rule of the house has to say about a file.

export interface Complaint {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export const complaint = (path: string, line: number, message: string): Complaint => ({
  path,
  line,
  message,
});

/** All complaints as text, one a line; the empty text when there is nothing to complain about. */
export function report(complaints: readonly Complaint[]): string {
  return complaints.map(({ path, line, message }) => `${path}:${line}: ${message}`).join('\n');
}
