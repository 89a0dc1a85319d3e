// A long session needs what a short one needs: memory stays, and a late portion or save costs what an early one does.

import test from 'ava';
import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import type { BlockDevice } from '../../src/journal/block-device.js';
import { COUNTER, Counters, collectGarbage, HAS_COUNTERS, outside } from '../support/engine.js';
import { LeanRobot, productName, waterTo } from '../support/lean-robot.js';

const BLOCK_BYTES = 4_096;

/** Portions of a long session. */
const PORTIONS = 1_000;

/** µL, small enough that the water and the wells last. */
const PORTION = 1.5;

/** Portions over which a cost is measured: some of them need another block of storage, most do not. */
const SPAN = 8;

/** What a memory is asked for. */
class CountedBlocks implements BlockDevice {
  readonly blockBytes = BLOCK_BYTES;
  readonly blocks: number;
  bytesRead = 0;
  readonly #blocks: MemoryBlocks;

  constructor(blocks: number) {
    this.blocks = blocks;
    this.#blocks = outside(() => new MemoryBlocks(BLOCK_BYTES, blocks));
  }

  read(block: number, offset: number, target: Uint8Array, start: number, length: number): void {
    this.bytesRead += length;
    this.#blocks.read(block, offset, target, start, length);
  }

  write(block: number, offset: number, source: Uint8Array, start: number, length: number): void {
    this.#blocks.write(block, offset, source, start, length);
  }

  erase(block: number): void {
    this.#blocks.erase(block);
  }

  sync(): void {}
}

/** A session, portion after portion, each a command of its own. */
class LongRun {
  readonly storage = new CountedBlocks(Math.ceil((PORTIONS + 100) / 5));
  readonly robot = new LeanRobot({ storage: this.storage });
  #portions = 0;
  readonly #before = new Counters();
  readonly #after = new Counters();

  constructor() {
    this.robot.begin();
  }

  /** Goes on to so many portions. */
  to(portions: number): void {
    while (this.#portions < portions) this.#portion();
  }

  /** Instructions of the cheapest of the next portions, from frame to `ready`; 0 where nothing counts them. */
  portionCost(): number {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < SPAN; i++)
      least = Math.min(
        least,
        this.#cost(() => this.#portion()),
      );
    return least;
  }

  /** Bytes that a save sends and instructions that it takes. */
  saveCost(): { readonly bytes: number; readonly instructions: number; readonly bytesRead: number } {
    const read = this.storage.bytesRead;
    let bytes = 0;
    const instructions = this.#cost(() => {
      bytes = this.robot.save();
    });
    return { bytes, instructions, bytesRead: this.storage.bytesRead - read };
  }

  #cost(operation: () => void): number {
    this.#before.read();
    operation();
    return this.#after.read().since(this.#before, COUNTER.instructions);
  }

  #portion(): void {
    this.#portions += 1;
    if (this.robot.send(waterTo([productName(this.#portions), PORTION])) !== 'ready')
      throw new Error(`portion ${this.#portions} was refused`);
  }
}

/** Takes a reading of what is in use when all garbage is collected. */
function readLive(counters: Counters): void {
  // On a board some slots are free only at the second collection.
  collectGarbage();
  collectGarbage();
  counters.read();
}

/** By how much the live memory has grown. */
const growth = (early: Counters, late: Counters): readonly number[] =>
  [COUNTER.slots, COUNTER.chunkBytes, COUNTER.keys].map((counter) => late.since(early, counter));

test('the memory after many portions and saves is that after ten', (t) => {
  const run = new LongRun();
  const [early, late] = [new Counters(), new Counters()];
  const use = (portions: number, counters: Counters): void => {
    run.to(portions);
    run.saveCost();
    readLive(counters);
  };
  use(5, early);
  use(10, early);
  for (let portions = 20; portions <= 120; portions += 20) use(portions, late);
  t.deepEqual(growth(early, late), [0, 0, 0]);
});

test('the memory after many sessions is that after three', (t) => {
  const robot = new LeanRobot();
  const [early, late] = [new Counters(), new Counters()];
  const session = (counters: Counters): void => {
    robot.begin();
    for (let i = 0; i < 3; i++) robot.send(waterTo([productName(i), 100], [productName(i + 1), 10]));
    robot.save();
    robot.close();
    readLive(counters);
  };
  for (let i = 0; i < 3; i++) session(early);
  for (let i = 0; i < 7; i++) session(late);
  t.deepEqual(growth(early, late), [0, 0, 0]);
});

test('a late portion costs what an early one does, and a save looks at no byte of what is stored', (t) => {
  const run = new LongRun();
  run.to(10);
  run.saveCost();
  const portion = run.portionCost();
  const early = run.saveCost();
  run.to(PORTIONS);
  const latePortion = run.portionCost();
  const late = run.saveCost();
  const stored = late.bytes - early.bytes;
  t.true(stored > 300 * PORTIONS, `${stored} bytes more to send`);
  t.true(late.bytesRead - early.bytesRead <= stored + 100, 'each byte is read once');
  if (!HAS_COUNTERS) return;
  const perByte = (late.instructions - early.instructions) / stored;
  t.log(
    `cost portion 10 ${portion} instructions, portion ${PORTIONS} ${latePortion}; a byte of the files ${perByte.toFixed(2)}`,
  );
  t.true(latePortion <= portion * 1.03, `${portion} instructions early, ${latePortion} late`);
  t.true(
    perByte < 20,
    `${perByte} instructions for each byte more: ${early.instructions}, ${late.instructions}`,
  );
});
