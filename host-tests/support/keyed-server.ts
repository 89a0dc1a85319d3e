// A robot that demands a key, on a free port of this machine, with the cryptography of the host.

import type { ExecutionContext } from 'ava';
import { ModdableClock } from '../../src/device/moddable-clock.js';
import { SocketServer } from '../../src/device/socket-server.js';
import { HostClock } from '../../src/host/host-clock.js';
import { KeyAuthenticator } from '../../src/host/key-authenticator.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { Server } from '../../src/server/server.js';
import { longPayloads } from './long-payloads.js';
import { RehearsalRobot } from './rehearsal-robot.js';

/** The bytes 0 to 31, as in EXTENSIONS.md. */
export const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);

export interface KeyedServer {
  readonly port: number;
  /** What was said of faults. */
  readonly faults: string[];
}

/** The listener is closed when the test ends. */
export async function serveKeyed(t: ExecutionContext, key: Uint8Array = KEY): Promise<KeyedServer> {
  const faults: string[] = [];
  const server = new Server({
    robot: new RehearsalRobot(),
    clock: new ModdableClock(),
    wallClock: new HostClock(),
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
    authenticator: new KeyAuthenticator(key),
    onEvent: (event, _peer, detail) => {
      if (event === 'fault') faults.push(detail);
    },
  });
  const sockets = new SocketServer({ server, port: 0, address: '127.0.0.1' });
  t.teardown(() => sockets.close());
  return { port: (await sockets.listener.ready) as number, faults };
}
