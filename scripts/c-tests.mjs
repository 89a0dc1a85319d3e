// The step core in C against the TypeScript engine, edge for edge over random runs: node scripts/c-tests.mjs [RUNS]
// The core is compiled with the system's compiler and checks of addresses and undefined behaviour.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, ROOT } from './bundle.mjs';
import { testDeviceC } from './device-c.mjs';

/** @typedef {{title: string, calls: string[], expected: string[]}} CoreRun */

const RUNS = 3_000;

/** Runs that are played by one process. */
const BATCH = 500;

const FOLDER = 'host-tests/motion/c';
const PROGRAM = 'build/step-player';

const COMPILE = [
  ...['-std=c11', '-O1', '-g', '-Wall', '-Wextra', '-Wconversion', '-Werror'],
  ...['-fsanitize=address,undefined', '-fno-sanitize-recover=all'],
  ...['-DSTEP_PORT="recorder-port.h"', `-I${FOLDER}`, `${FOLDER}/player.c`, 'src/motion/step-core.c'],
  ...['-o', PROGRAM],
];

function compile() {
  if (spawnSync('gcc', ['--version']).error !== undefined)
    throw new Error('gcc is missing: install the Debian packages gcc and libc6-dev');
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  const { status, stderr } = spawnSync('gcc', COMPILE, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the step core was not compiled:\n${stderr}`);
}

/** Plays calls on the core; resolves to the lines that it printed, or rejects with the words of a sanitizer. */
function play(/** @type {string[]} */ calls) {
  return new Promise((/** @type {(lines: string[]) => void} */ resolve, reject) => {
    const child = spawn(join(ROOT, PROGRAM), { cwd: ROOT });
    let output = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (data) => (output += data));
    child.stderr.setEncoding('utf8').on('data', (data) => (error += data));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output.split('\n')) : reject(new Error(error.slice(0, 4_000))),
    );
    child.stdin.end(`${calls.join('\n')}\n`);
  });
}

/** Plays runs one after the other; returns the complaints. */
async function compare(/** @type {CoreRun[]} */ runs) {
  const lines = await play(runs.flatMap(({ calls }) => calls));
  const complaints = [];
  let at = 0;
  for (const { title, expected } of runs) {
    const end = lines.indexOf('.', at);
    const printed = lines.slice(at, end + 1);
    const wrong = expected.findIndex((line, i) => line !== printed[i]);
    if (wrong !== -1 || printed.length !== expected.length)
      complaints.push(`${title}, line ${wrong + 1}: '${printed[wrong]}' in C, '${expected[wrong]}' expected`);
    at = end + 1;
  }
  return complaints;
}

/**
 * Compares both engines over so many random runs, and the core with what it has to do where it has no twin; compiles
 * the C of the device.
 * @returns {Promise<{passed: number, failed: number}>} runs and compilations
 */
export async function testCore(count = RUNS) {
  const device = testDeviceC();
  compile();
  const { chipRuns, randomRun } = await import(await bundle(`${FOLDER}/core-runs.ts`, 'core-runs.js'));
  const complaints = await compare(chipRuns());
  let passed = chipRuns().length;
  let edges = 0;
  for (let first = 1; first <= count; first += BATCH) {
    const size = Math.min(BATCH, count - first + 1);
    const runs = Array.from({ length: size }, (_, i) => randomRun(first + i));
    for (const run of runs) edges += run.edges;
    complaints.push(...(await compare(runs)));
    passed += size;
  }
  const failed = complaints.length;
  for (const complaint of complaints.slice(0, 20)) console.log(`  ${complaint}`);
  console.log(
    `${failed === 0 ? 'ok  ' : 'FAIL'} the step core in C, ${edges} edges as the TypeScript engine makes them: ` +
      `${passed - failed} runs passed, ${failed} failed`,
  );
  return { passed: device.passed + passed - failed, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { failed } = await testCore(Number(process.argv[2] ?? RUNS));
    process.exitCode = failed === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
