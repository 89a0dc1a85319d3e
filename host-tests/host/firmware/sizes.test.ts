// The sizes of a firmware by part, from the sections of a program.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { loadBoard } from '../../../src/host/board/board-file.js';
import { elfSections } from '../../../src/host/firmware/elf-sections.js';
import { sizesText } from '../../../src/host/firmware/sizes.js';

const SOURCE = [
  '.section .flash.text, "ax"\n.zero 1000',
  '.section .flash.rodata, "a"\n.zero 200',
  '.section .iram0.text, "ax"\n.zero 30',
  '.section .dram0.data, "aw"\n.zero 7',
  '.section .dram0.bss, "aw", @nobits\n.zero 5',
  '.section .notes\n.zero 9999\n',
].join('\n');

function objectOf(t: ExecutionContext, ...options: string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'armchair-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const [source, object] = [join(folder, 'parts.s'), join(folder, 'parts.o')];
  writeFileSync(source, SOURCE);
  execFileSync('gcc', [...options, '-c', source, '-o', object]);
  return readFileSync(object);
}

for (const option of ['-m32', '-m64'])
  test(`sections of a program, ${option}`, (t) => {
    const sections = elfSections(objectOf(t, option)).filter(({ name }) => /ram|flash/.test(name));
    t.deepEqual(
      sections.map(({ name, bytes, isStored }) => [name, bytes, isStored]),
      [
        ['.flash.text', 1_000, true],
        ['.flash.rodata', 200, true],
        ['.iram0.text', 30, true],
        ['.dram0.data', 7, true],
        ['.dram0.bss', 5, false],
      ],
    );
  });

test('what is no program is refused', (t) => {
  t.throws(() => elfSections(new Uint8Array(64)), { message: 'this is no program in ELF' });
  t.throws(() => elfSections(new Uint8Array(3)), { message: 'this is no program in ELF' });
});

test('flash, memory, the pools of the machine and the image are told apart', (t) => {
  const text = sizesText(loadBoard('esp32_devkit'), {
    program: objectOf(t, '-m32'),
    imageBytes: 1_234_567,
    pools: { chunkBytes: 60_000, slots: 4_000, stackSlots: 500 },
  });
  t.deepEqual(
    text.split('\n').map((line) => line.trim()),
    [
      '1,000  flash, code',
      '200  flash, constants',
      '30  memory, code',
      '12  memory, data',
      '60,000  memory, chunks of the machine',
      '64,000  memory, 4,000 slots',
      '8,000  memory, stack of 500 slots',
      '132,000  memory, the machine',
      '1,234,567  image, of 2,097,152',
    ],
  );
});
