// `npm start`: the robot server on this machine.

import { parseArgs } from 'node:util';
import { ModdableClock } from '../device/moddable-clock.js';
import { ARMCHAIR_PORT, SocketServer } from '../device/socket-server.js';
import { WIRE_LIMITS } from '../kernel/limits.js';
import { Server } from '../server/server.js';
import { HostClock } from './host-clock.js';
import { LogFile } from './log-file.js';
import { RehearsalRobot } from './rehearsal-robot.js';

const HELP = `npm start -- [options]

  --host ADDRESS   address to listen on, default 127.0.0.1; 0.0.0.0 for all
  --port NUMBER    port, default ${ARMCHAIR_PORT}; 0 for any free one
  --log FOLDER     write eve_armchair.log, the packet log, to this folder
  --help           this text
`;

/** Exit code for what the user can mend: a wrong option, a port in use, a folder that cannot be written. */
const USAGE = 2;

interface Options {
  readonly host: string;
  readonly port: number;
  readonly log: string | undefined;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(USAGE);
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: String(ARMCHAIR_PORT) },
        log: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535)
      fail(`--port: expected a number from 0 to 65535, got '${values.port}'`);
    return { host: values.host, port, log: values.log };
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    fail(`${reason.replace(/\.$/, '')}. npm start -- --help shows the options.`);
  }
}

/** Opens the packet log's file. */
function logTo(folder: string, server: Server): LogFile {
  try {
    return new LogFile(folder, server.portal.log, (message) => process.stderr.write(`${message}\n`));
  } catch (error) {
    fail(`--log: ${(error as Error).message}`);
  }
}

async function main(): Promise<void> {
  const { host, port, log } = readOptions();
  let logFile: LogFile | null = null;
  const server = new Server({
    robot: new RehearsalRobot(),
    clock: new ModdableClock(),
    wallClock: new HostClock(),
    limits: WIRE_LIMITS,
    onEvent: (event, peer, detail) => {
      process.stdout.write(`${peer}: ${detail === '' ? event : `${event}: ${detail}`}\n`);
      if (event === 'connected') logFile?.start();
    },
  });
  if (log !== undefined) logFile = logTo(log, server);
  process.once('SIGINT', () => {
    process.stdout.write('\nEnded.\n');
    process.exit(0);
  });
  const sockets = new SocketServer({ server, port, address: host });
  try {
    const actual = await sockets.listener.ready;
    process.stdout.write(`Armchair robot server on ${host}:${actual}. Ctrl-C ends it.\n`);
    process.stdout.write(
      'Rehearsal: packets and names are checked and acknowledged; nothing moves, no volume is checked.\n',
    );
  } catch (error) {
    const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    fail(
      inUse
        ? `port ${port} of ${host} is in use: choose another with --port`
        : `${host}:${port}: ${(error as Error).message}`,
    );
  }
}

await main();
