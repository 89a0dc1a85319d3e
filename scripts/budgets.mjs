// What the operations of the firmware cost on XS, exactly, against host-tests/budgets.json.
//
//   npm run budgets                what differs from the file, or is above its ceiling
//   npm run budgets -- --update    writes the figures into the file; ceilings and goals are changed by hand only

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './bundle.mjs';
import { buildHost } from './xs-build.mjs';
import { bundleForXs } from './xs-bundle.mjs';
import { poolsFor, runOnXs, sum } from './xs-run.mjs';

const FILE = join(ROOT, 'host-tests/budgets.json');

/** @typedef {{[figure: string]: number}} Figures */
/**
 * A ceiling must hold; a goal is what is aimed at, and said while it is missed.
 * @typedef {{figures: Figures, ceiling?: Figures, goal?: Figures}} Budget
 */

const json = (/** @type {string} */ path) => JSON.parse(readFileSync(path, 'utf8'));

/** Figures that have other values in a program for 64 bit. */
const OF_32_BIT = /bytes/i;

/**
 * Measures everything: figures by the name of the operation.
 * @returns {Promise<{measured: {[name: string]: Figures}, bits: number}>}
 */
async function measure() {
  const { program, bits } = buildHost();
  const [bundle = ''] = await bundleForXs(['host-tests/budgets/measure.ts']);
  const { pools } = json(join(ROOT, 'host-tests/boards.json')).smallest;
  const { room } = json(join(ROOT, 'host-tests/xs-room.json'));
  const { code, output, error } = await runOnXs(program, bundle, poolsFor(bits, sum(pools, room)), {
    isBoard: true,
  });
  const begun = [...output.matchAll(/^# (.*)$/gm)].at(-1)?.[1];
  if (code !== 0) throw new Error(`${begun}: not measured: ${error.trim()}`);
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  return { measured: Object.fromEntries(lines.map(({ name, ...figures }) => [name, figures])), bits };
}

/** Complaints about one budget: figures that are not those of the file, figures above their ceiling. */
function compare(
  /** @type {string} */ name,
  /** @type {Budget | undefined} */ budget,
  /** @type {Figures | undefined} */ measured,
  /** @type {number} */ bits,
) {
  if (budget === undefined) return [`${name}: is not in host-tests/budgets.json`];
  if (measured === undefined) return [`${name}: is not measured any more`];
  const { figures, ceiling = {} } = budget;
  return Object.keys({ ...figures, ...measured })
    .filter((figure) => bits === 32 || !OF_32_BIT.test(figure))
    .flatMap((figure) => {
      const now = measured[figure] ?? Number.NaN;
      const most = ceiling[figure];
      const words = [];
      if (now !== figures[figure]) words.push(`${name}: ${figure}: ${now}, was ${figures[figure]}`);
      if (most !== undefined && now > most) words.push(`${name}: ${figure}: ${now}, the ceiling is ${most}`);
      return words;
    });
}

/** Figures that an update may not write: above their ceiling and not better than what the file has. */
function refused(
  /** @type {string} */ name,
  /** @type {Budget} */ { figures, ceiling = {} },
  /** @type {Figures} */ now,
) {
  return Object.entries(ceiling)
    .filter(([figure, most]) => (now[figure] ?? 0) > Math.max(most, figures[figure] ?? 0))
    .map(([figure, most]) => `${name}: ${figure}: ${now[figure]} is not written, the ceiling is ${most}`);
}

/** Says which goals are missed. */
function sayGoals(/** @type {string} */ name, /** @type {Budget | undefined} */ budget) {
  for (const [figure, goal] of Object.entries(budget?.goal ?? {}))
    if ((budget?.figures[figure] ?? 0) > goal)
      console.log(`     ${name}: ${figure}: ${budget?.figures[figure]}, the goal is ${goal}`);
}

/** The step of `npm test`. */
export async function checkBudgets() {
  const { measured, bits } = await measure();
  /** @type {{[name: string]: Budget}} */
  const budgets = json(FILE);
  let failed = 0;
  const names = new Set([...Object.keys(budgets), ...Object.keys(measured)]);
  for (const name of names) {
    const complaints = compare(name, budgets[name], measured[name], bits);
    if (complaints.length > 0) failed += 1;
    for (const line of complaints) console.log(`  ${line}`);
    sayGoals(name, budgets[name]);
  }
  const bytes = bits === 32 ? '' : ' (bytes are not compared for 64 bit)';
  console.log(
    `${failed === 0 ? 'ok  ' : 'FAIL'} budgets on XS${bytes}: ${names.size - failed} passed, ${failed} failed`,
  );
  if (failed > 0)
    console.log('     npm run budgets -- --update writes the new figures, where no ceiling forbids it');
  return { passed: names.size - failed, failed };
}

/** Writes the figures that were measured and shows what changed. */
async function update() {
  const { measured, bits } = await measure();
  if (bits !== 32) throw new Error('budgets are written on a computer with 32-bit libraries (gcc-multilib)');
  /** @type {{[name: string]: Budget}} */
  const budgets = json(FILE);
  const forbidden = Object.entries(measured).flatMap(([name, now]) =>
    refused(name, budgets[name] ?? { figures: {} }, now),
  );
  for (const [name, { ceiling }] of Object.entries(budgets))
    if (ceiling !== undefined && !(name in measured))
      forbidden.push(`${name}: has a ceiling and is not measured any more`);
  if (forbidden.length > 0) throw new Error(forbidden.join('\n'));
  for (const [name, now] of Object.entries(measured))
    for (const line of compare(name, budgets[name], now, bits)) console.log(line);
  /** @type {{[name: string]: Budget}} */
  const written = {};
  for (const [name, figures] of Object.entries(measured)) {
    written[name] = { ...budgets[name], figures };
  }
  for (const name of Object.keys(budgets)) if (!(name in measured)) console.log(`${name}: taken out`);
  writeFileSync(FILE, `${JSON.stringify(written, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (process.argv.includes('--update')) await update();
    else if ((await checkBudgets()).failed > 0) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
