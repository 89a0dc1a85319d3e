// A session for tests of bad input, and what has to hold after each of them.

import type { ExecutionContext } from 'ava';
import { FAULTS, type FaultCode } from '../../src/kernel/faults.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { Server } from '../../src/server/server.js';
import { longPayloads } from './long-payloads.js';
import { MemoryLink } from './memory-link.js';
import { outline, type Parsed, packet } from './packets.js';
import { initPacket } from './sample-packets.js';
import { ScriptedRobot } from './scripted-robot.js';

/** @param onRest called when the server is at rest */
export function start(onRest?: () => void) {
  const clock = new VirtualClock();
  const robot = new ScriptedRobot();
  const events: string[] = [];
  const server = new Server({
    robot,
    clock,
    wallClock: clock,
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
    ...(onRest && { onRest }),
    onEvent: (event, peer, detail) => events.push(`${peer} ${event} ${detail}`.trim()),
  });
  return { clock, robot, server, events };
}

/** A session in which `init` was done. */
export function active() {
  const parts = start();
  const link = MemoryLink.connect(parts.server);
  link.send(initPacket(1));
  return { ...parts, link };
}

/** An `error` as pickle has it, or as CBOR has it. */
type ErrorArgs = {
  readonly $tuple: readonly [
    | { readonly $exception: { readonly type: string; readonly args: readonly string[] } }
    | readonly [string, string],
  ];
};

/** The exception of the one `error` among what was sent. */
export function errorOf(t: ExecutionContext, parsed: readonly Parsed[]): { type: string; text: string } {
  const errors = parsed.flatMap((item) => (item.kind === 'packet' && item.type === 'error' ? [item] : []));
  t.is(errors.length, 1, 'one error, and only one');
  const [exception] = (errors[0]!.args as ErrorArgs).$tuple;
  if (!('$exception' in exception)) return { type: exception[0], text: exception[1] };
  return { type: exception.$exception.type, text: exception.$exception.args[0]! };
}

export function isFault(t: ExecutionContext, parsed: readonly Parsed[], code: FaultCode, detail = ''): void {
  const { type, text } = errorOf(t, parsed);
  t.is(type, FAULTS[code].python);
  t.true(text.startsWith(FAULTS[code].text), text);
  t.true(text.includes(detail), `${text} says nothing of ${detail}`);
}

/** After an error whose framing is sound: the first save and the close are served, then the next session. */
export function servesOn(t: ExecutionContext, server: Server, robot: ScriptedRobot, link: MemoryLink): void {
  const before = link.parsed().length;
  link.send(packet('home', 50), packet('save', 50), packet('save', 50), packet('close', 51));
  t.deepEqual(
    outline(link.parsed().slice(before)).map((line) => line.split(' ')[0]),
    ['sending_files', 'file', 'ready'],
  );
  t.true(link.finished);
  link.end();
  nextSession(t, server, robot);
}

/** The next peer is served from the beginning. */
export function nextSession(t: ExecutionContext, server: Server, robot: ScriptedRobot): void {
  const next = MemoryLink.connect(server, 'next');
  next.send(initPacket(1), packet('home', 2));
  t.deepEqual(outline(next.parsed()), ['ready 1', 'ready 2']);
  t.deepEqual(robot.calls.slice(-2), ['init', 'home']);
}
