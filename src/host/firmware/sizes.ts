// What a firmware takes of flash and of memory, part by part, for people.

import type { Board } from '../../kernel/board.js';
import { figure } from '../board/finding.js';
import { tableOf } from '../board/show.js';
import { elfSections, type Section } from './elf-sections.js';
import { bytesOf, type Pools, SLOT_BYTES } from './pools.js';

/** Parts by the names of sections: of the IDF's linker scripts, and of a program for this machine. */
const PARTS: readonly (readonly [title: string, names: RegExp])[] = Object.freeze([
  ['flash, code', /^\.(flash\.text|init|fini|plt.*|text)$/],
  ['flash, constants', /^\.(flash\.(?!text).*|rodata|data\.rel\.ro|eh_frame.*)$/],
  ['memory, code', /^\.iram/],
  ['memory, data', /^\.(dram|data$|bss|noinit|rtc|sdata|sbss)/],
]);

/** Sums of sections; those that only a loader reads are left out. */
function partRows(sections: readonly Section[]): string[][] {
  return PARTS.map(([title, names]): [string, number] => [
    title,
    sections.filter(({ name }) => names.test(name)).reduce((sum, { bytes }) => sum + bytes, 0),
  ])
    .filter(([, bytes]) => bytes > 0)
    .map(([title, bytes]) => [title, figure(bytes)]);
}

export interface Built {
  readonly program: Uint8Array;
  /** What is written to the flash; absent on the desk. */
  readonly imageBytes?: number | undefined;
  readonly pools: Pools;
}

export function sizesText(board: Board, { program, imageBytes, pools }: Built): string {
  const { chunkBytes, slots, stackSlots } = pools;
  const { applicationBytes } = board.storage;
  const rows = partRows(elfSections(program));
  rows.push(
    ['memory, chunks of the machine', figure(chunkBytes)],
    [`memory, ${figure(slots)} slots`, figure(slots * SLOT_BYTES)],
    [`memory, stack of ${figure(stackSlots)} slots`, figure(stackSlots * SLOT_BYTES)],
    ['memory, the machine', figure(bytesOf(pools))],
  );
  if (imageBytes !== undefined) rows.push([`image, of ${figure(applicationBytes)}`, figure(imageBytes)]);
  return tableOf(rows.map(([title = '', bytes = '']) => [bytes.padStart(10), title]));
}
