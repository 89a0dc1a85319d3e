// The whole robot as a board has it, all its tables in the pools; what a board has in hardware and flash is outside.

import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import { LAB_LIMITS, type LabLimits, WIRE_LIMITS, type WireLimits } from '../../src/kernel/limits.js';
import { PlainMemory } from '../../src/kernel/plain-memory.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { LabwareTable } from '../../src/lab/labware-table.js';
import { simulatedGantry } from '../../src/motion/simulated-gantry.js';
import { Wiring } from '../../src/motion/wiring.js';
import { LabRobot } from '../../src/robot/lab-robot.js';
import { MotorMachine } from '../../src/robot/motor-machine.js';
import { RobotParts } from '../../src/robot/robot-parts.js';
import { Server } from '../../src/server/server.js';
import sample from '../lab/sample-table.json';
import { hexBytes } from '../support/bytes.js';
import { outside } from '../support/engine.js';
import { BENCH } from '../support/lab-robot.js';
import { longPayloads } from '../support/long-payloads.js';
import { InstantEngine } from './instant-engine.js';

/** Run log of 512 KiB. */
const BLOCK_BYTES = 4_096;
const BLOCKS = 128;

export interface BoardLimits {
  readonly wire: WireLimits;
  readonly lab: LabLimits;
}

/** Everything at its largest. */
export const LIMITS_512: BoardLimits = { wire: WIRE_LIMITS, lab: LAB_LIMITS };

/** Half of it, with the same deck. */
export const LIMITS_256: BoardLimits = {
  wire: {
    receiveBytes: WIRE_LIMITS.receiveBytes,
    payloadBytes: 32_767,
    transmitBytes: 2_048,
    pickleStack: 576,
    pickleMemo: 896,
    pickleContainers: 576,
    rows: 256,
  },
  lab: { ...LAB_LIMITS, containers: 256, extras: 48, nameBytes: 6_144, emptyTubes: 64 },
};

/** Hardware and flash: not in the pools, but for a few slots. */
export class Surroundings {
  readonly clock = new VirtualClock();
  readonly storage = outside(() => new MemoryBlocks(BLOCK_BYTES, BLOCKS));
  readonly labware = new LabwareTable(hexBytes(sample.hex));
  readonly longPayloads = longPayloads();
  readonly nameMemory = outside(() => new PlainMemory(LAB_LIMITS.nameBytes));
  readonly engine = outside(() => new InstantEngine(simulatedGantry(BENCH, new Wiring(BENCH))));
}

export class WholeRobot {
  readonly parts: RobotParts;
  readonly server: Server;
  readonly #clock: VirtualClock;

  constructor(surroundings: Surroundings, limits: BoardLimits) {
    const { clock, storage, labware, engine, nameMemory } = surroundings;
    const wallClock = { microseconds: () => clock.now(), isSynchronized: true, originMicroseconds: 0 };
    this.#clock = clock;
    this.parts = new RobotParts({
      board: BENCH,
      labware,
      storage,
      wallClock,
      limits: limits.lab,
      nameMemory,
    });
    const { choreography, moves } = this.parts;
    const wiring = new Wiring(BENCH);
    const machine = new MotorMachine({ board: BENCH, clock, engine, wiring, choreography, moves });
    const robot = new LabRobot(this.parts, machine, undefined, limits.wire.rows);
    // The server's own clock stands still: no peer is too slow, however long the robot moves.
    this.server = new Server({
      robot,
      clock: new VirtualClock(),
      wallClock: clock,
      limits: limits.wire,
      longPayloads: surroundings.longPayloads,
    });
  }

  /** Lets the robot come to the end of all that it has begun. */
  settle(): void {
    while (this.#clock.step());
  }
}
