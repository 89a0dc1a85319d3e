// What is wrong with a definition, in lines for people.

import type { Problem } from './definition.js';

/** Problems that are shown of one file. */
const PROBLEMS_MAX = 20;

/** A line for each problem, the first ones of many. */
export function problemsText(problems: readonly Problem[]): string {
  const lines = problems.slice(0, PROBLEMS_MAX).map(({ path, message }) => `  ${path}: ${message}`);
  const left = problems.length - lines.length;
  if (left > 0) lines.push(`  and ${left} more`);
  return lines.join('\n');
}
