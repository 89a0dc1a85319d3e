// What the adapter asks of its sockets.

import { connect, Socket } from 'node:net';
import test from 'ava';
import { SocketServer } from '../../src/device/socket-server.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { Server } from '../../src/server/server.js';
import { longPayloads } from '../support/long-payloads.js';
import { ScriptedRobot } from '../support/scripted-robot.js';

test('an accepted socket sends without delay and asks silent peers whether they are there', async (t) => {
  const asked: string[] = [];
  const { setKeepAlive, setNoDelay } = Socket.prototype;
  t.teardown(() => Object.assign(Socket.prototype, { setKeepAlive, setNoDelay }));
  Socket.prototype.setKeepAlive = function (this: Socket, on, delay) {
    asked.push(`keep-alive ${on} ${delay}`);
    return setKeepAlive.call(this, on, delay);
  };
  Socket.prototype.setNoDelay = function (this: Socket, on) {
    asked.push(`no-delay ${on}`);
    return setNoDelay.call(this, on);
  };
  const clock = new VirtualClock();
  const server = new Server({
    robot: new ScriptedRobot(),
    clock,
    wallClock: clock,
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
  });
  const sockets = new SocketServer({ server, port: 0, address: '127.0.0.1' });
  t.teardown(() => sockets.close());
  const socket = connect({ port: (await sockets.listener.ready) as number, host: '127.0.0.1' });
  socket.end();
  await new Promise((resolve) => socket.resume().once('close', resolve));
  t.deepEqual(asked.sort(), ['keep-alive true 60000', 'no-delay true']);
});
