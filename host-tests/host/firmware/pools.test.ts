// The memory that a board's firmware is given, against what the whole robot has in use when XS measures it.

import { readFileSync } from 'node:fs';
import test from 'ava';
import { BoardError, boardNames, loadBoard } from '../../../src/host/board/board-file.js';
import { bytesOf, creationOf, poolsFor, robotPools } from '../../../src/host/firmware/pools.js';
import { readLabwareTable } from '../../../src/host/labware/library.js';
import type { Board } from '../../../src/kernel/board.js';
import { type BoardLimits, LIMITS_256, LIMITS_512 } from '../../budgets/whole-robot.js';
import { BENCH } from '../../support/lab-robot.js';

interface Budget {
  readonly figures: { readonly slots: number; readonly stack: number; readonly chunkBytes: number };
}

const budgets: Record<string, Budget> = JSON.parse(readFileSync('host-tests/budgets.json', 'utf8'));

/** Part by which another robot's chunks may differ from what is foreseen. */
const MARGIN = 0.02;

const labwareOf = (name: string): Uint8Array => readLabwareTable(name);

/** Of the robot that is measured. */
const STORAGE = { ...BENCH.storage, journalBytes: 262_144, reportBytes: 262_144 };

/** Garbage of a session that smaller tables do not make. */
const SPARE_SLOTS = 32;

const withLimits = (board: Board, limits: object): Board => ({ ...board, limits });

test('what a robot needs is foreseen from what one with 512 containers is measured to need on XS', (t) => {
  for (const [{ wire, lab }, margin] of [
    [LIMITS_512, 0],
    [LIMITS_256, MARGIN],
  ] satisfies [BoardLimits, number][]) {
    const board = { ...withLimits(BENCH, { ...wire, ...lab }), storage: STORAGE };
    const { chunkBytes, slots, stackSlots } = robotPools(board, labwareOf('bench'));
    const { figures } = budgets[`the whole robot with ${lab.containers} containers, the most in use`]!;
    t.is(stackSlots, figures.stack!);
    t.true(slots >= figures.slots! && slots - figures.slots! <= SPARE_SLOTS, `${slots}, ${figures.slots}`);
    const apart = Math.abs(chunkBytes - figures.chunkBytes);
    t.true(apart <= margin * figures.chunkBytes, `${chunkBytes} foreseen, ${figures.chunkBytes} measured`);
  }
});

test('the machine of every board fits its chip beside Wi-Fi', (t) => {
  for (const name of boardNames()) {
    const pools = poolsFor(loadBoard(name), labwareOf(name), false);
    t.log(`${name}: ${bytesOf(pools)} bytes`);
    t.true(bytesOf(pools) > 65_536);
  }
});

test('a board whose tables do not fit is refused with what is needed and what there is', (t) => {
  const board = withLimits(loadBoard('esp32_devkit'), { containers: 4_096, rows: 4_096 });
  t.throws(() => poolsFor(board, labwareOf('esp32_devkit'), false), {
    instanceOf: BoardError,
    message: /^limits: the machine needs [\d,]+ bytes, ESP32 with Wi-Fi has 165,888: lower /,
  });
});

test('larger limits ask for as many bytes more as the tables have, and for no slots', (t) => {
  const board = loadBoard('esp32_devkit');
  const labware = labwareOf('esp32_devkit');
  const few = robotPools(board, labware);
  const more = robotPools(
    withLimits(board, { ...board.limits, powderNameBytes: LIMITS_256.lab.powderNameBytes + 1_000 }),
    labware,
  );
  t.is(more.chunkBytes - few.chunkBytes, 1_000);
  t.is(more.slots, few.slots);
});

test('a block of the run log costs some bytes: its number and how far it is written', (t) => {
  const board = loadBoard('esp32_devkit');
  const chunkBytes = (reportBytes: number): number =>
    robotPools({ ...board, storage: { ...board.storage, reportBytes } }, labwareOf('esp32_devkit'))
      .chunkBytes;
  t.is((chunkBytes(409_600) - chunkBytes(0)) / 100, 10);
});

test('on the desk the simulated motors have their tables in the pools, too', (t) => {
  const board = loadBoard('bench');
  t.true(
    robotPools(board, labwareOf('bench'), true).chunkBytes > robotPools(board, labwareOf('bench')).chunkBytes,
  );
});

test('no pool of the machine grows', (t) => {
  t.deepEqual(creationOf({ chunkBytes: 5, slots: 6, stackSlots: 7 }), {
    static: 0,
    chunk: { initial: 5, incremental: 0 },
    heap: { initial: 6, incremental: 0 },
    stack: 7,
  });
});
