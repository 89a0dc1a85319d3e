// Runs Python: a controller written in it against our server, and snippets with the compact encoding's module.

import { spawn } from 'node:child_process';
import { ModdableClock } from '../../src/device/moddable-clock.js';
import { SocketServer } from '../../src/device/socket-server.js';
import { HostClock } from '../../src/host/host-clock.js';
import { FAULTS } from '../../src/kernel/faults.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { Server } from '../../src/server/server.js';
import { longPayloads } from './long-payloads.js';
import { RehearsalRobot } from './rehearsal-robot.js';

/** Time limit of one run of Python, ms. */
const RUN_MILLISECONDS = 30_000;

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], timeout = RUN_MILLISECONDS): Promise<Result> {
  return new Promise((resolve) => {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' };
    const child = spawn(command, args, { env, timeout, killSignal: 'SIGKILL' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => resolve({ code: null, stdout, stderr: `${stderr}${error.message}` }));
    child.on('close', (code, signal) =>
      resolve({ code, stdout, stderr: signal === null ? stderr : `${stderr}ended by ${signal}` }),
    );
  });
}

/** The first of these that can do `import module`; a Python on the PATH may lack Debian's packages. */
async function interpreter(module: string, debianPackage: string): Promise<string> {
  for (const command of ['python3', '/usr/bin/python3'])
    if ((await run(command, ['-c', `import ${module}`])).code === 0) return command;
  throw new Error(
    `no python3 that can import ${module}: install the Debian package ${debianPackage} (.ci/run does)`,
  );
}

/** Any Python 3. */
export const python = (): Promise<string> => interpreter('pickle', 'python3');

/** One with the CBOR library that `scripts/armchair_cbor.py` needs. */
export const pythonWithCbor = (): Promise<string> => interpreter('cbor2', 'python3-cbor2');

/** What Python prints; an error with its traceback when it fails. @param milliseconds time limit */
export async function output(
  command: string,
  args: readonly string[],
  milliseconds?: number,
): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, milliseconds);
  if (code === 0) return stdout;
  throw new Error(`${command} ${args[0]} ${args.slice(-2).join(' ')}: exit code ${code}\n${stderr}`);
}

export type PythonEncoding = 'pickle2' | 'pickle3' | 'pickle4' | 'pickle5' | 'cbor';
export type Script = 'happy' | 'error' | 'blocked';

export interface Outcome {
  /** Of all packets in both directions. */
  readonly payloadBytes: number;
  readonly mostInFlight: number;
  /** Module, class and first argument of the exception that the robot reported. */
  readonly error?: readonly [module: string, name: string, message: string];
}

/** Runs a script of `armchair_session.py` against a server of its own. */
export async function converse(command: string, encoding: PythonEncoding, script: Script): Promise<Outcome> {
  const faults: string[] = [];
  const server = new Server({
    robot: new RehearsalRobot(),
    clock: new ModdableClock(),
    wallClock: new HostClock(),
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
    onEvent: (event, _peer, detail) => {
      const isAsked = script !== 'happy' && detail.startsWith(`${FAULTS.unknownName.number} `);
      if (event === 'fault' && !isAsked) faults.push(detail);
    },
  });
  const sockets = new SocketServer({ server, port: 0, address: '127.0.0.1' });
  try {
    const port = await sockets.listener.ready;
    const text = await output(command, [
      'host-tests/host/armchair_session.py',
      String(port),
      encoding,
      script,
    ]);
    if (faults.length > 0) throw new Error(`faults of the server: ${faults.join(', ')}`);
    return JSON.parse(text) as Outcome;
  } finally {
    sockets.close();
  }
}
