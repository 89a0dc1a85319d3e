// `npm run demo`: a realistic protocol against a server of its own, with a progress bar, the deck and the final wells.

import { parseArgs } from 'node:util';
import { ModdableClock } from '../device/moddable-clock.js';
import { SocketServer } from '../device/socket-server.js';
import { WIRE_LIMITS } from '../kernel/limits.js';
import { PlainMemory } from '../kernel/plain-memory.js';
import { TIME } from '../robot/estimator.js';
import type { OnEstimate } from '../robot/lab-robot.js';
import { Server } from '../server/server.js';
import { longPayloadBytes } from '../wire/long-payload.js';
import { DEFAULT_BOARD } from './board/board-file.js';
import { Controller } from './controller.js';
import { type Command, commands, init, performAll, products } from './demo-protocol.js';
import { deckText, ProgressBar, platesText, tubesText } from './demo-view.js';
import { durationText } from './duration-text.js';
import { type HostRobot, hostRobot } from './host-robot.js';
import { readTraceOptions, TRACE_OPTIONS, type TraceOptions } from './trace/trace-options.js';
import { UsageError } from './usage-error.js';

const MICROSECONDS = 1_000_000;

const write = (text: string): void => void process.stdout.write(text);

/** Serves the robot on a free port. */
async function serve({ robot, timeOfDay }: HostRobot): Promise<{ port: number; sockets: SocketServer }> {
  const clock = new ModdableClock();
  const longPayloads = new PlainMemory(longPayloadBytes(WIRE_LIMITS));
  const server = new Server({ robot, clock, wallClock: timeOfDay, limits: WIRE_LIMITS, longPayloads });
  const sockets = new SocketServer({ server, port: 0, address: '127.0.0.1' });
  return { port: (await sockets.listener.ready) ?? 0, sockets };
}

const labelOf = (command: Command): string =>
  command.kind === 'transfer' ? `transfer of ${command.source}` : command.kind;

/** Tells of each command that is done. */
async function play(controller: Controller, show: (label: string) => void): Promise<void> {
  await controller.init(init());
  show('init');
  await controller.initContainers(products());
  show('init_containers');
  await performAll(controller, commands(), (command) => show(labelOf(command)));
}

function showResults(files: ReadonlyMap<string, Uint8Array>): void {
  const wellMap = new TextDecoder().decode(files.get('wellmap.tsv'));
  write(`\n${platesText(wellMap, init().labware)}\n${tubesText(wellMap)}\n`);
  for (const [name, { length }] of files) write(`${name}: ${length} bytes\n`);
}

/** What the robot foresees of a run, s: the whole, and by kind as `TIME` has it. */
class Forecast {
  seconds = 0;
  readonly split = new Float64Array(Object.keys(TIME).length);

  readonly add: OnEstimate = (_command, seconds, split) => {
    this.seconds += seconds;
    for (let kind = 0; kind < split.length; kind++)
      this.split[kind] = (this.split[kind] as number) + (split[kind] as number);
  };

  text(kind: number): string {
    return durationText(this.split[kind] as number);
  }
}

const makeRobot = (forecast: Forecast, trace?: TraceOptions): HostRobot =>
  hostRobot({ board: DEFAULT_BOARD, speed: Number.POSITIVE_INFINITY, trace, onEstimate: forecast.add });

/** The same protocol by a robot that lifts its tips to the top on every way: how long that takes, s. */
async function secondsAtTop(): Promise<number> {
  const forecast = new Forecast();
  const robot = makeRobot(forecast);
  robot.parts.choreography.travel.atTop = true;
  const { port, sockets } = await serve(robot);
  const controller = await Controller.connect({ port });
  await play(controller, () => {});
  await controller.close();
  sockets.close();
  robot.close();
  return forecast.seconds;
}

async function main(trace: TraceOptions | undefined): Promise<void> {
  const began = performance.now();
  const forecast = new Forecast();
  const robot = makeRobot(forecast, trace);
  const { port, sockets } = await serve(robot);
  const controller = await Controller.connect({ port });
  write(`${robot.board.title}, in virtual time, on port ${port}.\n\n`);
  write(`${deckText(robot.board, init().labware)}\n`);
  const start = robot.clock.now();
  const bar = new ProgressBar(process.stdout, commands().length + 2);
  const seconds = (): number => (robot.clock.now() - start) / MICROSECONDS;
  await play(controller, (label) => bar.step(`${durationText(seconds())}, ${label}`));
  const performed = seconds();
  const files = await controller.save();
  await controller.close();
  sockets.close();
  showResults(files);
  const percent = (100 * Math.abs(forecast.seconds - performed)) / performed;
  const saved = (await secondsAtTop()) - forecast.seconds;
  write(
    `\nRobot time: ${durationText(performed)}, estimated ${durationText(forecast.seconds)} (${percent.toFixed(2)} % apart).\n` +
      `Of it travel ${forecast.text(TIME.travel)}, plungers ${forecast.text(TIME.plunge)}, ` +
      `waits ${forecast.text(TIME.dwell)}, tips ${forecast.text(TIME.tips)}.\n` +
      `Travelling over what is on the way, and not at the top, saves ${durationText(saved)}.\n` +
      `All this took ${durationText((performance.now() - began) / 1_000)}.\n`,
  );
  const recorded = robot.close();
  if (recorded !== '') write(`${recorded}\n`);
}

try {
  await main(readTraceOptions(parseArgs({ options: TRACE_OPTIONS }).values));
} catch (error) {
  const isUsage =
    error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  if (!isUsage) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}
