// Builds the program that runs tests on XS, for 32 bit where this computer can, else for 64: npm run xs:build
// With XS_BITS=64 in the environment for 64 in any case.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './bundle.mjs';

const FOLDER = join(ROOT, 'build/xs-host');

/** Debian packages of the tools that are needed. */
const TOOLS = { gcc: 'gcc and libc6-dev', make: 'make', flock: 'util-linux' };

/** Whether a program for 32 bit can be built and run here. */
function has32Bit() {
  const program = join(FOLDER, `probe-${process.pid}`);
  const source = `${program}.c`;
  writeFileSync(source, '#include <stdio.h>\nint main(void) { return puts("32") < 0; }\n');
  const compiled = spawnSync('gcc', ['-m32', source, '-o', program, '-lm', '-lpthread', '-latomic']);
  const runs = compiled.status === 0 && spawnSync(program).status === 0;
  for (const file of [source, program]) rmSync(file, { force: true });
  return runs;
}

/**
 * Runs make in a folder when no other one does: programs that start side by side build the same files. Gives its status.
 * @param {string} folder from the root
 * @param {string[]} options
 */
export function makeAlone(folder, options) {
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  const lock = join(ROOT, 'build/make.lock');
  return spawnSync('flock', [lock, 'make', ...options], { cwd: join(ROOT, folder), stdio: 'inherit' }).status;
}

/** @typedef {{program: string, bits: number, title: string}} Host */

/**
 * Builds what is not up to date. Throws with words for people when something is missing.
 * @returns {Host}
 */
export function buildHost() {
  for (const [tool, name] of Object.entries(TOOLS))
    if (spawnSync(tool, ['--version']).error !== undefined)
      throw new Error(`${tool} is missing: install the Debian package ${name}`);
  if (!existsSync(join(ROOT, 'node_modules/@agoric/xsnap/moddable/xs/sources')))
    throw new Error('the sources of XS are missing: run npm ci');
  mkdirSync(FOLDER, { recursive: true });
  const bits = process.env.XS_BITS !== '64' && has32Bit() ? 32 : 64;
  // Paths from where make runs, so that a blank in the path to the repository does no harm.
  const options = ['-s', `-j${availableParallelism()}`, `BITS=${bits}`, `OUT=../../build/xs-host/${bits}`];
  if (makeAlone('scripts/xs-host', options) !== 0)
    throw new Error('the host program of XS was not built: see above');
  const program = join(FOLDER, String(bits), 'xs-host');
  const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim();
  const why = bits === 32 ? '' : ' (32 bit, as on a chip, needs the Debian package gcc-multilib)';
  return { program, bits, title: `${version}, ${bits} bit${why}` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const start = performance.now();
  try {
    const { program, title } = buildHost();
    console.log(`${program}: ${title}, ${((performance.now() - start) / 1_000).toFixed(1)} s`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
