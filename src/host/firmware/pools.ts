// The memory that the firmware's machine is given on a board: fixed pools, from the tables that its limits ask for.

import { readFileSync } from 'node:fs';
import type { Board, Chip } from '../../kernel/board.js';
import { LAB_LIMITS, WIRE_LIMITS } from '../../kernel/limits.js';
import { PlainMemory } from '../../kernel/plain-memory.js';
import { VirtualClock } from '../../kernel/virtual-clock.js';
import { LabwareTable } from '../../lab/labware-table.js';
import { SimulatedEngine } from '../../motion/simulated-engine.js';
import { simulatedGantry } from '../../motion/simulated-gantry.js';
import { Wiring } from '../../motion/wiring.js';
import { LabRobot } from '../../robot/lab-robot.js';
import { MotorMachine } from '../../robot/motor-machine.js';
import { RobotParts } from '../../robot/robot-parts.js';
import { Server } from '../../server/server.js';
import { longPayloadBytes } from '../../wire/long-payload.js';
import { BoardError, DEFAULT_BOARD, loadBoard } from '../board/board-file.js';
import { CHIPS } from '../board/chips.js';
import { figure } from '../board/finding.js';
import { readLabwareTable } from '../labware/library.js';
import { MemoryBlocks } from '../storage/memory-blocks.js';
import { tableBytes } from './table-bytes.js';

/** Bytes of a slot on a machine of 32 bit. */
export const SLOT_BYTES = 16;

export interface Pools {
  readonly chunkBytes: number;
  readonly slots: number;
  readonly stackSlots: number;
}

/** Where `npm run budgets` keeps what the whole robot has in use on XS, and how much run log that robot has, bytes. */
const MEASURED = 'host-tests/budgets.json';
const MEASURED_ROBOT = 'the whole robot with 512 containers, the most in use';
const MEASURED_STORAGE = Object.freeze({ journalBytes: 262_144, reportBytes: 262_144 });

/**
 * For the SDK's modules, sockets and timers, and for what is garbage until the next collection. At rest the firmware
 * of the desk has 519 slots more in use than the robot alone (`mcconfig -i`); on a chip Wi-Fi, mDNS and SNTP come to it.
 */
const SURROUNDINGS: Pools = Object.freeze({ chunkBytes: 8_192, slots: 1_400, stackSlots: 190 });

/** On 64 bit arrays and stack take more of the chunks, and the simulated motors some slots. */
const DESK: Pools = Object.freeze({ chunkBytes: 16_384, slots: 400, stackSlots: 128 });

/**
 * What the SDK 8.2.3 gives the machine on its own boards with Wi-Fi, bytes: `creation` in
 * build/devices/esp32/targets/{esp32s3,esp32c3,m5stack}/manifest.json.
 */
const ROOM_BYTES: Readonly<Record<Chip, number>> = Object.freeze({
  virtual: Number.POSITIVE_INFINITY,
  esp32: 165_888,
  esp32c3: 94_208,
  esp32s3: 165_888,
});

/** Of the chips' flash, bytes. */
const BLOCK_BYTES = 4_096;

/** Bytes of the robot's tables, on the desk with those of its simulated motors. */
export function robotTableBytes(board: Board, labware: Uint8Array, isDesk: boolean): number {
  const clock = new VirtualClock();
  const { journalBytes, reportBytes } = board.storage;
  const storage = new MemoryBlocks(BLOCK_BYTES, (journalBytes + reportBytes) / BLOCK_BYTES);
  const wallClock = { microseconds: () => 0, isSynchronized: true, originMicroseconds: 0 };
  const limits = { ...WIRE_LIMITS, ...LAB_LIMITS, ...board.limits };
  const simulated = (wiring: Wiring) => new SimulatedEngine(wiring.settings, simulatedGantry(board, wiring));
  const longPayloads = new PlainMemory(longPayloadBytes(limits));
  const nameMemory = new PlainMemory(limits.nameBytes);
  const outside = isDesk ? undefined : simulated(new Wiring(board));
  return tableBytes(() => {
    const wiring = new Wiring(board);
    const engine = outside ?? simulated(wiring);
    const table = new LabwareTable(labware);
    const parts = new RobotParts({ board, labware: table, storage, nameMemory, wallClock, limits });
    const { choreography, moves } = parts;
    const machine = new MotorMachine({ board, clock, engine, wiring, choreography, moves });
    const robot = new LabRobot(parts, machine, undefined, limits.rows);
    new Server({ robot, clock, wallClock: clock, limits, longPayloads });
  });
}

/** What the robot that is measured has in use besides its tables: that is so for any tables. */
function besidesTables(): Pools {
  const { chunkBytes, slots, stack } = JSON.parse(readFileSync(MEASURED, 'utf8'))[MEASURED_ROBOT].figures;
  const bench = loadBoard(DEFAULT_BOARD);
  const board = { ...bench, limits: {}, storage: { ...bench.storage, ...MEASURED_STORAGE } };
  const tables = robotTableBytes(board, readLabwareTable(DEFAULT_BOARD), false);
  return { chunkBytes: chunkBytes - tables, slots, stackSlots: stack };
}

/** The most that a board's robot has in use on its chip. @param labware the board's labware table */
export function robotPools(board: Board, labware: Uint8Array, isDesk = false): Pools {
  const { chunkBytes, ...rest } = besidesTables();
  return { ...rest, chunkBytes: chunkBytes + robotTableBytes(board, labware, isDesk) };
}

const sum = (one: Pools, other: Pools): Pools => ({
  chunkBytes: one.chunkBytes + other.chunkBytes,
  slots: one.slots + other.slots,
  stackSlots: one.stackSlots + other.stackSlots,
});

/** What pools take of a chip's memory. */
export const bytesOf = ({ chunkBytes, slots, stackSlots }: Pools): number =>
  chunkBytes + (slots + stackSlots) * SLOT_BYTES;

/**
 * Pools of a board's firmware, on the desk or on its chip. Throws a BoardError when the chip has not got that much.
 * @param labware the board's labware table
 */
export function poolsFor(board: Board, labware: Uint8Array, isDesk: boolean): Pools {
  const pools = sum(robotPools(board, labware, isDesk), SURROUNDINGS);
  const { packetBytes, nameBytes } = board.storage;
  // What a chip has in mapped flash the desk has in memory.
  if (isDesk) return sum(pools, { ...DESK, chunkBytes: DESK.chunkBytes + packetBytes + nameBytes });
  const [bytes, room] = [bytesOf(pools), ROOM_BYTES[board.chip]];
  if (bytes <= room) return pools;
  throw new BoardError(
    `limits: the machine needs ${figure(bytes)} bytes, ${CHIPS[board.chip].title} with Wi-Fi has ${figure(room)}: ` +
      'lower containers, rows and payloadBytes (boards/esp32_devkit shows how)',
  );
}

/** The manifest's `creation`. No pool grows: what does not fit shows at once. */
export const creationOf = ({ chunkBytes, slots, stackSlots }: Pools) => ({
  static: 0,
  chunk: { initial: chunkBytes, incremental: 0 },
  heap: { initial: slots, incremental: 0 },
  stack: stackSlots,
});
