// How the benchmark prints: tables in columns, medians with their range.

type CellValue = string | number;

/** Prints a Markdown table: the first column to the left, the others to the right. */
export function table(heads: readonly string[], rows: readonly (readonly CellValue[])[]): void {
  const lines = [heads, ...rows].map((row) => row.map(String));
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const print = (line: readonly string[]): void => {
    const cells = line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)));
    console.log(`| ${cells.join(' | ')} |`);
  };
  print(lines[0]!);
  print(widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  lines.slice(1).forEach(print);
}

const ordered = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export const median = (values: readonly number[]): number => ordered(values)[values.length >> 1]!;

/** `12.3 (11.9 to 13.0)` */
export function spread(values: readonly number[], digits: number): string {
  const sorted = ordered(values);
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}
