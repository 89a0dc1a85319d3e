// Counts the instructions of the step core's interrupt on an emulated RV32IMC chip: node scripts/step-cost.mjs

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './bundle.mjs';

const COMPILER = 'riscv64-unknown-elf-gcc';
const EMULATOR = 'qemu-system-riscv32';

/** Debian packages of the tools. */
const TOOLS = { [COMPILER]: 'gcc-riscv64-unknown-elf', [EMULATOR]: 'qemu-system-misc' };

const FOLDER = 'host-tests/motion/c';

const COMPILE = [
  ...[
    '-std=gnu11',
    '-march=rv32imc',
    '-mabi=ilp32',
    '-O2',
    '-ffreestanding',
    '-nostdlib',
    '-Wall',
    '-Wextra',
  ],
  ...['-fno-tree-loop-distribute-patterns', '-Wl,--no-warn-rwx-segments', `-I${FOLDER}`],
  ...['-DSTEP_PORT="cost-port.h"', '-T', `${FOLDER}/cost.ld`, `${FOLDER}/cost-start.S`],
  ...[`${FOLDER}/cost.c`, 'src/motion/step-core.c', '-lgcc'],
];

/** With -icount every instruction counts once, so runs repeat exactly. */
const EMULATE = [
  ...[
    '-M',
    'virt',
    '-cpu',
    'rv32,a=false,f=false,d=false',
    '-icount',
    'shift=0',
    '-nographic',
    '-bios',
    'none',
  ],
  ...['-monitor', 'none', '-serial', 'stdio', '-kernel'],
];

/**
 * @typedef {object} StepCost
 * @property {number} pinWords words of 32 pins that the chip has: 1 on an ESP32-C3, 2 on an ESP32
 * @property {number} axes that run
 * @property {boolean} isTogether whether all are due at the same ticks, or one at a time
 * @property {number} perSegment steps of a segment
 * @property {number} perInterrupt instructions of a complete interrupt on average, entry and return included
 * @property {number} most of one interrupt
 * @property {number} perStep for each step
 */

/** The names of missing tools with their Debian packages, or undefined. */
export function missingTools() {
  const missing = Object.entries(TOOLS).filter(
    ([tool]) => spawnSync(tool, ['--version']).error !== undefined,
  );
  return missing.length === 0
    ? undefined
    : missing.map(([tool, name]) => `${tool} is missing: install the Debian package ${name}`).join('\n');
}

/**
 * Compiles and measures the core with ports of one and two words of pins. Throws with words for people.
 * @returns {StepCost[]}
 */
export function measureStepCost() {
  const missing = missingTools();
  if (missing !== undefined) throw new Error(missing);
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  return [1, 2].flatMap((pinWords) => {
    const image = `build/step-cost-${pinWords}.elf`;
    const compiled = spawnSync(COMPILER, [`-DSTEP_PIN_WORDS=${pinWords}`, ...COMPILE, '-o', image], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    if (compiled.status !== 0) throw new Error(`the step core was not compiled:\n${compiled.stderr}`);
    const run = spawnSync(EMULATOR, [...EMULATE, image], { cwd: ROOT, encoding: 'utf8', timeout: 60_000 });
    const lines = run.stdout.trim().split('\n');
    if (lines.length < 10) throw new Error(`the measurement did not end:\n${run.stdout}${run.stderr}`);
    return lines.map((line) => {
      const [axes = 0, together, perSegment = 0, interrupts = 1, sum = 0, most = 0, steps = 1] = line
        .split(' ')
        .map(Number);
      const isTogether = together === 1;
      return {
        pinWords,
        axes,
        isTogether,
        perSegment,
        perInterrupt: sum / interrupts,
        most,
        perStep: sum / steps,
      };
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log('Instructions of the step core on RV32IMC at -O2, complete interrupts (QEMU, exact)');
    for (const { pinWords, axes, isTogether, perSegment, perInterrupt, most, perStep } of measureStepCost())
      console.log(
        `${32 * pinWords} pins, ${axes} ${axes === 1 ? 'axis' : isTogether ? 'axes due together' : 'axes, one due'}, ` +
          `${perSegment} steps a segment: ${perInterrupt.toFixed(1)} an interrupt (most ${most}), ` +
          `${perStep.toFixed(1)} a step`,
      );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
