// Counts the processor's instructions of the operations of the firmware on the emulated chip: npm run bench -- --rv32
// They are those of `npm run budgets`, without the counting of byte code; at one a cycle their time is a lower bound.

import { fileURLToPath } from 'node:url';
import { buildChip, compileForChip } from './rv32-build.mjs';
import { runOnChip } from './rv32-run.mjs';
import { buildHost } from './xs-build.mjs';
import { bundleForXs } from './xs-bundle.mjs';
import { hostOptions, sum } from './xs-run.mjs';
import { json, roomTable } from './xs-test.mjs';

const SOURCE = 'host-tests/budgets/measure.ts';

/** With room for what the measurement needs beside what it measures. */
const RAM = '2M';

const TIME_MAX = 900_000;
const CLOCK_MEGAHERTZ = 160;

/**
 * Instructions by the name of the operation. Throws with words for people.
 * @returns {Promise<{name: string, instructions: number}[]>}
 */
export async function measureOnChip() {
  const [bundle = ''] = await bundleForXs([SOURCE]);
  const application = compileForChip(buildHost().program, bundle);
  const pools = sum(json('host-tests/boards.json').smallest.pools, roomTable().room);
  const image = buildChip({ ram: RAM, isMetered: false });
  const options = hostOptions(pools, { isBoard: true });
  const { code, output, error } = await runOnChip(
    { image, application },
    [...options, 'application'],
    TIME_MAX,
  );
  if (code !== 0) throw new Error(`not measured: ${error.trim()}`);
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line)).filter(({ instructions }) => instructions !== undefined);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log('Instructions on RV32IMC at -O2, metering off (QEMU), and µs at 160 MHz, a lower bound');
    for (const { name, instructions } of await measureOnChip())
      console.log(`${name}: ${instructions} (${(instructions / CLOCK_MEGAHERTZ).toFixed(1)} µs)`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
