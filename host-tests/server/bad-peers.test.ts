// Every bad peer in the table of src/server/SESSION.md: one that stops, ends, never reads, or comes second.

import test from 'ava';
import { FAULTS } from '../../src/kernel/faults.js';
import { PACKET_REST_MICROSECONDS, SLOW_READER_MICROSECONDS } from '../../src/kernel/limits.js';
import { active, isFault, nextSession } from '../support/bad-input.js';
import { outsideBytes } from '../support/engine.js';
import { MemoryLink } from '../support/memory-link.js';
import { header, hexPacket, outline, packet } from '../support/packets.js';
import { initPacket } from '../support/sample-packets.js';

test('a peer that stops in the middle of a packet: time limit for its rest, an error, the next session', (t) => {
  const { clock, server, robot, link, events } = active();
  link.send(header('transfer', 2, 100), outsideBytes(99));
  clock.advance(PACKET_REST_MICROSECONDS - 1);
  t.false(link.finished);
  clock.advance(1);
  isFault(t, link.parsed(), 'packetStalled');
  t.true(link.finished);
  t.true(events.some((line) => line.includes(FAULTS.packetStalled.text)));
  clock.advance(10_000_000);
  t.true(link.closed);
  nextSession(t, server, robot);
});

test('a trickle of bytes does not renew the limit for the rest of a packet', (t) => {
  const { clock, link } = active();
  link.send(header('transfer', 2, 1_000));
  for (let i = 0; i < 40 && !link.finished; i++) {
    link.send(outsideBytes(1));
    clock.advance(1_000_000);
  }
  t.true(link.finished);
});

test('silence between packets has no limit', (t) => {
  const { clock, link } = active();
  clock.advance(24 * 3_600_000_000);
  link.send(packet('home', 2));
  t.is(outline(link.parsed()).at(-1), 'ready 2');
});

test('a command that takes long does not count as a stalled packet behind it', (t) => {
  const { clock, robot, link } = active();
  robot.holds = true;
  link.send(packet('home', 2), header('home', 3, 0).subarray(0, 9));
  clock.advance(2 * PACKET_REST_MICROSECONDS);
  t.false(link.finished);
  robot.holds = false;
  robot.finish();
  clock.advance(PACKET_REST_MICROSECONDS);
  t.true(link.finished);
});

test('a socket that says only once that it has something is emptied, be it more than the ring holds', (t) => {
  const { server, robot, link } = active();
  const stray = hexPacket('ready', 1, '81 07');
  const many = Array.from({ length: Math.ceil(server.portal.input.capacity / stray.length) }, () => stray);
  link.send(...many, packet('home', 2));
  t.is(link.unread, 0);
  t.is(outline(link.parsed()).at(-1), 'ready 2');
  robot.holds = true;
  link.send(packet('home', 3), ...many, packet('home', 4));
  t.true(link.unread > 0, 'the ring is full while the robot works');
  robot.holds = false;
  robot.finish();
  t.is(link.unread, 0);
  t.is(outline(link.parsed()).at(-1), 'ready 4');
});

test('a stream that ends in the middle of a packet: logged, broken down, the next session', (t) => {
  const { server, robot, link, events } = active();
  link.send(header('transfer', 2, 100));
  link.end();
  t.true(events.some((line) => line.includes(FAULTS.packetCut.text)));
  t.is(robot.calls.at(-1), 'breakdown');
  nextSession(t, server, robot);
});

test('a peer that never reads: no more commands than have room, then a time limit, the next session', (t) => {
  const { clock, robot, server, link, events } = active();
  link.window = 0;
  for (let cid = 2; cid < 2_000; cid++) link.send(packet('home', cid));
  const done = robot.calls.length;
  t.true(done < 200, `${done} commands were carried out`);
  clock.advance(SLOW_READER_MICROSECONDS);
  t.true(link.closed, 'closed');
  t.true(events.some((line) => line.includes(FAULTS.slowReader.text)));
  nextSession(t, server, robot);
});

test('a question waits for room as a command does, however little of it is left', (t) => {
  const rooms = new Set<number>();
  for (let large = 0; large < 22; large++) {
    const { robot, server, link } = active();
    link.window = 0;
    // 66 acknowledgements of 23 bytes, or 24 for a cid above 255, leave 18 bytes or less.
    for (let i = 0; i < 66; i++) link.send(packet('home', i < large ? 300 : 2));
    rooms.add(server.portal.out.frames.room);
    link.send(hexPacket('loc_req', 2, '8003 58 03000000 616c6c 85 2e'), packet('home', 7));
    link.allow(100_000);
    t.deepEqual(
      outline(link.parsed())
        .slice(-2)
        .map((line) => line.split(' ')[0]),
      ['loc_resp', 'ready'],
    );
    t.is(robot.calls.at(-1), 'home');
  }
  for (let room = 0; room < 19; room++) t.true(rooms.has(room));
});

test('a second peer is told that the robot is busy; the first one is untouched', (t) => {
  const { clock, robot, server, link } = active();
  robot.holds = true;
  link.send(packet('home', 2));
  const second = MemoryLink.connect(server, 'second');
  second.send(initPacket(1));
  isFault(t, second.parsed(), 'robotBusy');
  t.true(second.finished);
  t.is(second.unread, 0);
  clock.advance(10_000_000);
  t.true(second.closed);
  robot.finish();
  robot.holds = false;
  link.send(packet('home', 3));
  t.deepEqual(outline(link.parsed()), ['ready 1', 'ready 2', 'ready 3']);
});

test('a second peer whose socket is not ready to be written to is told later', (t) => {
  const { server } = active();
  const second = new MemoryLink(server, 'second');
  second.window = 0;
  server.connect(second);
  second.send(initPacket(1));
  t.false(second.finished);
  second.allow(1_000);
  isFault(t, second.parsed(), 'robotBusy');
  t.true(second.finished);
  t.is(second.unread, 0);
});

test('a peer that comes while the robot is being broken down is served when that is done', (t) => {
  const { robot, server, link } = active();
  robot.holds = true;
  link.end();
  const next = MemoryLink.connect(server, 'next');
  next.send(initPacket(1));
  t.is(next.sent.length, 0);
  robot.holds = false;
  robot.finish();
  t.deepEqual(outline(next.parsed()), ['ready 1']);
});
