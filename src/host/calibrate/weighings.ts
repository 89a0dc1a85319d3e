// Reads weighings from a CSV file: what was commanded, and what a balance said of it.

/** One weighed volume, µL. */
export interface Weighing {
  readonly commanded: number;
  readonly delivered: number;
}

/** The user can mend it: `problems` say in which line, each with what to do. */
export class WeighingsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * µL of water that weigh 1 mg on a balance in air at 22 °C and 1,013 hPa: the Z factor of ISO 8655-6, with which the
 * buoyancy of air is in.
 */
const WATER_MICROLITERS_PER_MILLIGRAM = 1.0033;

const COLUMNS = ['commanded_ul', 'mass_mg', 'delivered_ul', 'density'] as const;

type Column = (typeof COLUMNS)[number];

const SEPARATOR = /[,;\t]/;

/** Where the columns are, by name. */
type Header = ReadonlyMap<string, number>;

const cellsOf = (line: string): string[] => line.split(SEPARATOR).map((cell) => cell.trim());

function headerOf(line: string): Header {
  const names = cellsOf(line.toLowerCase());
  const header = new Map(names.map((name, index) => [name, index]));
  const problems: string[] = [];
  for (const name of header.keys())
    if (!COLUMNS.includes(name as Column))
      problems.push(`there is no column '${name}': the columns are ${COLUMNS.join(', ')}`);
  if (header.size < names.length) problems.push('a column stands twice');
  if (!header.has('commanded_ul')) problems.push("the column 'commanded_ul' is missing");
  if (header.has('mass_mg') === header.has('delivered_ul'))
    problems.push("one of the columns 'mass_mg' and 'delivered_ul' is needed, and not both");
  if (header.has('density') && !header.has('mass_mg'))
    problems.push("the column 'density' is only of use beside 'mass_mg'");
  if (problems.length > 0) throw new WeighingsError(problems);
  return header;
}

function weighingOf(line: string, header: Header): Weighing {
  const cells = cellsOf(line);
  if (cells.length !== header.size)
    throw new WeighingsError([`${cells.length} values in a table of ${header.size} columns`]);
  const value = (column: Column): number => {
    const cell = cells[header.get(column) ?? -1] ?? '';
    const number = cell === '' ? Number.NaN : Number(cell);
    if (!(number > 0 && number < Number.POSITIVE_INFINITY))
      throw new WeighingsError([`${column} is '${cell}' and has to be a number above 0`]);
    return number;
  };
  const commanded = value('commanded_ul');
  if (header.has('delivered_ul')) return { commanded, delivered: value('delivered_ul') };
  const mass = value('mass_mg');
  const delivered = header.has('density') ? mass / value('density') : mass * WATER_MICROLITERS_PER_MILLIGRAM;
  return { commanded, delivered };
}

/**
 * Weighings in the order of the file. The first line that is neither empty nor a comment (#) names the columns:
 * `commanded_ul` and either `delivered_ul` or `mass_mg`, with which `density` in mg/µL (that is g/mL) may stand;
 * without it the liquid is water. Values are parted by commas, semicolons or tabs. Throws a WeighingsError that says
 * everything that is wrong.
 */
export function readWeighings(text: string): Weighing[] {
  const weighings: Weighing[] = [];
  const problems: string[] = [];
  let header: Header | null = null;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    try {
      if (header === null) header = headerOf(line);
      else weighings.push(weighingOf(line, header));
    } catch (error) {
      if (!(error instanceof WeighingsError)) throw error;
      problems.push(...error.problems.map((problem) => `line ${index + 1}: ${problem}`));
      if (header === null) break;
    }
  }
  if (problems.length === 0 && weighings.length === 0) problems.push('there are no weighings in it');
  if (problems.length > 0) throw new WeighingsError(problems);
  return weighings;
}
