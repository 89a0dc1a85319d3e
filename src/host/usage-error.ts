// What the user of a program can mend: a wrong option, a file that cannot be written.

/** The message is one line. */
export class UsageError extends Error {}
