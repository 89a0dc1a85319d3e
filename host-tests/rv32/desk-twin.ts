// The robot of the emulated chip on the desk: as src/main.ts puts it together, with simulated motors, in virtual time.

import { ModdableClock } from '../../src/device/moddable-clock.js';
import { SocketServer } from '../../src/device/socket-server.js';
import { DeviceWallClock } from '../../src/device/wall-clock.js';
import { loadBoard } from '../../src/host/board/board-file.js';
import { readLabwareTable } from '../../src/host/labware/library.js';
import { robotClock } from '../../src/host/robot-time.js';
import { MemoryBlocks } from '../../src/host/storage/memory-blocks.js';
import type { Board } from '../../src/kernel/board.js';
import type { Alarm, Clock } from '../../src/kernel/clock.js';
import { LAB_LIMITS, WIRE_LIMITS } from '../../src/kernel/limits.js';
import { PlainMemory } from '../../src/kernel/plain-memory.js';
import { LabwareTable } from '../../src/lab/labware-table.js';
import type { DigitalOutputs } from '../../src/motion/digital-outputs.js';
import type { EdgeRecorder } from '../../src/motion/edge-queue.js';
import { EngineOutputs } from '../../src/motion/engine-outputs.js';
import { SimulatedEngine } from '../../src/motion/simulated-engine.js';
import { simulatedGantry } from '../../src/motion/simulated-gantry.js';
import { SimulatedPlant } from '../../src/motion/simulated-plant.js';
import type { StepControl } from '../../src/motion/step-engine.js';
import { Wiring } from '../../src/motion/wiring.js';
import { LabRobot } from '../../src/robot/lab-robot.js';
import type { Machine } from '../../src/robot/machine.js';
import { MotorMachine } from '../../src/robot/motor-machine.js';
import { RobotParts } from '../../src/robot/robot-parts.js';
import { TemperedMachine } from '../../src/robot/tempered-machine.js';
import { Server } from '../../src/server/server.js';
import { longPayloadBytes } from '../../src/wire/long-payload.js';

const TICKS_PER_MICROSECOND = 10;
const BLOCK_BYTES = 4_096;
const BLOCKS = 448;

/** Virtual time with alarms after whole milliseconds, as timers on a chip have them. */
class ChipTime implements Clock {
  private readonly clock = robotClock(new ModdableClock(), Number.POSITIVE_INFINITY);

  now(): number {
    return this.clock.now();
  }

  alarm(callback: () => void): Alarm {
    const alarm = this.clock.alarm(callback);
    return {
      set: (delayMicroseconds) => alarm.set(1_000 * Math.ceil(Math.max(0, delayMicroseconds) / 1_000)),
      cancel: () => alarm.cancel(),
    };
  }
}

/** An engine that has come as far as the clock whenever it is asked for something, as one with a time of its own has. */
const ownTime = (engine: SimulatedEngine, tick: () => number): StepControl =>
  new Proxy(engine, {
    get(target, name) {
      if (name === 'advance' || name === 'now') return undefined;
      return (...values: unknown[]) => {
        target.advance(tick());
        return Reflect.apply(Reflect.get(target, name) as () => unknown, target, values);
      };
    },
  });

/** Holds the temperature of the board's module, if it has one, on a simulated plant as the chip's ports do. */
function tempered(machine: Machine, board: Board, clock: Clock, pins: DigitalOutputs): Machine {
  const module = board.temperatureModule;
  if (module === undefined) return machine;
  const inputs = new SimulatedPlant(module);
  const outputs = inputs.behind(pins);
  return new TemperedMachine({ machine, module, clock, outputs, inputs, keepsTime: false });
}

export interface DeskTwin {
  readonly port: number;
  /** All edges are with the recorder. */
  close(): void;
}

export async function deskTwin(name: string, recorder: EdgeRecorder): Promise<DeskTwin> {
  const board = loadBoard(name);
  const wiring = new Wiring(board);
  const clock = new ChipTime();
  const tick = () => Math.floor(clock.now() * TICKS_PER_MICROSECOND);
  const simulated = new SimulatedEngine(wiring.settings, simulatedGantry(board, wiring), recorder);
  // On the chip registers are low until outputs are driven to off.
  for (const { pin, isLow } of wiring.settings.outputs) if (isLow) recorder.edge(pin, 1, 0);
  const limits = { ...WIRE_LIMITS, ...LAB_LIMITS, ...board.limits };
  const parts = new RobotParts({
    board,
    labware: new LabwareTable(readLabwareTable(name)),
    storage: new MemoryBlocks(BLOCK_BYTES, BLOCKS),
    wallClock: new DeviceWallClock(clock),
    limits,
  });
  const { choreography, moves } = parts;
  const engine = ownTime(simulated, tick);
  const motors = new MotorMachine({ board, clock, engine, wiring, choreography, moves });
  const outputs = new EngineOutputs(engine, wiring.settings.outputs);
  const server = new Server({
    robot: new LabRobot(parts, tempered(motors, board, clock, outputs), undefined, limits.rows),
    clock: new ModdableClock(),
    wallClock: { microsecondsOfDay: () => 0 },
    limits,
    longPayloads: new PlainMemory(longPayloadBytes(limits)),
  });
  const sockets = new SocketServer({ server, port: 0, address: '127.0.0.1' });
  const port = (await sockets.listener.ready) ?? 0;
  return {
    port,
    close: () => {
      sockets.close();
      simulated.advance(tick());
    },
  };
}
