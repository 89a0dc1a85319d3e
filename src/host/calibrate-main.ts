// `npm run calibrate`: fits the calibration table of a pipette or pump from weighings.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { errorsOf, fitCalibration, POINTS_MAX, seriesOf } from './calibrate/fit.js';
import { readWeighings, WeighingsError } from './calibrate/weighings.js';

const POINTS = 4;

const HELP = `npm run calibrate -- fit FILE.csv [--points N]

Fits the table "calibration" of a pipette or pump in board.json: at most N points, 1 to ${POINTS_MAX}, ${POINTS} unless told.
Weigh with an empty table in board.json, three times or more at each of four volumes or more, from the smallest to
the largest. The file then has a line for each weighing, for instance:

  # 300 µL pipette, left, 22 °C
  commanded_ul, mass_mg
  20, 19.1
  20, 19.3

The mass is that of water at 22 °C, unless a third column, density, says its g/mL; delivered_ul may stand in place of
the mass. Exit codes: 0 fitted, 1 something in the file is wrong, 2 the question is.
`;

const BAD = 1;
const USAGE = 2;

/** Something is wrong with the question. */
class UsageError extends Error {}

const PERCENT = { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
const SIGNED = new Intl.NumberFormat('en', { ...PERCENT, signDisplay: 'exceptZero' });
const UNSIGNED = new Intl.NumberFormat('en', PERCENT);

const HEADINGS = ['commanded', 'weighings', 'median', 'error before', 'error after', 'random (CV)'];

/** Columns to the right. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  ')).join('\n');
}

/** What there is to say of a file. Throws a WeighingsError. */
function report(text: string, points: number): string {
  const series = seriesOf(readWeighings(text));
  const table = fitCalibration(series, points);
  const rows = [HEADINGS];
  const largest = { before: 0, after: 0, variation: 0 };
  for (const one of series) {
    const { median, before, after, variation } = errorsOf(one, table);
    rows.push([
      `${one.commanded} µL`,
      `${one.delivered.length}`,
      `${median.toPrecision(4)} µL`,
      SIGNED.format(before),
      SIGNED.format(after),
      Number.isNaN(variation) ? '-' : UNSIGNED.format(variation),
    ]);
    largest.before = Math.max(largest.before, Math.abs(before));
    largest.after = Math.max(largest.after, Math.abs(after));
    largest.variation = Math.max(largest.variation, variation || 0);
  }
  return [
    tableOf(rows),
    '',
    `largest systematic error: ${UNSIGNED.format(largest.before)} before, ${UNSIGNED.format(largest.after)} after the table`,
    `largest random error:     ${UNSIGNED.format(largest.variation)}, which no table changes`,
    '',
    `"calibration": [${table.map((point) => `[${point.join(', ')}]`).join(', ')}]`,
    '',
  ].join('\n');
}

function readFile(file: string): string {
  try {
    return readFileSync(resolve(process.env.INIT_CWD ?? '.', file), 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function run(): void {
  const { values, positionals } = parseArgs({
    options: {
      points: { type: 'string', default: `${POINTS}` },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  const [command, file, ...more] = positionals;
  const points = Number(values.points);
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (command !== 'fit' || file === undefined || more.length > 0) throw new UsageError(HELP.trimEnd());
  if (!(Number.isInteger(points) && points >= 1 && points <= POINTS_MAX))
    throw new UsageError(`--points is '${values.points}' and has to be 1 to ${POINTS_MAX}`);
  try {
    process.stdout.write(report(readFile(file), points));
  } catch (error) {
    if (!(error instanceof WeighingsError)) throw error;
    for (const problem of error.problems) process.stderr.write(`${file}: ${problem}\n`);
    process.exitCode = BAD;
  }
}

try {
  run();
} catch (error) {
  const { code = '', message } = error as { code?: string; message: string };
  if (!(error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS'))) throw error;
  process.stderr.write(`${message}\n`);
  process.exitCode = USAGE;
}
