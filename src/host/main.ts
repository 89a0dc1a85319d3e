// `npm start`: the robot server on this machine.

import { ModdableClock } from '../device/moddable-clock.js';
import { SocketServer } from '../device/socket-server.js';
import { Fault } from '../kernel/faults.js';
import { WIRE_LIMITS } from '../kernel/limits.js';
import { PlainMemory } from '../kernel/plain-memory.js';
import { PHASE } from '../server/phase.js';
import { Server } from '../server/server.js';
import { longPayloadBytes } from '../wire/long-payload.js';
import { BoardError } from './board/board-file.js';
import { type HostRobot, hostRobot } from './host-robot.js';
import { KeyAuthenticator } from './key-authenticator.js';
import { readKeyFile } from './key-file.js';
import { LabwareError } from './labware/library.js';
import { HELP, type Options, readOptions, UsageError } from './options.js';
import { ServerLog } from './server-log.js';
import { lockState } from './state-lock.js';

/** Exit code for what the user can mend: a wrong option, a port in use, a folder that cannot be written. */
const USAGE = 2;

/** How often it is looked whether the robot has come to its end, ms. */
const LOOK_MILLISECONDS = 20;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(USAGE);
}

function options(): Options {
  try {
    const read = readOptions(process.argv.slice(2));
    if (!read.help) return read;
    process.stdout.write(HELP);
    process.exit(0);
  } catch (error) {
    if (error instanceof UsageError) fail(error.message);
    throw error;
  }
}

/** What is wrong with a board or its labware may have several lines: the first of them, and how to see all. */
function firstOf(message: string, command: string): string {
  const [title = '', first = '', ...more] = message.split('\n').map((line) => line.trim());
  if (first === '') return title;
  const rest = more.length === 0 ? '' : ` (and ${more.length} more: npm run ${command})`;
  return `${title} ${first.replace(/^error\s+/, '')}${rest}`;
}

/** The robot of these options and the log of what it does. */
function makeRobot({ board, speed, state, log: level, trace }: Options): {
  robot: HostRobot;
  log: ServerLog;
} {
  try {
    if (state !== undefined) lockState(state);
  } catch (error) {
    fail(`--state: ${(error as Error).message}`);
  }
  try {
    const onEstimate = (command: string, seconds: number) => log.command(command, seconds);
    const robot = hostRobot({ board, speed, state, onEstimate, trace });
    const log = new ServerLog(level, robot.timeOfDay);
    return { robot, log };
  } catch (error) {
    if (error instanceof UsageError) fail(error.message);
    if (error instanceof BoardError) fail(firstOf(error.message, `board -- check ${board}`));
    if (error instanceof LabwareError) fail(firstOf(error.message, 'labware -- check FILE'));
    if (error instanceof Fault) fail(`${error.code === 'storageFailed' ? '--state: ' : ''}${error.message}`);
    throw error;
  }
}

/** Undefined without a key. */
function authenticatorOf({ keyFile }: Options): KeyAuthenticator | undefined {
  try {
    return keyFile === undefined ? undefined : new KeyAuthenticator(readKeyFile(keyFile));
  } catch (error) {
    if (error instanceof UsageError) fail(`--key-file: ${error.message}`);
    throw error;
  }
}

function listenFailure(error: unknown, { host, port }: Options): never {
  const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  if (inUse) fail(`port ${port} of ${host} is in use: choose another with --port`);
  fail(`--host, --port: ${(error as Error).message}`);
}

/** Ctrl-C and SIGTERM break the robot down first; another Ctrl-C ends at once. A group's SIGTERM comes twice. */
function endOnSignals(server: Server, sockets: SocketServer, robot: HostRobot): void {
  const { session } = server;
  const exit = () => {
    const trace = robot.close();
    if (trace !== '') say(trace);
    say('Ended.');
    process.exit(0);
  };
  /** A peer that waited may have been let in since. */
  const look = () => {
    session.end(new Fault('serverEnds'));
    if (session.phase === PHASE.over || session.phase === PHASE.ending) exit();
  };
  const end = () => {
    process.off('SIGINT', end).on('SIGINT', exit);
    process.off('SIGTERM', end).on('SIGTERM', () => {});
    sockets.close();
    look();
    say('Ending the session: tips into the trash, home. Once more Ctrl-C ends at once.');
    setInterval(look, LOOK_MILLISECONDS);
  };
  process.on('SIGINT', end).on('SIGTERM', end);
}

async function main(): Promise<void> {
  const read = options();
  const authenticator = authenticatorOf(read);
  const { robot, log } = makeRobot(read);
  const limits = { ...WIRE_LIMITS, ...robot.board.limits };
  const server = new Server({
    robot: robot.robot,
    clock: new ModdableClock(),
    wallClock: robot.timeOfDay,
    limits,
    longPayloads: new PlainMemory(longPayloadBytes(limits)),
    authenticator,
    onEvent: (event, peer, detail) => log.event(event, peer, detail),
  });
  try {
    log.follow(server.portal.log, read.state);
  } catch (error) {
    fail(`--state: ${(error as Error).message}`);
  }
  const sockets = new SocketServer({ server, port: read.port, address: read.host });
  endOnSignals(server, sockets, robot);
  try {
    const port = await sockets.listener.ready;
    say(`Armchair robot server on ${read.host}:${port}. Ctrl-C ends it.`);
    say(`Board: ${robot.board.title}. Run log: ${read.state ?? 'in memory, gone at the end'}.`);
    if (read.keyFile !== undefined) say(`Of every controller the key in ${read.keyFile} is demanded.`);
    if (robot.recovery !== '') say(`Found in the run log: ${robot.recovery}.`);
  } catch (error) {
    listenFailure(error, read);
  }
}

await main();
