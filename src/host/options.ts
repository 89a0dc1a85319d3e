// The options of `npm start`.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ARMCHAIR_PORT } from '../device/socket-server.js';
import { DEFAULT_BOARD } from './board/board-file.js';
import { readTraceOptions, TRACE_HELP, TRACE_OPTIONS, type TraceOptions } from './trace/trace-options.js';
import { UsageError } from './usage-error.js';

export { UsageError };

export const LOG_LEVELS = Object.freeze(['error', 'info', 'packets'] as const);

export type LogLevel = (typeof LOG_LEVELS)[number];

export const HELP = `npm start -- [options]

  --host ADDRESS   address to listen on, default 127.0.0.1; 0.0.0.0 for all
  --port NUMBER    port, default ${ARMCHAIR_PORT}; 0 for any free one
  --board NAME     the machine, default ${DEFAULT_BOARD}: a board of npm run board -- list, or the folder of one
  --speed NUMBER   the robot's time: 1 is real, 10 ten times as fast; max, the default, as fast as can be computed
  --state FOLDER   keeps the run log of all sessions, and the packet log of the last one, in this folder
  --key-file FILE  demands the key in this file of every controller: 64 hexadecimal digits, or base64 of 32 bytes
  --log LEVEL      error: faults only; info, the default: connections and commands as well; packets: everything
${TRACE_HELP}  --help           this text
`;

export interface Options {
  readonly host: string;
  readonly port: number;
  readonly board: string;
  /** Infinite for virtual time. */
  readonly speed: number;
  /** Full path of the folder. */
  readonly state: string | undefined;
  /** Full path of the file with the key; undefined when none is demanded. */
  readonly keyFile: string | undefined;
  readonly log: LogLevel;
  /** Undefined when nothing is recorded. */
  readonly trace: TraceOptions | undefined;
  readonly help: boolean;
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port: expected a number from 0 to 65535, got '${text}'`);
}

function readSpeed(text: string): number {
  if (text === 'max') return Number.POSITIVE_INFINITY;
  const speed = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && speed > 0) return speed;
  throw new UsageError(`--speed: expected a number above 0, or max, got '${text}'`);
}

function readLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((candidate) => candidate === text);
  if (level !== undefined) return level;
  throw new UsageError(`--log: expected ${LOG_LEVELS.join(', ')}, got '${text}'`);
}

function readAddress(text: string): string {
  if (text !== '') return text;
  throw new UsageError('--host: expected an address, such as 127.0.0.1, or 0.0.0.0 for all');
}

/** A path counts from where npm was started. */
function readPath(text: string | undefined, missing: string): string | undefined {
  if (text === '') throw new UsageError(missing);
  return text === undefined ? undefined : resolve(process.env.INIT_CWD ?? '.', text);
}

/** Throws a UsageError. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parse(args);
  return {
    host: readAddress(values.host),
    port: readPort(values.port),
    board: values.board,
    speed: readSpeed(values.speed),
    state: readPath(values.state, '--state: expected a folder'),
    keyFile: readPath(values['key-file'], '--key-file: expected a file'),
    log: readLevel(values.log),
    trace: readTraceOptions(values),
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: String(ARMCHAIR_PORT) },
        board: { type: 'string', default: DEFAULT_BOARD },
        speed: { type: 'string', default: 'max' },
        state: { type: 'string' },
        'key-file': { type: 'string' },
        log: { type: 'string', default: 'info' },
        ...TRACE_OPTIONS,
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    throw new UsageError(`${reason.replace(/\.$/, '')}. npm start -- --help shows the options.`);
  }
}
