// Runs an application on the emulated chip.

import { EMULATOR } from './rv32-doctor.mjs';
import { collect } from './xs-run.mjs';

/** Memory of the emulator below the RAM of the chip: flash, ROM, and what is outside of the chip, KiB. */
const BELOW_RAM_KIBIBYTES = 512 * 1_024;

/** And above it, where the chip cannot reach: the emulator puts a description of the machine there, KiB. */
const ABOVE_RAM_KIBIBYTES = 64 * 1_024;

/** Where the application lies: the start of the ROM of scripts/rv32/chip.ld. */
const APPLICATION = '0x80400000';

/** An instruction set without atomics and floating point; with -icount every instruction takes 2 to the power of `shift`
 * ns of the emulator's time, which scripts/rv32/timer.c counts on, and time jumps while it sleeps. */
const MACHINE = [
  ...['-M', 'virt', '-cpu', 'rv32,a=false,f=false,d=false', '-icount', 'shift=6,sleep=off', '-nographic'],
  ...['-bios', 'none', '-monitor', 'none'],
];

/** The emulator's memory comes in pieces of this size, KiB. */
const PIECE_KIBIBYTES = 8;

/** KiB of a size as the linker takes it. */
const kibibytes = (/** @type {string} */ size) =>
  Number.parseInt(size, 10) * (size.endsWith('M') ? 1_024 : 1);

/**
 * What the emulator is started with.
 * @param {{image: string, application: string, serial?: string, memory?: string}} chip with the file that all its memory
 *   is in, for others to look at
 * @param {string[]} args for the program on the chip, none with a blank
 */
export function emulation({ image, application, serial = 'none', memory }, args) {
  const ram = /-(\d+[KM])\.elf$/.exec(image)?.[1] ?? '';
  // A comma in a value is doubled.
  const words = ['chip', ...args].map((word) => `arg=${word.replaceAll(',', ',,')}`);
  const pieces = Math.ceil(kibibytes(ram) / PIECE_KIBIBYTES);
  const size = `${BELOW_RAM_KIBIBYTES + pieces * PIECE_KIBIBYTES + ABOVE_RAM_KIBIBYTES}K`;
  const backend = `memory-backend-file,id=all,size=${size},mem-path=${memory},share=on`;
  return [
    ...MACHINE,
    ...['-m', size, '-serial', serial, '-kernel', image],
    ...(memory === undefined ? [] : ['-machine', 'memory-backend=all', '-object', backend]),
    ...['-device', `loader,file=${application},addr=${APPLICATION},force-raw=on`],
    ...['-semihosting-config', ['enable=on,target=native', ...words].join()],
  ];
}

/**
 * Runs a program on the chip to its end, for so many milliseconds at most.
 * @param {{image: string, application: string}} chip
 * @param {string[]} args
 * @param {number} milliseconds
 */
export const runOnChip = (chip, args, milliseconds) => collect(EMULATOR, emulation(chip, args), milliseconds);
