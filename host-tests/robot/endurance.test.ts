// A session of ten thousand transfers and a thousand saves, and two hundred sessions in a row, leave no memory behind.
// That it is none to the last byte is shown on XS (memory.test.ts); here are the numbers, and Node's own growth beside them.

import test from 'ava';
import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import { collected } from '../support/heap.js';
import { LeanRobot, productName, waterTo } from '../support/lean-robot.js';
import { HEAP_TOLERANCE_BYTES } from '../support/soak.js';

const TRANSFERS = 10_000;

/** Transfers between two saves. */
const SAVE_EVERY = 10;

/** µL, small enough that the water and the wells last. */
const PORTION = 1.5;

const SESSIONS = 200;

test.serial(
  `${TRANSFERS} transfers and ${TRANSFERS / SAVE_EVERY} saves leave the memory of ten of them`,
  async (t) => {
    const robot = new LeanRobot({ storage: new MemoryBlocks(4_096, 2_400) });
    robot.begin();
    const packets = Array.from({ length: 80 }, (_, product) => waterTo([productName(product), PORTION]));
    let saved = 0;
    const transfer = (from: number, to: number): void => {
      for (let i = from; i < to; i++) {
        if (robot.send(packets[i % packets.length]!) !== 'ready') t.fail(`transfer ${i} was refused`);
        if (i % SAVE_EVERY === SAVE_EVERY - 1) saved = robot.save();
      }
    };
    transfer(0, SAVE_EVERY);
    const early = saved;
    // The engine compiles what is used often; that is not the robot's memory.
    transfer(SAVE_EVERY, 1_000);
    const before = await collected();
    transfer(1_000, TRANSFERS);
    const after = await collected();
    robot.close();
    const growth = after.heapBytes - before.heapBytes;
    t.log(
      `live ${before.heapBytes} bytes of heap, ${growth} more at the end; files of ${saved} bytes, ${early} at first`,
    );
    t.true(saved > 300 * TRANSFERS);
    t.true(growth < HEAP_TOLERANCE_BYTES, `${growth} bytes more`);
    t.is(after.arrayBytes, before.arrayBytes);
  },
);

test.serial(`${SESSIONS} sessions in a row leave the memory of ten of them`, async (t) => {
  const robot = new LeanRobot();
  const sessions = (count: number): void => {
    for (let i = 0; i < count; i++) {
      robot.begin();
      robot.send(waterTo([productName(i), 100], [productName(i + 1), 10]));
      robot.save();
      robot.close();
    }
  };
  // More than ten before the measurement, until the engine has compiled what it will.
  sessions(SESSIONS);
  const before = await collected();
  sessions(SESSIONS);
  const after = await collected();
  const growth = after.heapBytes - before.heapBytes;
  t.log(`live ${before.heapBytes} bytes of heap, ${growth} more after ${SESSIONS} sessions`);
  t.true(growth < HEAP_TOLERANCE_BYTES, `${growth} bytes more`);
  t.is(after.arrayBytes, before.arrayBytes);
});
