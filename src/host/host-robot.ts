// Puts the whole robot together on the host: board, labware, storage, time, and a machine that takes its time.

import { ModdableClock } from '../device/moddable-clock.js';
import type { Board } from '../kernel/board.js';
import type { Clock, WallClock as TimeOfDay } from '../kernel/clock.js';
import { LabwareTable } from '../lab/labware-table.js';
import type { DigitalOutputs } from '../motion/digital-outputs.js';
import { EngineOutputs } from '../motion/engine-outputs.js';
import { MotorDrivers } from '../motion/motor-drivers.js';
import { SimulatedEngine } from '../motion/simulated-engine.js';
import { simulatedGantry } from '../motion/simulated-gantry.js';
import type { SimulatedInputs } from '../motion/simulated-inputs.js';
import { SimulatedPlant } from '../motion/simulated-plant.js';
import { SimulatedTmc2209 } from '../motion/tmc2209-simulated.js';
import { Wiring } from '../motion/wiring.js';
import { LabRobot, type OnEstimate } from '../robot/lab-robot.js';
import type { Machine } from '../robot/machine.js';
import { MotorMachine } from '../robot/motor-machine.js';
import { RobotParts } from '../robot/robot-parts.js';
import { TemperedMachine } from '../robot/tempered-machine.js';
import { loadBoard } from './board/board-file.js';
import { readLabwareTable } from './labware/library.js';
import { HostWallClock, robotClock } from './robot-time.js';
import { FileBlocks } from './storage/file-blocks.js';
import { MemoryBlocks } from './storage/memory-blocks.js';
import { traceSignals } from './trace/signals.js';
import { Trace } from './trace/trace.js';
import type { TraceOptions } from './trace/trace-options.js';

/** Storage of a run without a state folder: 16 MiB, some fifteen thousand transfers. */
const MEMORY_BLOCK_BYTES = 4_096;
const MEMORY_BLOCKS = 4_096;

const DAY_MICROSECONDS = 86_400_000_000;

export interface HostRobotOptions {
  /** Name of a board, or the folder of one. */
  readonly board: string;
  /** 1 is real time; infinite, virtual time. */
  readonly speed: number;
  /** Folder of the run log; absent, it is kept in memory and gone with the program. */
  readonly state?: string | undefined;
  readonly onEstimate?: OnEstimate;
  readonly trace?: TraceOptions | undefined;
}

export interface HostRobot {
  readonly robot: LabRobot;
  readonly parts: RobotParts;
  readonly board: Board;
  /** The robot's own time. */
  readonly clock: Clock;
  /** Local time of day of the robot's clock, for the packet log. */
  readonly timeOfDay: TimeOfDay;
  /** What was found in the run log; empty for a new one. */
  readonly recovery: string;
  /** The run log's file and the trace are closed. What there is to say of the trace, or nothing. */
  close(): string;
}

/**
 * Throws a BoardError or a LabwareError for a board that cannot be used, a Fault for a state folder that cannot, a
 * UsageError for a trace that cannot be written.
 */
export function hostRobot(options: HostRobotOptions): HostRobot {
  const { board: name, speed, state, onEstimate } = options;
  const board = loadBoard(name);
  const clock = robotClock(new ModdableClock(), speed);
  const wallClock = new HostWallClock(clock);
  const storage =
    state === undefined ? new MemoryBlocks(MEMORY_BLOCK_BYTES, MEMORY_BLOCKS) : new FileBlocks(state);
  const parts = new RobotParts({
    board,
    labware: new LabwareTable(readLabwareTable(name)),
    storage,
    wallClock,
  });
  const wiring = new Wiring(board);
  const { choreography, moves } = parts;
  const gantry = simulatedGantry(board, wiring);
  const trace = options.trace && startTrace(options.trace, board, wiring, gantry);
  const engine = new SimulatedEngine(wiring.settings, gantry, trace);
  const drivers = board.driverUart && new MotorDrivers(board, new SimulatedTmc2209(board), clock);
  const motors = new MotorMachine({ board, clock, engine, wiring, choreography, moves, drivers });
  const outputs = new EngineOutputs(engine, wiring.settings.outputs);
  const keepsTime = speed !== Number.POSITIVE_INFINITY;
  return {
    robot: new LabRobot(parts, tempered(motors, board, clock, outputs, keepsTime), onEstimate),
    parts,
    board,
    clock,
    timeOfDay: {
      microsecondsOfDay: () => parts.zone.localMicroseconds(wallClock.microseconds()) % DAY_MICROSECONDS,
    },
    recovery: parts.journal.recovery,
    close: () => {
      if (storage instanceof FileBlocks) storage.close();
      return trace?.close() ?? '';
    },
  };
}

/** With a simulated block of metal behind the outputs of the temperature module, if the board has one. */
function tempered(
  machine: Machine,
  { temperatureModule: module }: Board,
  clock: Clock,
  pins: DigitalOutputs,
  keepsTime: boolean,
): Machine {
  if (module === undefined) return machine;
  const inputs = new SimulatedPlant(module);
  return new TemperedMachine({ machine, module, clock, outputs: inputs.behind(pins), inputs, keepsTime });
}

function startTrace(options: TraceOptions, board: Board, wiring: Wiring, plant: SimulatedInputs): Trace {
  const shaft = new Float64Array(wiring.settings.axes.length);
  const signals = traceSignals(board, wiring.settings, plant.levels(shaft));
  return new Trace(options, signals, board.title.replaceAll(/\W+/g, '_'));
}
