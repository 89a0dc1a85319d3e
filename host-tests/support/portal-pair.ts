// A controller's portal and a robot's, back to back.

import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import type { ArgumentSource } from '../../src/wire/arguments-writer.js';
import { type PacketName, packetNamed } from '../../src/wire/packets.js';
import { Portal } from '../../src/wire/portal.js';
import { RECEIVED } from '../../src/wire/portal-options.js';
import { longPayloads } from './long-payloads.js';

export const pause = (seconds: number): ArgumentSource => ({
  rows: () => 0,
  put: (_field, _row, writer) => writer.float(seconds),
});

export function move(from: Portal, to: Portal, count = from.output.length): void {
  for (let i = 0; i < count; i++) {
    to.input.putUint8(from.output.uint8(0));
    from.output.drop(1);
  }
}

export function pair(encoding: 'pickle' | 'cbor' = 'pickle') {
  const clock = new VirtualClock();
  const options = { limits: WIRE_LIMITS, longPayloads: longPayloads(), clock, blockedBytes: 4_096 };
  const controller = new Portal({ name: 'controller', side: 'controller', encoding, ...options });
  const robot = new Portal({ name: 'eve', side: 'robot', ...options });
  return { clock, controller, robot };
}

export const cid = (portal: Portal): [number, number] => [portal.frames.cidHigh, portal.frames.cidLow];

/** Receives a packet of this type and is done with it. */
export function take(portal: Portal, name: PacketName): [number, number] | string {
  const received = portal.receive();
  if (received !== RECEIVED.packet || portal.packet !== packetNamed(name))
    return `${received} ${portal.packet?.name}`;
  const of = cid(portal);
  portal.release();
  return of;
}
