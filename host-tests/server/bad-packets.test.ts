// Every bad packet in the table of src/server/SESSION.md: what is answered, and what comes next.

import test from 'ava';
import { FAULTS, type FaultCode } from '../../src/kernel/faults.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { active, errorOf, isFault, nextSession, servesOn, start } from '../support/bad-input.js';
import { outsideBytes } from '../support/engine.js';
import { MemoryLink } from '../support/memory-link.js';
import { concat, fromHex, header, hexPacket, outline, packet } from '../support/packets.js';
import { initPacket } from '../support/sample-packets.js';
import reject from '../vectors/reject.json';

const soundCases: [title: string, bytes: Uint8Array, code: FaultCode, detail: string][] = [
  ['an unknown type', hexPacket(0x11, 2, '80044b01852e'), 'unknownType', '0x11'],
  [
    'an unknown type with a payload over the cap',
    packet(0xff, 2, outsideBytes(100_000)),
    'unknownType',
    '0xff',
  ],
  ['a packet that only a robot sends', packet('stopped', 2), 'wrongDirection', "'stopped'"],
  ['loc_resp from a controller', hexPacket('loc_resp', 2, '80035d852e'), 'wrongDirection', "'loc_resp'"],
  ['init in the middle of a session', initPacket(2), 'initAgain', 'init'],
  ['continue when nothing is stopped', packet('continue', 1), 'wrongDirection', "'continue'"],
  ['no arguments where some are due', packet('transfer', 2), 'argumentCount', 'transfer: expected 2'],
  ['arguments where none are due', hexPacket('close', 2, '80034b01852e'), 'argumentCount', 'close'],
  ['a payload that is no tuple', hexPacket('pause', 2, '80044b052e'), 'argumentCount', ''],
  ['a payload in no encoding', hexPacket('pause', 2, 'ff00'), 'encodingUnknown', 'pause'],
  [
    'a value of the wrong kind',
    hexPacket('pause', 2, '81 61 78'),
    'argumentInvalid',
    "pause: seconds: expected a number in s from 0 to 604800, got 'x'",
  ],
  [
    'a volume that is no number',
    hexPacket('transfer', 2, '82 61 61 82 82 61 62 01 82 61 63 f97e00'),
    'argumentInvalid',
    'transfer: steps[1].volume: expected a number in µL above 0, got NaN',
  ],
  ['a payload cut short', hexPacket('pause', 2, '80 03 47 00'), 'payloadCut', ''],
  ['bytes behind the arguments, pickle', hexPacket('pause', 2, '80034b01852e00'), 'payloadTrailing', ''],
  ['bytes behind the arguments, CBOR', hexPacket('pause', 2, '810100'), 'payloadTrailing', ''],
  [
    'a payload over the cap',
    packet('transfer', 2, outsideBytes(WIRE_LIMITS.payloadBytes + 1)),
    'payloadTooLarge',
    'transfer, 65536 bytes',
  ],
  [
    'a payload just below 1 MiB',
    packet('init_containers', 2, outsideBytes(1_048_575)),
    'payloadTooLarge',
    '1048575',
  ],
];

for (const [title, bytes, code, detail] of soundCases) {
  test(`framing sound: ${title}`, (t) => {
    const { server, robot, link } = active();
    link.send(bytes);
    isFault(t, link.parsed(), code, detail);
    servesOn(t, server, robot, link);
  });
}

test('a payload over the cap is skipped as it comes and never kept', (t) => {
  const { server, robot, link } = active();
  link.send(header('transfer', 2, 500_000));
  isFault(t, link.parsed(), 'payloadTooLarge');
  for (let i = 0; i < 500; i++) {
    link.send(outsideBytes(1_000));
    t.true(server.portal.input.length === 0);
  }
  servesOn(t, server, robot, link);
});

test('a first packet that is not init: an error, then save and close', (t) => {
  const { server, robot } = start();
  const link = MemoryLink.connect(server);
  link.send(packet('home', 1));
  isFault(t, link.parsed(), 'notInitialized', 'got home');
  servesOn(t, server, robot, link);
});

test('a packet other than continue while stopped: an error; nothing moves at the end', (t) => {
  const { server, robot, link } = active();
  link.send(packet('stop', 2), packet('home', 3));
  isFault(t, link.parsed(), 'notContinued', 'Was stopped waiting for continue, but recieved: home');
  link.send(packet('save', 3), packet('close', 4));
  t.is(robot.calls.at(-1), 'breakdown without motion');
  link.end();
  nextSession(t, server, robot);
});

