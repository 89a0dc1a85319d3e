// A real robot on the bench board behind a real server, in virtual time and with its run log in memory.

import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import type { BlockDevice } from '../../src/journal/block-device.js';
import type { Board } from '../../src/kernel/board.js';
import { LAB_LIMITS, type LabLimits, WIRE_LIMITS } from '../../src/kernel/limits.js';
import type { MappedMemory } from '../../src/kernel/mapped-memory.js';
import { PlainMemory } from '../../src/kernel/plain-memory.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { LabwareTable } from '../../src/lab/labware-table.js';
import type { Action } from '../../src/robot/action.js';
import { LabRobot, type OnEstimate } from '../../src/robot/lab-robot.js';
import type { Machine, Outcome } from '../../src/robot/machine.js';
import { PacedMachine } from '../../src/robot/paced-machine.js';
import { RobotParts } from '../../src/robot/robot-parts.js';
import { Server } from '../../src/server/server.js';
import sample from '../lab/sample-table.json';
import benchBoard from './bench-board.json';
import { hexBytes } from './bytes.js';
import { outside } from './engine.js';
import { longPayloads } from './long-payloads.js';
import { once } from './once.js';
import { watchedBlocks, watchedMemory } from './watched-storage.js';

/** When a rig is made: 2026-11-22 04:36:27.627893 in Los Angeles, µs. */
const START_MICROSECONDS = 1_795_350_987_627_893;

const BLOCK_BYTES = 4_096;
const BLOCKS = 256;

/** The virtual board of `npm start`. */
export const BENCH: Board = benchBoard as unknown as Board;

const table = once(() => new LabwareTable(hexBytes(sample.hex)));

/** Tells of each action before it begins. */
class WatchedMachine extends PacedMachine {
  onAction: (action: Action) => void = () => {};

  override perform(action: Action, outcome: Outcome): void {
    this.onAction(action);
    super.perform(action, outcome);
  }
}

export interface RigOptions {
  readonly board?: Board;
  readonly limits?: LabLimits;
  readonly storage?: BlockDevice;
  /** Told before anything is written or erased that is in flash on a chip: the run log, names, long payloads. */
  readonly beforeWrite?: () => void;
  readonly onEstimate?: OnEstimate;
  /** Told of what moves, in its order. */
  readonly onAction?: (action: Action) => void;
  /** Puts another machine in the place of the one that takes its time, or around it. */
  readonly machine?: (paced: Machine, clock: VirtualClock, parts: RobotParts) => Machine;
}

/** Made whole, its tables outside of the pools of a board. */
export class Rig {
  /** The robot's own time; nothing moves in it but what `settle` moves. */
  readonly clock = new VirtualClock();
  readonly board: Board;
  readonly storage: BlockDevice;
  readonly parts: RobotParts;
  readonly machine: Machine;
  readonly robot: LabRobot;
  readonly server: Server;

  constructor(options: RigOptions = {}) {
    const { clock } = this;
    const { limits = LAB_LIMITS, machine = (paced) => paced, beforeWrite = () => {} } = options;
    const watched = (memory: MappedMemory): MappedMemory => watchedMemory(memory, beforeWrite);
    this.board = options.board ?? BENCH;
    const storage = options.storage ?? outside(() => new MemoryBlocks(BLOCK_BYTES, BLOCKS));
    this.storage = watchedBlocks(storage, beforeWrite);
    this.parts = outside(() => {
      const wallClock = {
        microseconds: () => START_MICROSECONDS + clock.now(),
        isSynchronized: true,
        originMicroseconds: 0,
      };
      return new RobotParts({
        board: this.board,
        labware: table(),
        storage: this.storage,
        nameMemory: watched(new PlainMemory(limits.nameBytes)),
        wallClock,
        limits,
      });
    });
    const { choreography, moves } = this.parts;
    const paced = new WatchedMachine(this.board, clock, choreography, moves);
    if (options.onAction !== undefined) paced.onAction = options.onAction;
    this.machine = machine(paced, clock, this.parts);
    this.robot = outside(() => new LabRobot(this.parts, this.machine, options.onEstimate));
    // The server's own clock stands still: no peer is too slow, however long the robot moves.
    this.server = outside(
      () =>
        new Server({
          robot: this.robot,
          clock: new VirtualClock(),
          wallClock: clock,
          limits: WIRE_LIMITS,
          longPayloads: watched(longPayloads()),
        }),
    );
  }

  /** Lets the robot come to the end of all that it has begun. */
  settle(): void {
    while (this.clock.step());
  }
}
