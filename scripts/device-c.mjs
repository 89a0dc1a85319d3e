// Compiles the C of the device where there is no SDK: node scripts/device-c.mjs
// For this machine and for rv32imc, the instructions of an ESP32-C3, against our own declarations of what is called; and
// runs the shell of the step core against pins, a timer and a flash that are a test's.

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './bundle.mjs';

const WARNINGS = ['-std=c11', '-Wall', '-Wextra', '-Wconversion', '-Werror', '-Ihost-tests/device/idf'];
const RISCV = ['-march=rv32imc', '-mabi=ilp32', '-ffreestanding'];
const RISCV_TOOLS = 'riscv64-unknown-elf-';

const SHELL = 'src/device/step-engine-esp32.c';
const BINDINGS = [
  'step-binding',
  'step-events-esp32',
  'analog-esp32',
  'entropy-esp32',
  'crc32',
  'garbage',
  'w5500-esp32',
].map((name) => `src/device/${name}.c`);
const XS = ['-isystem', 'node_modules/@agoric/xsnap/moddable/xs/includes', '-include', 'stddef.h'];

const SHELL_TEST = 'host-tests/device/c/shell.c';

/** Pins of an ESP32-C3 and of an ESP32: sets of one and of two words. */
const PIN_COUNTS = [22, 40];

/** Of the code, only what a task calls may be left to the flash; the interrupt comes while that is written, too. */
const IN_FLASH =
  /^step(Engine(Enter|Leave|Now|Start|Listen|Heard)|Reset|Push|Start|Halt|Arm|Disarm|Inputs|Acknowledge|Switch|Enable)$/;

/** Runs a tool; gives what it prints. Throws with the Debian package that it is in, or with what it complains of. */
function tool(/** @type {string} */ name, /** @type {string[]} */ args) {
  const { error, status, stdout, stderr } = spawnSync(name, args, { cwd: ROOT, encoding: 'utf8' });
  if (error !== undefined) {
    const inPackage = name.startsWith(RISCV_TOOLS) ? 'gcc-riscv64-unknown-elf' : 'gcc';
    throw new Error(`${name} is missing: install the Debian package ${inPackage}`);
  }
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const compile = (
  /** @type {string} */ compiler,
  /** @type {string} */ source,
  /** @type {string} */ object,
  /** @type {string[]} */ options,
) => tool(compiler, [...WARNINGS, ...options, '-c', source, '-o', object]);

/** Code and constants of an object that would lie in flash and must not. */
function misplaced(/** @type {string} */ object) {
  return tool(`${RISCV_TOOLS}objdump`, ['-t', object])
    .split('\n')
    .map((line) => /^\w+ .{7} (\.text|\.s?rodata)\S*\s+\w+ (\w+)$/.exec(line)?.[2] ?? '')
    .filter((name) => name !== '' && !IN_FLASH.test(name));
}

/** The shell with the test's hardware in the place of the IDF; the test says what does not hold. */
function runShell() {
  const program = join(ROOT, 'build/device-shell');
  const checks = ['-O1', '-g', '-fsanitize=address,undefined', '-DREGISTERS_ARE_FUNCTIONS'];
  tool('gcc', [...WARNINGS, ...checks, '-DSOC_GPIO_PIN_COUNT=22', SHELL_TEST, SHELL, '-o', program]);
  const { status, stdout, stderr } = spawnSync(program, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the step engine of the chip ${stdout}${stderr}`);
}

/** @returns {{passed: number, failed: number}} compilations, and the run */
export function testDeviceC() {
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  const object = join(ROOT, 'build/device.o');
  let passed = 0;
  for (const count of PIN_COUNTS)
    for (const level of ['-O2', '-Os']) {
      const options = [level, `-DSOC_GPIO_PIN_COUNT=${count}`];
      for (const binding of BINDINGS) compile('gcc', binding, object, [...options, ...XS]);
      compile('gcc', SHELL, object, options);
      compile(`${RISCV_TOOLS}gcc`, SHELL, object, [...options, ...RISCV]);
      const names = misplaced(object);
      if (names.length > 0) throw new Error(`the interrupt needs what lies in flash: ${names.join(', ')}`);
      passed += BINDINGS.length + 2;
    }
  runShell();
  passed += 1;
  console.log(`ok   the C of the device, for this machine and for rv32imc: ${passed} passed, 0 failed`);
  return { passed, failed: 0 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    testDeviceC();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
