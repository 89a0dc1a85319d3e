// Two portals back to back: cids, window, error state, receive-first, burn-pipe, the log.

import test from 'ava';
import { Fault } from '../../src/kernel/faults.js';
import { BLOCKED_SENDS_MAX, HEADER_BYTES, WIRE_LIMITS } from '../../src/kernel/limits.js';
import { packetNamed } from '../../src/wire/packets.js';
import { RECEIVED } from '../../src/wire/portal-options.js';
import { outsideBytes } from '../support/engine.js';
import { header, hexPacket } from '../support/packets.js';
import { move, pair, pause, take } from '../support/portal-pair.js';

test('commands count the cid up; ghosts carry that of the last command', (t) => {
  const { controller, robot } = pair();
  controller.send(packetNamed('save'), null);
  controller.send(packetNamed('home'), null);
  controller.send(packetNamed('home'), null);
  controller.send(packetNamed('save'), null);
  move(controller, robot);
  t.deepEqual(take(robot, 'save'), [0, 0]);
  t.deepEqual(take(robot, 'home'), [0, 1]);
  t.deepEqual(take(robot, 'home'), [0, 2]);
  t.deepEqual(take(robot, 'save'), [0, 2]);
  robot.out.ready(0, 1);
  t.is(robot.out.cidLow, 1, 'ready takes a cid of its own');
});

test('a cid goes on beyond 32 bits', (t) => {
  const { controller, robot } = pair();
  controller.out.cidHigh = 0x20_0000;
  controller.out.cidLow = 0xffff_ffff;
  controller.send(packetNamed('home'), null);
  move(controller, robot);
  t.deepEqual(take(robot, 'home'), [0x20_0001, 0]);
  robot.out.ready(0x20_0001, 0);
  move(robot, controller);
  t.is(controller.out.window.inFlight, 1);
  t.is(controller.receive(), RECEIVED.nothing);
  t.is(controller.out.window.inFlight, 0);
});

test('five packets are in flight; the sixth waits for one ready, whichever', (t) => {
  const { controller, robot } = pair();
  for (let i = 1; i <= 5; i++) t.true(controller.send(packetNamed('home'), null));
  t.false(controller.send(packetNamed('pause'), pause(1.5)));
  t.is(controller.output.length, 5 * 17);
  t.is(controller.out.blocked.count, 1);
  controller.send(packetNamed('continue'), null);
  t.is(controller.output.length, 6 * 17, 'a ghost goes at once');
  robot.out.ready(0, 3);
  move(robot, controller);
  controller.receive();
  t.is(controller.out.blocked.count, 0);
  t.is(controller.out.window.inFlight, 5);
  move(controller, robot);
  for (let i = 1; i <= 5; i++) t.deepEqual(take(robot, 'home'), [0, i]);
  t.deepEqual(take(robot, 'continue'), [0, 5]);
  t.deepEqual(take(robot, 'pause'), [0, 6]);
});

test('blocked sends keep their order and their arguments, and have a limit', (t) => {
  const { controller, robot } = pair('cbor');
  for (let i = 1; i <= 5; i++) controller.send(packetNamed('home'), null);
  for (let i = 0; i < BLOCKED_SENDS_MAX; i++) t.false(controller.send(packetNamed('pause'), pause(i)));
  t.throws(() => controller.send(packetNamed('home'), null), { message: /too many packets wait/ });
  for (let i = 1; i <= 5 + BLOCKED_SENDS_MAX; i++) {
    robot.out.ready(0, i);
    move(robot, controller);
    controller.receive();
    move(controller, robot);
  }
  for (let i = 1; i <= 5; i++) t.deepEqual(take(robot, 'home'), [0, i]);
  for (let i = 0; i < BLOCKED_SENDS_MAX; i++) {
    t.is(robot.receive(), RECEIVED.packet);
    let seconds = -1;
    robot.arguments.deliver({ value: (_field, _row, value) => (seconds = value.number) });
    t.is(seconds, i);
    robot.release();
  }
});

test('a ready for an unknown cid is ignored and logged', (t) => {
  const { controller, robot } = pair();
  robot.out.ready(0, 77);
  move(robot, controller);
  t.is(controller.receive(), RECEIVED.nothing);
  t.regex(controller.log.line(0), /\trecieved ready, cid 1 \(for a packet that is not in flight: ignored\)$/);
});

test('an error sets state 1; send and receive are refused until it is reset', (t) => {
  const { controller, robot } = pair();
  controller.send(packetNamed('home'), null);
  robot.out.error(new Fault('commandFailed', 'tried to set volume of X'));
  robot.out.ready(0, 1);
  move(robot, controller);
  t.is(controller.receive(), RECEIVED.error);
  t.is(controller.state, 1);
  t.is(controller.storedError?.python, 'RuntimeError');
  t.is(controller.storedError?.message, 'tried to set volume of X');
  t.throws(() => controller.send(packetNamed('save'), null), {
    message: /RuntimeError: tried to set volume of X/,
  });
  t.throws(() => controller.receive(), { message: /reported an error/ });
  controller.resetError();
  t.is(controller.out.window.inFlight, 0);
  t.is(controller.receive(), RECEIVED.nothing, 'the late ready for a forgotten cid is ignored');
  t.true(controller.send(packetNamed('save'), null));
});

