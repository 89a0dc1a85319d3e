// Much random and mutated traffic through the whole path, session after session, and what it left behind.

import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { collected, type Heap } from './heap.js';
import { errorsIn, HostileServer } from './hostile-peer.js';
import { cutAnywhere, hostileSession } from './hostile-traffic.js';
import { parseStream } from './packets.js';
import { Random } from './random.js';

export interface Soaked {
  bytes: number;
  sessions: number;
  /** Sessions in which an `error` was sent. */
  failed: number;
  /** Most `error` packets in one session. */
  mostErrors: number;
  /** Sessions after which the next peer was not served. */
  notServed: number;
  packetsSent: number;
  seconds: number;
  before: Heap;
  after: Heap;
}

/** Sessions that make the engine warm before anything is counted, bytes. */
const WARM_UP_BYTES = 8_000_000;

export async function soak(bytes: number, seed: number): Promise<Soaked> {
  const random = new Random(seed);
  const hostile = new HostileServer();
  const soaked: Soaked = {
    ...{ bytes: 0, sessions: 0, failed: 0, mostErrors: 0, notServed: 0, packetsSent: 0, seconds: 0 },
    ...{ before: { heapBytes: 0, arrayBytes: 0 }, after: { heapBytes: 0, arrayBytes: 0 } },
  };
  run(hostile, random, WARM_UP_BYTES, { ...soaked });
  soaked.before = await collected();
  const start = performance.now();
  run(hostile, random, bytes, soaked);
  soaked.seconds = (performance.now() - start) / 1_000;
  soaked.after = await collected();
  return soaked;
}

/** Adds up in `soaked`. */
function run(hostile: HostileServer, random: Random, bytes: number, soaked: Soaked): void {
  for (const end = soaked.bytes + bytes; soaked.bytes < end; ) {
    const traffic = hostileSession(random);
    const manners = {
      holds: random.chance(20),
      failsEvery: random.chance(20) ? 3 : 0,
      window: random.chance(20) ? random.below(WIRE_LIMITS.transmitBytes) : Number.POSITIVE_INFINITY,
      crowded: random.chance(5),
      silent: random.chance(20),
    };
    const parsed = parseStream(hostile.meet(cutAnywhere(traffic, random), manners));
    const errors = errorsIn(parsed);
    soaked.sessions += 1;
    soaked.bytes += traffic.length;
    soaked.packetsSent += parsed.length;
    soaked.mostErrors = Math.max(soaked.mostErrors, errors);
    if (errors > 0) soaked.failed += 1;
    if (!hostile.servesNext()) soaked.notServed += 1;
  }
}

/** In a few lines, for people. */
export function soakLines({
  bytes,
  sessions,
  failed,
  packetsSent,
  seconds,
  before,
  after,
}: Soaked): string[] {
  const signed = (value: number): string => `${value < 0 ? '' : '+'}${value}`;
  return [
    `${bytes} bytes in ${sessions} sessions, ${failed} with an error, ${packetsSent} packets and files sent, ${seconds.toFixed(1)} s`,
    `heap ${before.heapBytes} bytes before, ${signed(after.heapBytes - before.heapBytes)} after`,
    `array buffers ${before.arrayBytes} bytes before, ${signed(after.arrayBytes - before.arrayBytes)} after`,
  ];
}

/** Growth of the heap that is the engine's own (compiled code, shapes), bytes. */
export const HEAP_TOLERANCE_BYTES = 1_000_000;

export const isClean = ({ notServed, mostErrors, before, after }: Soaked): boolean =>
  notServed === 0 &&
  mostErrors <= 1 &&
  after.heapBytes - before.heapBytes <= HEAP_TOLERANCE_BYTES &&
  after.arrayBytes <= before.arrayBytes;
