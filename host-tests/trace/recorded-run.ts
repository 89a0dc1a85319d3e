// Plays a run against a robot of its own in virtual time, as the programs do, and records what it moves.

import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModdableClock } from '../../src/device/moddable-clock.js';
import { SocketServer } from '../../src/device/socket-server.js';
import { Controller } from '../../src/host/controller.js';
import { hostRobot } from '../../src/host/host-robot.js';
import { readTraceOptions, type TraceOptions } from '../../src/host/trace/trace-options.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { Server } from '../../src/server/server.js';
import { longPayloads } from '../support/long-payloads.js';
import type { TraceRun } from './runs.js';

export interface RecordedRun {
  /** The protocol_record.txt that the run saved. */
  readonly record: string;
  /** What was said of the trace. */
  readonly said: string;
}

async function record(run: TraceRun, trace: TraceOptions | undefined): Promise<RecordedRun> {
  const robot = hostRobot({ board: 'bench', speed: Number.POSITIVE_INFINITY, trace });
  const server = new Server({
    robot: robot.robot,
    clock: new ModdableClock(),
    wallClock: robot.timeOfDay,
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
  });
  const sockets = new SocketServer({ server, port: 0, address: '127.0.0.1' });
  const controller = await Controller.connect({ port: (await sockets.listener.ready) ?? 0 });
  await controller.init(run.init);
  await run.play(controller);
  const files = await controller.save();
  await controller.close();
  sockets.close();
  const said = robot.close();
  return { record: new TextDecoder().decode(files.get('protocol_record.txt')), said };
}

/** Does something with a path for a file, which is deleted afterwards. */
async function withFile<T>(use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'armchair-trace-'));
  try {
    return await use(join(folder, 'run.vcd'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The hash of a run, and its kept part as a dump. */
export const hashed = (run: TraceRun): Promise<{ hash: string; dump: string }> =>
  withFile(async (trace) => {
    const { from, to } = run;
    const options = { trace, 'trace-from': from, 'trace-to': to, 'trace-hash': true };
    const { said } = await record(run, readTraceOptions(options));
    return { hash: said.replace(/^Trace hash: |\.$/g, ''), dump: readFileSync(trace, 'utf8') };
  });

/** Records a run whole and lets `read` have the file. */
export const dumped = <T>(run: TraceRun, read: (path: string, recorded: RecordedRun) => T): Promise<T> =>
  withFile(async (trace) => read(trace, await record(run, readTraceOptions({ trace }))));

/** Hands a file on piece by piece. */
export function readPieces(path: string, take: (bytes: Uint8Array) => void): void {
  const bytes = new Uint8Array(2 ** 20);
  const file = openSync(path, 'r');
  for (;;) {
    const length = readSync(file, bytes);
    if (length === 0) break;
    take(bytes.subarray(0, length));
  }
  closeSync(file);
}
