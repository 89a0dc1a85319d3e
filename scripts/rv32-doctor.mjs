// Names the Debian packages that the emulated chip needs and that are missing: npm run rv32:doctor

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const COMPILER = 'riscv64-unknown-elf-gcc';
export const EMULATOR = 'qemu-system-riscv32';

const starts = (/** @type {string} */ tool) => spawnSync(tool, ['--version']).error === undefined;

/** Whether the compiler finds the C library. */
const hasLibrary = () =>
  spawnSync(COMPILER, ['--specs=picolibc.specs', '-E', '-include', 'stdio.h', '-'], { input: '' }).status ===
  0;

/**
 * What is needed by the name of the package that has it.
 * @type {Record<string, {what: string, isThere: () => boolean}>}
 */
const NEEDS = {
  'gcc-riscv64-unknown-elf': { what: COMPILER, isThere: () => starts(COMPILER) },
  'picolibc-riscv64-unknown-elf': { what: 'picolibc', isThere: hasLibrary },
  'qemu-system-misc': { what: EMULATOR, isThere: () => starts(EMULATOR) },
  make: { what: 'make', isThere: () => starts('make') },
};

/** What is missing and how to install it, or the empty text. */
export function missingForChip() {
  const missing = Object.entries(NEEDS).filter(([, { isThere }]) => !isThere());
  if (missing.length === 0) return '';
  const names = missing.map(([name]) => name).join(' ');
  return `${missing.map(([, { what }]) => what).join(', ')}: missing; apt-get install --no-install-recommends ${names}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const missing = missingForChip();
  console.log(missing || 'Nothing that the emulated chip needs is missing.');
  process.exitCode = missing === '' ? 0 : 1;
}
