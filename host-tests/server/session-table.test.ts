// State by packet type: every cell of the table in src/server/SESSION.md.

import test from 'ava';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { VirtualClock } from '../../src/kernel/virtual-clock.js';
import { Server } from '../../src/server/server.js';
import type { PacketName } from '../../src/wire/packets.js';
import { helloPacket, proofPacket, SAME_NONCE, ToyAuthenticator } from '../support/greeting.js';
import { longPayloads } from '../support/long-payloads.js';
import { MemoryLink } from '../support/memory-link.js';
import { hexPacket, packet } from '../support/packets.js';
import { initPacket } from '../support/sample-packets.js';
import { ScriptedRobot } from '../support/scripted-robot.js';

const WHERE = ['locked', 'challenged', 'connected', 'active', 'stopped', 'failed'] as const;

type Where = (typeof WHERE)[number];

/** With the same challenge each time. */
const authenticator = () => new ToyAuthenticator('key', SAME_NONCE);

/** A valid packet of each type that a controller sends, cid 9. */
const SAMPLES: Readonly<Record<string, Uint8Array>> = {
  init: initPacket(9),
  init_containers: hexPacket(
    'init_containers',
    9,
    '81 81 84 646e616d65 676c616277617265 69636f6e7461696e6572 676d61785f766f6c',
  ),
  transfer: hexPacket('transfer', 9, '82 00 81 82 01 02'),
  pause: hexPacket('pause', 9, '81 01'),
  home: packet('home', 9),
  make: hexPacket('make', 9, '82 63 4b4272 f94d00'),
  mix: hexPacket('mix', 9, '81 81 82 00 01'),
  stop: packet('stop', 9),
  continue: packet('continue', 9),
  loc_req: hexPacket('loc_req', 9, '81 63 616c6c'),
  save: packet('save', 9),
  close: packet('close', 9),
  hello: helloPacket(),
  proof: proofPacket(SAME_NONCE, authenticator()),
};

/** Answers to be seen, and what the robot was asked for. */
const LOCKED = 'error | breakdown without motion';

const COMMAND: Record<Where, string> = {
  locked: LOCKED,
  challenged: LOCKED,
  connected: 'error',
  active: 'ready | CALL',
  stopped: 'error',
  failed: '',
};

const TABLE: Readonly<Record<string, Record<Where, string>>> = {
  init: { ...COMMAND, connected: 'ready | init', active: 'error' },
  init_containers: COMMAND,
  transfer: COMMAND,
  pause: COMMAND,
  home: COMMAND,
  make: COMMAND,
  mix: COMMAND,
  stop: { ...COMMAND, active: 'stopped | stop' },
  continue: { ...COMMAND, active: 'error', stopped: 'ready | continue' },
  loc_req: { ...COMMAND, active: 'loc_resp | locate' },
  save: { ...COMMAND, active: 'sending_files file | files', failed: 'sending_files file | files' },
  close: { ...COMMAND, active: 'ready | breakdown', failed: 'ready | breakdown without motion' },
  hello: { ...COMMAND, locked: 'welcome', connected: 'welcome', active: 'error' },
  proof: { ...COMMAND, challenged: 'accepted', active: 'error' },
};

const LEAD: Record<Where, Uint8Array[]> = {
  locked: [],
  challenged: [helloPacket()],
  connected: [],
  active: [initPacket(1)],
  stopped: [initPacket(1), packet('stop', 2)],
  failed: [packet('home', 1)],
};

for (const where of WHERE) {
  for (const [name, cells] of Object.entries(TABLE)) {
    test(`${name} when ${where}`, (t) => {
      const clock = new VirtualClock();
      const robot = new ScriptedRobot();
      const server = new Server({
        robot,
        clock,
        wallClock: clock,
        limits: WIRE_LIMITS,
        longPayloads: longPayloads(),
        authenticator: where === 'locked' || where === 'challenged' ? authenticator() : undefined,
      });
      const link = MemoryLink.connect(server);
      link.send(...LEAD[where]);
      const sent = link.parsed().length;
      const calls = robot.calls.length;
      link.send(SAMPLES[name as PacketName]!);
      const answers = link
        .parsed()
        .slice(sent)
        .map((item) => (item.kind === 'file' ? 'file' : item.type));
      const asked = robot.calls.slice(calls);
      const seen = asked.length === 0 ? answers.join(' ') : `${answers.join(' ')} | ${asked.join(' ')}`;
      t.is(seen, cells[where].replace('CALL', name));
    });
  }
}

test('the ready of stop comes after continue, under the cid of stop', (t) => {
  const clock = new VirtualClock();
  const robot = new ScriptedRobot();
  const link = MemoryLink.connect(
    new Server({ robot, clock, wallClock: clock, limits: WIRE_LIMITS, longPayloads: longPayloads() }),
  );
  link.send(initPacket(1), packet('stop', 7));
  clock.advance(8 * 3_600_000_000);
  link.send(packet('continue', 99), packet('home', 8));
  t.deepEqual(
    link.parsed().map((item) => (item.kind === 'packet' ? [item.type, JSON.stringify(item.args)] : [])),
    [
      ['ready', '{"$tuple":[1]}'],
      ['stopped', 'null'],
      ['ready', '{"$tuple":[7]}'],
      ['ready', '{"$tuple":[8]}'],
    ],
  );
});

test('a link that is lost while a person is inside moves nothing', (t) => {
  const clock = new VirtualClock();
  const robot = new ScriptedRobot();
  const link = MemoryLink.connect(
    new Server({ robot, clock, wallClock: clock, limits: WIRE_LIMITS, longPayloads: longPayloads() }),
  );
  link.send(initPacket(1), packet('stop', 2));
  link.end();
  t.is(robot.calls.at(-1), 'breakdown without motion');
});

test('a link that is lost during a command: breakdown, then the next peer', (t) => {
  const clock = new VirtualClock();
  const robot = new ScriptedRobot();
  const server = new Server({
    robot,
    clock,
    wallClock: clock,
    limits: WIRE_LIMITS,
    longPayloads: longPayloads(),
  });
  const link = MemoryLink.connect(server);
  link.send(initPacket(1));
  robot.holds = true;
  link.send(packet('home', 2));
  link.end();
  t.is(robot.calls.at(-1), 'breakdown');
  robot.finish();
  robot.holds = false;
  const next = MemoryLink.connect(server);
  next.send(initPacket(1));
  t.is(next.parsed().length, 1);
});
