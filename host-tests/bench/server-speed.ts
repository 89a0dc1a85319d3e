// CPU and packets a second of the server over loopback with five in flight, beside an echo over the same sockets.

import { LeanController, type Round } from './lean-controller.js';
import { median, spread, table } from './report.js';
import { type Form, homePacket, readyBytes, setupPackets, transferPacket } from './sample-run.js';

/** CPU of the original Python server, µs a packet, measured on a machine of two cores. */
const ORIGINAL_MICROSECONDS = Object.freeze({ home: 38, transfer: 52 });

interface Run {
  readonly title: string;
  readonly kind: 'home' | 'transfer';
  readonly controller: LeanController;
  readonly rounds: Round[];
  /** The echo of packets of the same length; null for an echo itself. */
  readonly baseline: Run | null;
}

async function start(title: string, kind: Run['kind'], form: Form, baseline: Run | null): Promise<Run> {
  const packet = kind === 'home' ? homePacket : transferPacket(form);
  const controller =
    baseline === null
      ? await LeanController.start(packet, 23, packet.length, [])
      : await LeanController.start(packet, readyBytes(form), 0, setupPackets(form));
  return { title: `${title} (${packet.length} bytes)`, kind, controller, rounds: [], baseline };
}

async function startAll(): Promise<Run[]> {
  const shortEcho = await start('echo of as many bytes as home', 'home', 'pickle', null);
  const longEcho = await start('echo of as many bytes as transfer', 'transfer', 'pickle', null);
  return [
    shortEcho,
    longEcho,
    await start('home, pickle', 'home', 'pickle', shortEcho),
    await start('home, CBOR', 'home', 'names', shortEcho),
    await start('transfer of 12, pickle 4', 'transfer', 'pickle', longEcho),
    await start('transfer of 12, CBOR, names', 'transfer', 'names', longEcho),
    await start('transfer of 12, CBOR, ids', 'transfer', 'ids', longEcho),
  ];
}

const cpu = ({ rounds }: Run): number[] => rounds.map((round) => round.cpuMicroseconds / round.packets);

/** By the medians, and by the best rounds of both, which other programs disturb least. */
const timesTheEcho = (run: Run, echo: Run): string => {
  const medians = median(cpu(run)) / median(cpu(echo));
  const best = Math.min(...cpu(run)) / Math.min(...cpu(echo));
  return `${medians.toFixed(2)} (best ${best.toFixed(2)})`;
};

function row(run: Run): (string | number)[] {
  const perSecond = run.rounds.map(({ packets, seconds }) => packets / seconds);
  const ratio = run.baseline === null ? '' : timesTheEcho(run, run.baseline);
  const original = run.baseline === null ? '' : `${ORIGINAL_MICROSECONDS[run.kind]}`;
  return [run.title, spread(perSecond, 0), spread(cpu(run), 1), ratio, original];
}

/** Rounds of all runs take turns, so that whatever else the machine does meets all of them. */
export async function printServerSpeed(rounds: number, milliseconds: number): Promise<void> {
  console.log(`\n## Speed: the server over loopback, 5 in flight, ${rounds} rounds of ${milliseconds} ms\n`);
  const runs = await startAll();
  for (const { controller } of runs) await controller.round(milliseconds);
  for (let i = 0; i < rounds; i++)
    for (const run of runs) run.rounds.push(await run.controller.round(milliseconds));
  for (const { controller } of runs) controller.stop();
  table(['packet', 'packets/s', 'CPU µs a packet', 'times the echo', "original's CPU µs"], runs.map(row));
  console.log(`
Median, and least and most, of the rounds. CPU is that of the server's process, user and system, the system's TCP
included. Wall-clock figures depend on the machine and on what else it does: they are for orientation, ratios matter.
The echo reads the packets through the same TCP class and writes 23 bytes for each: what remains without a protocol.`);
}
