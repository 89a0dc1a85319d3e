// The figures of the emulated chip that are held: host-tests/rv32/baseline.json, and how others are compared with them.

import { spawnSync } from 'node:child_process';
import { COMPILER, EMULATOR } from './rv32-doctor.mjs';

/** @typedef {{[name: string]: number}} Figures */
/** @typedef {{compiler: string, library: string, emulator: string}} Versions */
/** @typedef {{versions: Versions, figures: Figures, goals: Figures}} Baseline */

/** By how much figures of other tools may differ. */
const TOLERANCE = 0.05;

const firstLine = (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
  spawnSync(command, args, { encoding: 'utf8' }).stdout.split('\n')[0]?.trim() ?? '';

/** @returns {Versions} of the tools that are installed */
export const versionsHere = () => ({
  compiler: firstLine(COMPILER, '-dumpfullversion'),
  library: firstLine('dpkg-query', '-W', 'picolibc-riscv64-unknown-elf').replace(/^.*\t/, ''),
  emulator: firstLine(EMULATOR, '--version').replace(/^.*version /, ''),
});

/** Whether figures have to be the same to the instruction. */
export const isSame = (/** @type {Versions} */ a, /** @type {Versions} */ b) =>
  a.compiler === b.compiler && a.library === b.library && a.emulator === b.emulator;

/**
 * What differs from the baseline: by anything with its versions, by more than 5 % with others.
 * @param {Baseline} baseline
 * @param {Versions} versions
 * @param {Figures} figures
 */
export function differences(baseline, versions, figures) {
  const tolerance = isSame(baseline.versions, versions) ? 0 : TOLERANCE;
  return [...new Set([...Object.keys(baseline.figures), ...Object.keys(figures)])].flatMap((name) => {
    const was = baseline.figures[name];
    const now = figures[name];
    if (was === undefined) return [`${name}: ${now}, is not in the baseline`];
    if (now === undefined) return [`${name}: is not measured any more, was ${was}`];
    return Math.abs(now - was) > tolerance * was ? [`${name}: ${now}, was ${was}`] : [];
  });
}

/** Goals that figures miss. */
export const missedGoals = (/** @type {Figures} */ goals, /** @type {Figures} */ figures) =>
  Object.entries(goals)
    .filter(([name, goal]) => (figures[name] ?? Number.POSITIVE_INFINITY) > goal)
    .map(([name, goal]) => `${name}: ${figures[name] ?? 'not measured'}, the goal is ${goal}`);
