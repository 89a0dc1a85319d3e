// The program of `npm start` inside a test: the server with a rehearsal, on a free port of this machine.

import type { ExecutionContext } from 'ava';
import { ModdableClock } from '../../src/device/moddable-clock.js';
import { SocketServer } from '../../src/device/socket-server.js';
import { HostClock } from '../../src/host/host-clock.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { Server } from '../../src/server/server.js';
import type { ServerOptions } from '../../src/server/server-options.js';
import { longPayloads } from './long-payloads.js';
import { RehearsalRobot } from './rehearsal-robot.js';

/** The port; the listener is closed when the test ends. @param options besides what a rehearsal needs */
export async function serve(t: ExecutionContext, options: Partial<ServerOptions> = {}): Promise<number> {
  const server = new Server({
    robot: new RehearsalRobot(),
    clock: new ModdableClock(),
    wallClock: new HostClock(),
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
    ...options,
  });
  const sockets = new SocketServer({ server, port: 0, address: '127.0.0.1' });
  t.teardown(() => sockets.close());
  return (await sockets.listener.ready) as number;
}
