// How conversations end and the next begins: people inside, late replies, robots that throw, peers that wait.

import test from 'ava';
import { FAULTS, Fault } from '../../src/kernel/faults.js';
import { SLOW_READER_MICROSECONDS, WIRE_LIMITS } from '../../src/kernel/limits.js';
import { Server } from '../../src/server/server.js';
import { active, errorOf, isFault, nextSession, start } from '../support/bad-input.js';
import { longPayloads } from '../support/long-payloads.js';
import { MemoryLink } from '../support/memory-link.js';
import { ascii, hexPacket, outline, packet } from '../support/packets.js';
import { initPacket } from '../support/sample-packets.js';
import { filesOf } from '../support/scripted-robot.js';

test('a person stays inside until continue or init, whoever connects and goes in between', (t) => {
  const { server, robot, link } = active();
  link.send(packet('stop', 2));
  link.end();
  for (const bytes of [new Uint8Array(40), packet('home', 1), new Uint8Array(3)]) {
    const stray = MemoryLink.connect(server, 'stray');
    stray.send(bytes);
    stray.end();
  }
  t.deepEqual(robot.calls.slice(1), ['stop', ...Array(4).fill('breakdown without motion')]);
  const next = MemoryLink.connect(server);
  next.send(initPacket(1));
  next.end();
  t.deepEqual(robot.calls.slice(-2), ['init', 'breakdown']);
});

test('a conversation that never began init breaks down without motion', (t) => {
  const { server, robot } = start();
  MemoryLink.connect(server).end();
  t.deepEqual(robot.calls, ['breakdown without motion']);
});

test('the reply of a command that was given up counts for nothing, neither in the breakdown nor later', (t) => {
  const { server, robot, link } = active();
  robot.holds = true;
  link.send(packet('home', 2));
  const stale = robot.pending;
  link.end();
  const breakdown = robot.pending;
  const next = MemoryLink.connect(server, 'next');
  next.send(initPacket(1));
  stale?.done();
  t.is(robot.calls.at(-1), 'breakdown', 'the breakdown is still under way');
  breakdown?.done();
  t.is(robot.calls.at(-1), 'init');
  stale?.fail(new Fault('commandFailed', 'late'));
  breakdown?.done();
  t.is(next.sent.length, 0, 'the init is still under way');
  robot.finish();
  t.deepEqual(outline(next.parsed()), ['ready 1']);
});

test('a reply counts once', (t) => {
  const { robot, link } = active();
  robot.holds = true;
  link.send(packet('home', 2));
  const reply = robot.pending;
  reply?.done();
  reply?.done();
  reply?.fail(new Fault('commandFailed', 'too late'));
  t.deepEqual(outline(link.parsed()), ['ready 1', 'ready 2']);
});

test('a fault that the robot throws is the failure of the command', (t) => {
  const { server, robot, link } = active();
  robot.failure = () => {
    throw new Fault('commandFailed', 'too hot');
  };
  link.send(packet('home', 2), packet('save', 2), packet('close', 3));
  t.deepEqual(outline(link.parsed()), [
    'ready 1',
    'error 1',
    'sending_files 2',
    'file wellmap.tsv',
    'ready 3',
  ]);
  robot.failure = () => null;
  link.end();
  nextSession(t, server, robot);
});

test("an error of the robot's program ends the conversation, is told and logged, and the next peer is served", (t) => {
  const { server, robot, link, events } = active();
  robot.failure = () => {
    throw new RangeError('index 7');
  };
  link.send(packet('home', 2));
  t.regex(errorOf(t, link.parsed()).text, /program: RangeError: index 7/);
  t.true(link.finished);
  t.true(events.some((line) => line.includes(`${FAULTS.commandFailed.number} `)));
  robot.failure = () => null;
  link.end();
  nextSession(t, server, robot);
});

test('a peer that connects during the breakdown of a close is held, then served', (t) => {
  const { server, robot, link } = active();
  robot.holds = true;
  link.send(packet('close', 2));
  const next = MemoryLink.connect(server, 'next');
  next.send(initPacket(1));
  t.is(next.sent.length, 0);
  robot.holds = false;
  robot.finish();
  t.is(next.sent.length, 0, 'the last peer has not gone yet');
  link.end();
  t.deepEqual(outline(next.parsed()), ['ready 1']);
});

test('several other peers are told that the robot is busy, each as its socket allows', (t) => {
  const { server, events } = active();
  const others = [1, 2, 3].map((i) => {
    const other = new MemoryLink(server, `other ${i}`);
    other.window = 0;
    server.connect(other);
    return other;
  });
  for (const other of others) for (let i = 0; i < 100; i++) other.allow(7);
  for (const other of others) {
    isFault(t, other.parsed(), 'robotBusy');
    t.true(other.finished && !other.closed);
  }
  t.is(events.filter((line) => line.includes('refused')).length, 3);
});

