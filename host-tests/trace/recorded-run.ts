// Plays a run against a robot of its own in virtual time, as the programs do, and records what it moves.

import { Buffer } from 'node:buffer';
import { ModdableClock } from '../../src/device/moddable-clock.js';
import { SocketServer } from '../../src/device/socket-server.js';
import { Controller } from '../../src/host/controller.js';
import { hostRobot } from '../../src/host/host-robot.js';
import { readTraceOptions, type TraceOptions } from '../../src/host/trace/trace-options.js';
import type { ByteSink } from '../../src/host/trace/vcd-writer.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { Server } from '../../src/server/server.js';
import { longPayloads } from '../support/long-payloads.js';
import { boardOf, type TraceRun } from './runs.js';
import type { VcdReader } from './vcd-reader.js';

export interface RecordedRun {
  /** The protocol_record.txt that the run saved. */
  readonly record: string;
  /** What was said of the trace. */
  readonly said: string;
}

async function record(run: TraceRun, trace: TraceOptions): Promise<RecordedRun> {
  const robot = hostRobot({ board: boardOf(run), speed: Number.POSITIVE_INFINITY, trace });
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

/** The hash of a run, and its kept part as a dump. */
export async function hashed(run: TraceRun): Promise<{ hash: string; dump: string }> {
  const { from, to } = run;
  const options = readTraceOptions({ trace: 'dump', 'trace-from': from, 'trace-to': to, 'trace-hash': true });
  let dump = '';
  const file: ByteSink = (bytes) => {
    dump += Buffer.from(bytes).toString('latin1');
  };
  const { said } = await record(run, { ...options!, file });
  return { hash: said.replace(/^Trace hash: |\.$/g, ''), dump };
}

/** Plays a run and has its dump read as it comes: all of it would be gigabytes. */
export async function read(run: TraceRun, reader: VcdReader): Promise<RecordedRun> {
  const options = readTraceOptions({ trace: 'dump' });
  return record(run, { ...options!, file: (bytes) => reader.push(bytes) });
}
