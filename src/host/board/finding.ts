// What the check of a board says: how bad it is, where it is, what is wrong and what to do.

export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Place in board.json, such as `axes.x.home.switch.pin`. */
  readonly path: string;
  readonly text: string;
}

/** Collects findings in the order in which they are made. */
export class Findings {
  readonly all: Finding[] = [];

  error(path: string, text: string): void {
    this.all.push({ severity: 'error', path, text });
  }

  warning(path: string, text: string): void {
    this.all.push({ severity: 'warning', path, text });
  }

  get hasErrors(): boolean {
    return this.all.some(({ severity }) => severity === 'error');
  }
}

/** One line for people. */
export const lineOf = ({ severity, path, text }: Finding): string =>
  `${severity.padEnd(7)}  ${path === '' ? '' : `${path}: `}${text}`;

/** `2 errors, 1 warning` */
export function countOf(findings: readonly Finding[]): string {
  const count = (what: Finding['severity']): string => {
    const number = findings.filter(({ severity }) => severity === what).length;
    return `${number} ${what}${number === 1 ? '' : 's'}`;
  };
  return `${count('error')}, ${count('warning')}`;
}

const FIGURES = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/** A number for people: `48,000`, `12.5`. */
export const figure = (value: number): string => FIGURES.format(value);