test('a huge cid is acknowledged as it is', (t) => {
  const { link } = active();
  link.send(packet('home', 0xffff_ffff_ffff_ffffn));
  const last = link.parsed().at(-1);
  t.deepEqual(last?.kind === 'packet' && { ...(last.args as object) }, {
    $tuple: [{ $int: '18446744073709551615' }],
  } as never);
});

for (const length of [1_048_576n, 2n ** 30n, 2n ** 32n, 2n ** 63n, 2n ** 64n - 1n]) {
  test(`framing lost: a length of ${length}: an error, an orderly end, the next session`, (t) => {
    const { server, robot, link } = active();
    link.send(header('transfer', 2, length), outsideBytes(100));
    isFault(t, link.parsed(), 'framingLost');
    t.true(link.finished);
    t.is(robot.calls.at(-1), 'breakdown');
    link.send(outsideBytes(50_000));
    t.is(link.unread, 0, 'the rest is read and forgotten');
    link.end();
    t.true(link.closed);
    nextSession(t, server, robot);
  });
}

test('all 38 packets of reject.json are refused by a fault of the table, and the session and the next go on', (t) => {
  t.is(reject.length, 38);
  const texts = Object.values(FAULTS).map(({ text }) => text);
  for (const { name, stage, packet: hex } of reject) {
    if (name === 'reject/ready-no-args') continue;
    const { server, robot, link } = active();
    link.send(fromHex(hex));
    const { text } = errorOf(t, link.parsed());
    t.true(
      texts.some((start) => start !== '' && text.startsWith(start)),
      `${name}: ${text}`,
    );
    t.is(robot.calls.filter((call) => call !== 'init' && !call.startsWith('breakdown')).length, 0, name);
    if (stage === 'header' && text.startsWith(FAULTS.framingLost.text)) {
      link.end();
      nextSession(t, server, robot);
    } else servesOn(t, server, robot, link);
  }
});

test('a ready without arguments is refused like any packet without its arguments', (t) => {
  const { server, robot, link } = active();
  link.send(fromHex(reject.find(({ name }) => name === 'reject/ready-no-args')!.packet));
  isFault(t, link.parsed(), 'argumentCount', 'ready');
  servesOn(t, server, robot, link);
});

test('a ready for a cid that is not in flight is ignored and logged', (t) => {
  const { server, link } = active();
  link.send(hexPacket('ready', 2, '80034b63852e'), packet('home', 3));
  t.deepEqual(outline(link.parsed()), ['ready 1', 'ready 2']);
  const lines = Array.from({ length: server.portal.log.count }, (_, i) => server.portal.log.line(i));
  t.true(lines.some((line) => line.includes('recieved ready') && line.includes('ignored')));
});

test('names with control characters or the end-of-file mark are refused where they enter', (t) => {
  const mark = 'AFKJldkjvaJKDvJDFDFGHowCouldYouEverHaveThisInAFile';
  for (const name of ['a\tb', 'a\nb', 'a\u007f', 'a\u0085b', `x${mark}y`, '']) {
    const { link } = active();
    const utf8 = new TextEncoder().encode(name);
    const text = concat(
      utf8.length < 24 ? Uint8Array.of(0x60 + utf8.length) : Uint8Array.of(0x78, utf8.length),
      utf8,
    );
    const columns = fromHex(
      '82 84 646e616d65 676c616277617265 69636f6e7461696e6572 676d61785f766f6c'.replace(/ /g, ''),
    );
    link.send(
      packet(
        'init_containers',
        2,
        concat(Uint8Array.of(0x81), columns, Uint8Array.of(0x84), text, fromHex('606001')),
      ),
    );
    const { text: message } = errorOf(t, link.parsed());
    t.true(message.includes('init_containers: products[0].name: expected a name'), message);
  }
});

test('an error is told in the encoding of the packet that it is about', (t) => {
  for (const [payload, start] of [
    ['81 61 78', 0x81],
    ['80 03 58 01000000 78 85 2e', 0x80],
  ] as const) {
    const { link } = active();
    const before = link.sent.length;
    link.send(hexPacket('pause', 2, payload));
    t.is(link.sent[before + 17], start);
  }
});
