// Storage of the journal on the host: in memory by the rules of flash, and in a file of the state folder.

import { chmodSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { FileBlocks, JOURNAL_FILE } from '../../src/host/storage/file-blocks.js';
import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import type { BlockDevice } from '../../src/journal/block-device.js';
import { ENDED } from '../../src/journal/record.js';
import { storedSessions } from '../journal/cut-flash.js';
import { appendPortion, SampleLab, sampleJournal } from '../journal/sample-journal.js';
import { Random } from '../support/random.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'armchair-'));

const contents = (device: BlockDevice): Uint8Array => {
  const bytes = new Uint8Array(device.blockBytes * device.blocks);
  for (let block = 0; block < device.blocks; block++)
    device.read(block, 0, bytes, block * device.blockBytes, device.blockBytes);
  return bytes;
};

test('memory keeps to the rules of flash: no byte is written twice without an erasure, nor an earlier one', (t) => {
  const device = new MemoryBlocks(64, 4);
  const source = new Uint8Array(64);
  device.write(2, 10, source, 0, 5);
  device.write(2, 15, source, 0, 1);
  device.write(2, 20, source, 0, 1);
  t.throws(() => device.write(2, 20, source, 0, 1), { message: /byte 20 of block 2 is written already/ });
  t.throws(() => device.write(2, 16, source, 0, 2), { message: /byte 16 of block 2 is written already/ });
  t.throws(() => device.write(2, 60, source, 0, 5), { message: /there is no byte 65 of block 2/ });
  t.throws(() => device.read(4, 0, source, 0, 1), { message: /there is no byte 1 of block 4/ });
  device.erase(2);
  t.true(contents(device).every((byte) => byte === 0xff));
  t.notThrows(() => device.write(2, 0, source, 0, 64));
});

test('a file holds what memory holds, and still does when it is opened again', (t) => {
  const random = new Random(9);
  const path = folder();
  const memory = new MemoryBlocks(64, 8);
  const file = new FileBlocks(path, 64, 8);
  for (let block = 0; block < 8; block++) for (const device of [memory, file]) device.erase(block);
  for (let i = 0; i < 100; i++) {
    const block = random.below(8);
    const source = random.bytes(40);
    for (const device of [memory, file]) {
      device.erase(block);
      device.write(block, i % 7, source, 5, i % 20);
      device.write(block, 30, source, 0, i % 35);
    }
  }
  file.sync();
  t.deepEqual(contents(file), contents(memory));
  file.close();
  const again = new FileBlocks(path, 64, 8);
  t.deepEqual(contents(again), contents(memory));
  again.close();
});

test('a new file takes no room on the disk before it is used', (t) => {
  const path = folder();
  const file = new FileBlocks(path);
  const { size, blocks } = statSync(join(path, JOURNAL_FILE));
  t.is(size, 64 * 1_048_576);
  t.true(blocks < 64);
  file.close();
});

test('the journal of a state folder goes on after a restart', (t) => {
  const path = folder();
  const lab = new SampleLab();
  lab.chemicals.push('WaterC1.0');
  for (const well of ['A1', 'A2'])
    lab.containers.push({ name: `rxn${well}C1.0`, slot: 4, well, volume: 1, type: 'Well96' });
  for (let start = 1; start <= 3; start++) {
    const device = new FileBlocks(path, 4_096, 64);
    const { journal } = sampleJournal({ device, lab });
    t.is(journal.session, start - 1);
    journal.begin();
    appendPortion(journal, 1, start);
    if (start === 1) journal.end(ENDED.closed);
    else journal.handOver();
    t.deepEqual(
      storedSessions(device).map(({ ended }) => ended),
      [ENDED.closed, 0, 0].slice(0, start),
    );
    device.close();
  }
});

test('a folder that cannot be made, a file that cannot be opened and one that fails are said with the path', (t) => {
  const path = folder();
  writeFileSync(join(path, 'file'), '');
  t.throws(() => new FileBlocks(join(path, 'file')), {
    message: /^the run log cannot be written or read: .*file\/journal\.bin: .*EEXIST|ENOTDIR/,
  });
  if (process.getuid?.() !== 0) {
    chmodSync(path, 0o500);
    t.throws(() => new FileBlocks(path), { message: /journal\.bin: EACCES/ });
  }
  const device = new FileBlocks(folder(), 64, 4);
  device.close();
  t.throws(() => device.sync(), { message: /journal\.bin: EBADF/ });
  t.throws(() => device.read(0, 0, new Uint8Array(1), 0, 1), { message: /journal\.bin: EBADF/ });
});
