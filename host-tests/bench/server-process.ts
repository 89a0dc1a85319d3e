// The measured process: the robot server on a free port or, as a baseline, an echo of 23 bytes for each packet.

import Listener from 'embedded:io/socket/listener';
import TCP from 'embedded:io/socket/tcp';
import { ModdableClock } from '../../src/device/moddable-clock.js';
import { SocketServer } from '../../src/device/socket-server.js';
import { HostClock } from '../../src/host/host-clock.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { Server } from '../../src/server/server.js';
import { longPayloads } from '../support/long-payloads.js';
import { RehearsalRobot } from '../support/rehearsal-robot.js';

const ANSWER_BYTES = 23;

/** Reads everything and writes one answer for each `packetBytes` that came: the least that a server could do. */
function echo(packetBytes: number): Listener {
  const bytes = new Uint8Array(65_536);
  let rest = 0;
  return new Listener({
    address: '127.0.0.1',
    onReadable() {
      const from = this.read();
      if (from === undefined) return;
      new TCP({
        from,
        nodelay: true,
        onReadable(count: number) {
          this.read(bytes.subarray(0, count));
          const packets = Math.floor((rest + count) / packetBytes);
          rest = (rest + count) % packetBytes;
          if (packets > 0) this.write(bytes.subarray(0, packets * ANSWER_BYTES));
        },
        onError() {
          this.close();
        },
      });
    },
  });
}

function serve(): Listener {
  const server = new Server({
    robot: new RehearsalRobot(),
    clock: new ModdableClock(),
    wallClock: new HostClock(),
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
  });
  return new SocketServer({ server, port: 0, address: '127.0.0.1' }).listener;
}

const packetBytes = Number(process.argv[2] ?? 0);
const listener = packetBytes > 0 ? echo(packetBytes) : serve();
process.send?.({ port: await listener.ready });
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit(0));
