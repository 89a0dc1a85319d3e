// Builds the image of the emulated chip: npm run rv32:build
// Applications are byte code of their own, compiled by the host of XS and put into the chip's flash when it starts.

import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './bundle.mjs';
import { missingForChip } from './rv32-doctor.mjs';
import { makeAlone } from './xs-build.mjs';

/** RAM of the chip as the linker takes it: that of an ESP32-C3, without its cache. */
const RAM = '400K';

/**
 * @typedef {object} ChipOptions
 * @property {string} [ram] its size as the linker takes it
 * @property {boolean} [isMetered] counts byte-code instructions, as tests want it
 */

/**
 * Builds what is not up to date; gives the path of the image. Throws with words for people when something is missing.
 */
export function buildChip(/** @type {ChipOptions} */ { ram = RAM, isMetered = true } = {}) {
  const missing = missingForChip();
  if (missing !== '') throw new Error(missing);
  // Paths from where make runs, so that a blank in the path to the repository does no harm.
  const options = ['-s', `-j${availableParallelism()}`, 'OUT=../../build/rv32', `RAM=${ram}`];
  const status = makeAlone('scripts/rv32', [...options, `METERING=${isMetered ? 1 : 0}`]);
  if (status !== 0) throw new Error('the image of the emulated chip was not built: see above');
  return join(ROOT, `build/rv32/chip-${isMetered ? 'metered' : 'plain'}-${ram}.elf`);
}

/** Compiles a bundle for XS to an application for the flash of the chip; gives its path. */
export function compileForChip(/** @type {string} */ hostProgram, /** @type {string} */ bundle) {
  const application = bundle.replace(/\.js$/, '.flash');
  const { status, stderr } = spawnSync(hostProgram, ['--compile', application, bundle], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${bundle} was not compiled: ${stderr.trim()}`);
  return application;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const start = performance.now();
  try {
    console.log(`${buildChip()}: ${((performance.now() - start) / 1_000).toFixed(1)} s`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
