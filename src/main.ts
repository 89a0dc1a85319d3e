// The robot on the chip: first its pins are made safe, then come board, storage, robot and server.

import Resource from 'Resource';
import config from 'mc/config';
import { ModdableClock } from './device/moddable-clock.js';
import { openDrive, openDriverLine, openStorage, readDate } from './device/ports.js';
import { SocketServer } from './device/socket-server.js';
import { DeviceWallClock } from './device/wall-clock.js';
import type { Board } from './kernel/board.js';
import { LAB_LIMITS, WIRE_LIMITS } from './kernel/limits.js';
import { LabwareTable } from './lab/labware-table.js';
import { MotorDrivers } from './motion/motor-drivers.js';
import { Wiring } from './motion/wiring.js';
import { LabRobot } from './robot/lab-robot.js';
import { MotorMachine } from './robot/motor-machine.js';
import { RobotParts } from './robot/robot-parts.js';
import { Server } from './server/server.js';

const DAY_MICROSECONDS = 86_400_000_000;

/** Nothing on the chip reads a sensor or holds a temperature yet: an `init` that asks for it is refused by name. */
function withoutTemperatureModule(board: Board): Board {
  const { temperatureModule: _unused, ...rest } = board;
  return Object.freeze(rest);
}

function serve(board: Board): void {
  const wiring = new Wiring(board);
  const engine = openDrive(board, wiring);
  const clock = new ModdableClock();
  const wallClock = new DeviceWallClock(clock);
  readDate(wallClock, clock, board.network);
  const limits = { ...WIRE_LIMITS, ...LAB_LIMITS, ...board.limits };
  const parts = new RobotParts({
    board,
    labware: new LabwareTable(new Uint8Array(new Resource('labware.bin'))),
    storage: openStorage(board),
    wallClock,
    limits,
  });
  const { choreography, moves, zone, journal } = parts;
  const line = openDriverLine(board, clock);
  const drivers = line && new MotorDrivers(board, line, clock);
  const machine = new MotorMachine({ board, clock, engine, wiring, choreography, moves, drivers });
  const server = new Server({
    robot: new LabRobot(parts, machine, undefined, limits.rows),
    clock,
    wallClock: {
      microsecondsOfDay: () => zone.localMicroseconds(wallClock.microseconds()) % DAY_MICROSECONDS,
    },
    limits,
    onEvent: (event, peer, detail) => trace(`${event} ${peer} ${detail}\n`),
  });
  const { listener } = new SocketServer({ server, port: board.network.port });
  if (journal.recovery !== '') trace(`Found in the run log: ${journal.recovery}.\n`);
  trace(`Armchair robot server on port ${listener.port}. Board: ${board.title}.\n`);
}

try {
  serve(withoutTemperatureModule(config.board as Board));
} catch (error) {
  trace(`The robot could not be started: ${error}\n`);
  throw error;
}
