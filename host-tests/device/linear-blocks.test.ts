// The journal's blocks on storage that is read and written at a place.

import test from 'ava';
import { LinearBlocks, type LinearStorage } from '../../src/device/linear-blocks.js';
import { Fault } from '../../src/kernel/faults.js';

const BLOCK_BYTES = 64;

/** Flash of four blocks, which can fail. */
class Flash implements LinearStorage {
  readonly bytes = new Uint8Array(4 * BLOCK_BYTES).fill(0xff);
  isBroken = false;
  syncs = 0;

  read(buffer: Uint8Array, position: number): number {
    this.#check();
    buffer.set(this.bytes.subarray(position, position + buffer.length));
    return buffer.length;
  }

  write(buffer: Uint8Array, position: number): void {
    this.#check();
    this.bytes.set(buffer, position);
  }

  blocks(): LinearBlocks {
    return new LinearBlocks({
      storage: this,
      blockBytes: BLOCK_BYTES,
      blocks: 4,
      erase: (block) => {
        this.#check();
        this.bytes.fill(0xff, block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES);
      },
      sync: () => {
        this.syncs += 1;
      },
    });
  }

  #check(): void {
    if (this.isBroken) throw new Error('write failed');
  }
}

test('a block is its place times its length; only what is asked for is read and written', (t) => {
  const flash = new Flash();
  const blocks = flash.blocks();
  blocks.write(2, 8, Uint8Array.of(0, 1, 2, 3, 0), 1, 3);
  t.deepEqual([...flash.bytes.subarray(2 * BLOCK_BYTES + 7, 2 * BLOCK_BYTES + 12)], [0xff, 1, 2, 3, 0xff]);
  const target = new Uint8Array(5);
  blocks.read(2, 8, target, 1, 3);
  t.deepEqual([...target], [0, 1, 2, 3, 0]);
});

test('a block is erased alone', (t) => {
  const flash = new Flash();
  const blocks = flash.blocks();
  flash.bytes.fill(0);
  blocks.erase(1);
  t.is(flash.bytes.indexOf(0xff), BLOCK_BYTES);
  t.is(flash.bytes.lastIndexOf(0xff), 2 * BLOCK_BYTES - 1);
});

test('what was written is made safe by whoever keeps it', (t) => {
  const flash = new Flash();
  flash.blocks().sync();
  t.is(flash.syncs, 1);
});

test('storage that fails is a fault with its words', (t) => {
  const flash = new Flash();
  const blocks = flash.blocks();
  flash.isBroken = true;
  for (const use of [
    () => blocks.write(0, 0, new Uint8Array(4), 0, 4),
    () => blocks.read(0, 0, new Uint8Array(4), 0, 4),
    () => blocks.erase(0),
  ]) {
    const fault = t.throws(use, { instanceOf: Fault });
    t.is(fault?.code, 'storageFailed');
    t.regex(fault?.message ?? '', /write failed/);
  }
});
