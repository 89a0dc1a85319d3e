// Counts the processor's instructions of the firmware on the emulated chip, and its RAM:
//
//   npm run bench -- --rv32             against host-tests/rv32/baseline.json; what differs is said, and fails
//   npm run bench -- --rv32 --update    writes the figures into the baseline; goals are changed by hand only
//
// Operations are those of `npm run budgets`, without the counting of byte code; the rest is the whole firmware, which
// sessions are played to. At one instruction a cycle times are a lower bound.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './bundle.mjs';
import { differences, isSame, missedGoals, versionsHere } from './rv32-baseline.mjs';
import { buildChip, compileForChip } from './rv32-build.mjs';
import { playOnChip } from './rv32-play.mjs';
import { runOnChip } from './rv32-run.mjs';
import { measureStepCost } from './step-cost.mjs';
import { buildHost } from './xs-build.mjs';
import { bundleForXs } from './xs-bundle.mjs';
import { hostOptions, sum } from './xs-run.mjs';
import { json, roomTable } from './xs-test.mjs';

/** @typedef {import('./rv32-baseline.mjs').Figures} Figures */

const OPERATIONS = 'host-tests/budgets/measure.ts';
const BASELINE = join(ROOT, 'host-tests/rv32/baseline.json');

/** With room for what the measurement needs beside what it measures. */
const RAM = '2M';

const TIME_MAX = 900_000;
const CLOCK_MEGAHERTZ = 160;

/** Instructions by the name of the operation. */
async function measureOperations() {
  const [bundle = ''] = await bundleForXs([OPERATIONS]);
  const application = compileForChip(buildHost().program, bundle);
  const pools = sum(json('host-tests/boards.json').smallest.pools, roomTable().room);
  const image = buildChip({ ram: RAM, isMetered: false });
  const options = hostOptions(pools, { isBoard: true, onlyOperations: true });
  const { code, output, error } = await runOnChip(
    { image, application },
    [...options, 'application'],
    TIME_MAX,
  );
  if (code !== 0) throw new Error(`not measured: ${error.trim()}`);
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line)).map(({ name, instructions }) => [name, instructions]);
}

/** Instructions of complete interrupts of the step core, on average. */
const measureSteps = () =>
  measureStepCost().map(({ pinWords, axes, isTogether, perSegment, perInterrupt }) => [
    `step interrupt, ${32 * pinWords} pins, ${axes} axes${isTogether ? ' together' : ''}, ${perSegment} steps a segment`,
    Math.round(10 * perInterrupt) / 10,
  ]);

/** What a play prints. */
async function played(/** @type {string} */ play) {
  const { code, error, lines } = await playOnChip(play);
  if (code !== 0) throw new Error(`${play}: not measured: ${error.trim()}`);
  return lines;
}

/** What the whole firmware needs, from reset to the first move of a transfer. */
async function measureFirmware() {
  /** @type {Map<string, number>} */
  const figures = new Map();
  let longest = 0;
  for (const play of ['cbor', 'pickle']) {
    const lines = await played(play);
    for (const { name, instructions, toFirstMove, longestCollection = 0 } of lines) {
      if (instructions !== undefined) figures.set(name, instructions);
      if (toFirstMove !== undefined && name.endsWith('first move')) figures.set(name, toFirstMove);
      longest = Math.max(longest, longestCollection);
    }
    const memory = lines.filter((line) => line.name.startsWith('memory')).at(-1);
    const { staticBytes, stackBytes, stackPeakBytes, heapBytes, stackSlotsPeak } = memory;
    figures.set('RAM: static data, bytes', staticBytes);
    figures.set('RAM: C stack, bytes', stackBytes);
    figures.set('RAM: C stack that was used, bytes', stackPeakBytes);
    figures.set('RAM: heap with the pools of XS, bytes', heapBytes);
    figures.set('RAM: stack of XS that was used, slots', stackSlotsPeak);
    figures.set('RAM: everything, bytes', staticBytes + stackBytes + heapBytes);
  }
  figures.set('the longest collection of all sessions', longest);
  const [start] = await played('fullLog');
  figures.set('start to listening with a full run log', start.instructions);
  const fed = (await played('collections')).at(-1);
  figures.set('the longest collection while a move is fed', fed.longestCollection);
  return [...figures];
}

/**
 * Everything, by name. Throws with words for people.
 * @returns {Promise<Figures>}
 */
export async function measureOnChip() {
  return Object.fromEntries([
    ...(await measureOperations()),
    ...measureSteps(),
    ...(await measureFirmware()),
  ]);
}

function print(/** @type {Figures} */ figures) {
  console.log('Instructions on RV32IMC at -O2, metering off (QEMU), and µs at 160 MHz, a lower bound');
  for (const [name, figure] of Object.entries(figures))
    console.log(
      name.startsWith('RAM')
        ? `${name}: ${figure}`
        : `${name}: ${figure} (${(figure / CLOCK_MEGAHERTZ).toFixed(1)} µs)`,
    );
}

async function main() {
  const versions = versionsHere();
  const figures = await measureOnChip();
  print(figures);
  /** @type {import('./rv32-baseline.mjs').Baseline} */
  const baseline = JSON.parse(readFileSync(BASELINE, 'utf8'));
  for (const line of missedGoals(baseline.goals, figures)) console.log(`missed: ${line}`);
  if (process.argv.includes('--update')) {
    writeFileSync(BASELINE, `${JSON.stringify({ versions, goals: baseline.goals, figures }, null, 2)}\n`);
    return;
  }
  const found = differences(baseline, versions, figures);
  for (const line of found) console.log(`differs: ${line}`);
  const how = isSame(baseline.versions, versions)
    ? 'exactly'
    : 'within 5 %: other tools than those of the baseline';
  console.log(`${found.length} figures differ from host-tests/rv32/baseline.json, compared ${how}`);
  if (found.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
