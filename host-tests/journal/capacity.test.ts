// The figures of JOURNAL.md: how many portions a storage takes, and what its index needs.

import { readFileSync } from 'node:fs';
import test from 'ava';
import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import { BlockIndex } from '../../src/journal/block-index.js';
import { appendPortion, SampleLab, sampleJournal } from './sample-journal.js';

const BLOCK_BYTES = 4_096;
const MEBIBYTE = 1_048_576;

/** Portions of one session until a command is refused. */
function portions(blocks: number): number {
  const lab = new SampleLab();
  lab.chemicals.push('WaterC1.0123');
  for (let i = 10; i < 50; i++)
    lab.containers.push({ name: `product${i}C1.`, slot: 4, well: 'A1', volume: 1, type: 'Well96' });
  const { journal } = sampleJournal({ lab, device: new MemoryBlocks(BLOCK_BYTES, blocks) });
  journal.begin();
  for (let count = 0; ; count++) {
    try {
      journal.checkRoom(7);
    } catch {
      return count;
    }
    appendPortion(journal, count % 40, 100.5 + count / 7);
    journal.handOver();
  }
}

test('JOURNAL.md says how many portions fit', (t) => {
  const text = readFileSync('src/journal/JOURNAL.md', 'utf8');
  const figure = (value: number): string => value.toLocaleString('en-US');
  for (const mebibytes of [1, 2, 4]) {
    const blocks = (mebibytes * MEBIBYTE) / BLOCK_BYTES;
    const { bytes } = new BlockIndex(blocks);
    const row = `| ${mebibytes} MiB | ${figure(portions(blocks))} | ${figure(bytes)} bytes |`;
    t.true(text.includes(row), row);
  }
});