test('an exception that cannot be read is an error all the same', (t) => {
  for (const payload of ['80048c026f738c0673797374656d93288c0169745285', '8004', 'ff', '80044b01852e']) {
    const { controller } = pair();
    const bytes = hexPacket('error', 0, payload);
    controller.input.putBytes(bytes, 0, bytes.length);
    t.is(controller.receive(), RECEIVED.error);
    t.is(controller.storedError?.python, 'Exception');
    t.regex(controller.storedError!.message, /cannot be read/);
  }
});

test('an error that is too large to be kept is an error all the same, and the stream goes on behind it', (t) => {
  const { controller } = pair();
  const { input } = controller;
  const payload = outsideBytes(WIRE_LIMITS.payloadBytes + 1);
  input.putBytes(header('error', 0, payload.length), 0, HEADER_BYTES);
  t.is(controller.receive(), RECEIVED.error);
  t.regex(controller.storedError!.message, /cannot be read.*larger than this robot can keep/);
  controller.resetError();
  for (let at = 0; at < payload.length; at += 4_096) {
    t.is(controller.receive(), RECEIVED.nothing);
    t.is(input.length, 0);
    input.putBytes(payload, at, Math.min(4_096, payload.length - at));
  }
  t.is(controller.receive(), RECEIVED.nothing);
  input.putBytes(header('stopped', 0, 0), 0, HEADER_BYTES);
  t.is(take(controller, 'stopped').toString(), '0,0');
});

test('a robot refuses what only a robot sends, a controller what only a controller sends', (t) => {
  const { controller, robot } = pair();
  t.throws(() => controller.send(packetNamed('stopped'), null), { message: /'stopped'/ });
  const stray = hexPacket('home', 1, '');
  controller.input.putBytes(stray, 0, stray.length);
  t.throws(() => controller.receive(), { message: /'home'/ });
  const answer = hexPacket('stopped', 1, '');
  robot.input.putBytes(answer, 0, answer.length);
  t.throws(() => robot.receive(), { message: /'stopped'/ });
  t.is(robot.receive(), RECEIVED.nothing, 'it is gone');
});

test('receive-first passes over other packets and counts each ready on the way', (t) => {
  const { controller, robot } = pair();
  controller.send(packetNamed('home'), null);
  controller.send(packetNamed('home'), null);
  robot.out.ready(0, 1);
  robot.out.stopped();
  robot.out.ready(0, 2);
  robot.out.answer(packetNamed('loc_resp'), { rows: () => 0, put: () => {} });
  move(robot, controller);
  t.is(controller.receiveFirst(packetNamed('loc_resp')), RECEIVED.packet);
  t.is(controller.packet, packetNamed('loc_resp'));
  t.is(controller.out.window.inFlight, 0);
});

test('burn-pipe takes acknowledgements until none is due; a packet met on the way is not lost', (t) => {
  const { controller, robot } = pair();
  controller.send(packetNamed('home'), null);
  controller.send(packetNamed('home'), null);
  t.false(controller.burnPipe());
  robot.out.ready(0, 1);
  robot.out.stopped();
  robot.out.ready(0, 2);
  move(robot, controller);
  t.false(controller.burnPipe());
  t.is(controller.packet, packetNamed('stopped'));
  controller.release();
  t.true(controller.burnPipe());
});

test('after close nothing is sent or received', (t) => {
  const { controller } = pair();
  controller.close();
  t.throws(() => controller.send(packetNamed('home'), null), { message: /closed/ });
  t.throws(() => controller.receive(), { message: /closed/ });
});

test("the log has the original's lines, with the packet's own cid", (t) => {
  const { clock, controller, robot } = pair();
  clock.advance(((12 * 60 + 37) * 60 + 53) * 1_000_000 + 421_125);
  t.is(controller.log.title(), 'Armchair Log: controller, 12:37:53:421125');
  const heard: string[] = [];
  robot.log.listener = (line) => heard.push(line);
  controller.send(packetNamed('home'), null);
  move(controller, robot);
  clock.advance(7_133);
  robot.receive();
  robot.out.ready(0, 1);
  t.is(controller.log.line(0), '12:37:53:421125\tsending home, cid 1');
  t.deepEqual(heard, ['12:37:53:428258\trecieved home, cid 1', '12:37:53:428258\tsending ready, cid 1']);
});

test('the robot answers in the encoding that its peer used last, in pickle before', (t) => {
  const { robot } = pair();
  t.is(robot.out.frames.encoding, 'pickle');
  for (const [payload, encoding] of [
    ['8101', 'cbor'],
    ['80034b01852e', 'pickle'],
    ['81f93c00', 'cbor'],
  ] as const) {
    const bytes = hexPacket('pause', 1, payload);
    robot.input.putBytes(bytes, 0, bytes.length);
    take(robot, 'pause');
    t.is(robot.out.frames.encoding, encoding);
  }
  const home = hexPacket('home', 1, '');
  robot.input.putBytes(home, 0, home.length);
  take(robot, 'home');
  t.is(robot.out.frames.encoding, 'cbor');
});
