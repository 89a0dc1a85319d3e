// The robot on the chip: first its pins are made safe, then come board, storage, robot and server.

import Resource from 'Resource';
import config from 'mc/config';
import { collectGarbage } from './device/native-garbage.js';
import {
  goOnline,
  KEEPS_TIME,
  listenToSteps,
  openAuthenticator,
  openClock,
  openDrive,
  openDriverLine,
  openLongPayloads,
  openNameMemory,
  openStorage,
  openTemperature,
  startCause,
} from './device/ports.js';
import { SocketServer } from './device/socket-server.js';
import { DeviceWallClock } from './device/wall-clock.js';
import { crashOf } from './journal/start-cause.js';
import type { Board } from './kernel/board.js';
import type { Clock } from './kernel/clock.js';
import { LAB_LIMITS, WIRE_LIMITS } from './kernel/limits.js';
import { LabwareTable } from './lab/labware-table.js';
import type { DigitalOutputs } from './motion/digital-outputs.js';
import { EngineOutputs } from './motion/engine-outputs.js';
import { MotorDrivers } from './motion/motor-drivers.js';
import { Wiring } from './motion/wiring.js';
import { LabRobot } from './robot/lab-robot.js';
import type { Machine } from './robot/machine.js';
import { MotorMachine } from './robot/motor-machine.js';
import { RobotParts } from './robot/robot-parts.js';
import { TemperedMachine } from './robot/tempered-machine.js';
import { Server } from './server/server.js';

const DAY_MICROSECONDS = 86_400_000_000;

/** The boot loader has checked the whole image, and the labware table is part of it. */
const IMAGE_IS_SOUND = true;

/** Holds the temperature of the board's module, if it has one, besides what `machine` does. */
function tempered(machine: Machine, board: Board, clock: Clock, outputs: DigitalOutputs): Machine {
  const module = board.temperatureModule;
  if (module === undefined) return machine;
  return new TemperedMachine({
    machine,
    module,
    clock,
    ...openTemperature(module, outputs),
    keepsTime: KEEPS_TIME,
  });
}

function serve(board: Board): void {
  const wiring = new Wiring(board);
  const engine = openDrive(board, wiring);
  const clock = openClock();
  const cause = startCause();
  if (crashOf(cause) !== '') trace(`Started anew after ${crashOf(cause)}.\n`);
  const wallClock = new DeviceWallClock(clock);
  const limits = { ...WIRE_LIMITS, ...LAB_LIMITS, ...board.limits };
  const parts = new RobotParts({
    board,
    labware: new LabwareTable(new Uint8Array(new Resource('labware.bin')), IMAGE_IS_SOUND),
    storage: openStorage(board),
    nameMemory: openNameMemory(board),
    wallClock,
    limits,
    startCause: cause,
  });
  const { choreography, moves, zone, journal } = parts;
  const line = openDriverLine(board, clock);
  const drivers = line && new MotorDrivers(board, line, clock);
  const motors = new MotorMachine({ board, clock, engine, wiring, choreography, moves, drivers });
  listenToSteps(() => motors.attend());
  const outputs = new EngineOutputs(engine, wiring.settings.outputs);
  const authenticator = openAuthenticator();
  const server = new Server({
    robot: new LabRobot(parts, tempered(motors, board, clock, outputs), undefined, limits.rows),
    clock,
    wallClock: {
      microsecondsOfDay: () => zone.localMicroseconds(wallClock.microseconds()) % DAY_MICROSECONDS,
    },
    limits,
    longPayloads: openLongPayloads(board),
    authenticator,
    onRest: collectGarbage,
    onEvent: (event, peer, detail) => trace(`${event} ${peer} ${detail}\n`),
  });
  if (journal.recovery !== '') trace(`Found in the run log: ${journal.recovery}.\n`);
  const listen = (): void => {
    const { listener } = new SocketServer({ server, port: board.network.port });
    trace(`Armchair robot server on port ${listener.port}. Board: ${board.title}.\n`);
    if (authenticator?.hasKey) trace('Of every controller the key in the settings is demanded.\n');
  };
  goOnline({ board, clock, wallClock, isAtRest: () => engine.running() === 0, listen });
}

try {
  serve(config.board as Board);
} catch (error) {
  trace(`The robot could not be started: ${error}\n`);
  throw error;
}