test('a slow reader that goes on reading is not dropped', (t) => {
  const { clock, robot, link } = active();
  robot.report = () => filesOf([['f.tsv', new Uint8Array(60_000)]]);
  link.window = 0;
  link.send(packet('save', 1));
  for (let i = 0; i < 20; i++) {
    clock.advance(SLOW_READER_MICROSECONDS - 1);
    link.allow(1_000);
    t.false(link.closed);
  }
  clock.advance(SLOW_READER_MICROSECONDS);
  t.true(link.closed);
});

test('a packet whose rest our own full ring keeps out is not stalled', (t) => {
  const { clock, robot, link } = active();
  robot.report = () => filesOf([['f.tsv', new Uint8Array(60_000)]]);
  link.window = 0;
  link.send(packet('save', 1), packet('transfer', 2, new Uint8Array(200_000)));
  for (let i = 0; i < 10; i++) {
    clock.advance(SLOW_READER_MICROSECONDS - 1);
    link.allow(10);
  }
  t.false(link.finished);
});

test('a breakdown that takes long reports nothing of a packet behind it', (t) => {
  const { clock, robot, link, events } = active();
  robot.holds = true;
  link.send(packet('close', 2), packet('home', 3).subarray(0, 9));
  clock.advance(300_000_000);
  t.false(events.some((line) => line.includes('fault')));
});

test('what comes after close is read and forgotten', (t) => {
  const { link } = active();
  link.send(packet('close', 2), packet('home', 3), new Uint8Array(90_000));
  t.deepEqual(outline(link.parsed()), ['ready 1', 'ready 2']);
  t.is(link.unread, 0);
});

test('the first save after an error is served in every conversation anew', (t) => {
  const { server, robot, link } = active();
  const fail = [packet('continue', 1), packet('save', 1), packet('save', 1), packet('close', 2)];
  link.send(...fail);
  link.end();
  const next = MemoryLink.connect(server);
  next.send(initPacket(1), ...fail);
  t.is(outline(next.parsed()).filter((line) => line.startsWith('sending_files')).length, 1);
  t.is(robot.calls.filter((call) => call === 'files').length, 2);
});

test('files that wait for the window are dropped by an error, and sent once when they are asked for again', (t) => {
  const { robot, link } = active();
  robot.report = () => filesOf([]);
  for (let i = 0; i < 6; i++) link.send(packet('save', 1));
  link.send(hexPacket('pause', 2, 'ff'), packet('save', 1), packet('close', 3));
  const types = outline(link.parsed()).map((line) => line.split(' ')[0]);
  t.deepEqual(types.slice(1), [...Array(5).fill('sending_files'), 'error', 'sending_files', 'ready']);
});

test('a seventh save goes on without the acknowledgement that can only come behind it', (t) => {
  const { robot, link } = active();
  robot.report = () => filesOf([]);
  for (let i = 0; i < 8; i++) link.send(packet('save', 1));
  link.send(packet('home', 2));
  const types = outline(link.parsed()).map((line) => line.split(' ')[0]);
  t.deepEqual(types, ['ready', ...Array(8).fill('sending_files'), 'ready']);
});

test('a file with the end-of-file mark ends the connection, and nothing is written into it', (t) => {
  const { server, robot, link, events } = active();
  const mark = 'AFKJldkjvaJKDvJDFDFGHowCouldYouEverHaveThisInAFile';
  robot.report = () => filesOf([['f.tsv', ascii(`${'x'.repeat(5_000)}${mark}tail`)]]);
  link.send(packet('save', 1), packet('home', 2));
  t.true(link.finished);
  t.false(String.fromCharCode(...link.sent).includes(mark));
  t.true(events.some((line) => line.includes(FAULTS.delimiterInFile.text)));
  t.is(robot.calls.at(-1), 'breakdown');
  link.end();
  robot.report = () => filesOf([]);
  nextSession(t, server, robot);
});

test('a command that fails and a name that is unknown are told in the words and the class of the robot', (t) => {
  for (const [fault, type] of [
    [new Fault('commandFailed', 'tried to set volume of X to 9uL'), 'RuntimeError'],
    [new Fault('unknownName', 'NopeC1.0'), 'KeyError'],
  ] as const) {
    const { robot, link } = active();
    robot.failure = () => fault;
    link.send(packet('home', 2));
    t.deepEqual(errorOf(t, link.parsed()), { type, text: fault.message });
  }
});

test('more rows than the board takes are refused', (t) => {
  const { link } = active();
  const rows = WIRE_LIMITS.rows + 1;
  link.send(
    hexPacket('transfer', 2, `82 00 99 ${rows.toString(16).padStart(4, '0')} ${'820101'.repeat(rows)}`),
  );
  isFault(t, link.parsed(), 'tooManyRows', `transfer: steps: ${rows} rows`);
});

test('limits that no session can work with are refused when the server is made', (t) => {
  const { clock, robot } = start();
  for (const limits of [{ transmitBytes: 512 }, { payloadBytes: 0 }, { rows: 0 }])
    t.throws(
      () =>
        new Server({
          robot,
          clock,
          wallClock: clock,
          limits: { ...WIRE_LIMITS, ...limits },
          longPayloads: longPayloads(),
        }),
      {
        instanceOf: RangeError,
      },
    );
});
