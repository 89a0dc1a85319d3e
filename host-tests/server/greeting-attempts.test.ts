// What does not open a robot with a key: no proof, a wrong, replayed or reflected one, and guessing.

import test from 'ava';
import fc from 'fast-check';
import { hexOf } from '../../src/kernel/hexadecimal.js';
import {
  EXTENSION_BYTES_MAX,
  KEY_BACK_OFF_MICROSECONDS,
  KEY_BACK_OFF_MICROSECONDS_MAX,
  PROOF_MICROSECONDS,
} from '../../src/kernel/limits.js';
import { type Greeting, proofMessage } from '../../src/wire/greeting.js';
import { PACKETS } from '../../src/wire/packets.js';
import { greetingOf, helloPacket, macPacket, proofPacket, ToyAuthenticator } from '../support/greeting.js';
import { isError, KeyedRig, WANTED, WRONG } from '../support/keyed-rig.js';
import { ascii, header, packet } from '../support/packets.js';
import { holds } from '../support/property.js';
import { initPacket } from '../support/sample-packets.js';

/** What somebody may send who does not have the key. */
const ATTEMPT = fc.array(
  fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.constantFrom(helloPacket(), initPacket(1), packet('save', 1), packet('close', 2)),
    fc.constantFrom(0, 1, 0x0a).map((digit) => macPacket(digit.toString(16).repeat(64))),
    fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 40 }))
      .map(([code, payload]) => packet(code, 0, payload)),
  ),
  { minLength: 1, maxLength: 8 },
);

const isAnswer = (item: object): boolean =>
  'type' in item && (item.type === 'welcome' || item.type === 'error');

for (const { name, senders } of PACKETS)
  test(`before the proof ${name} is refused, whatever is in it, and the connection ends`, (t) => {
    for (const lead of [[], [helloPacket()]]) {
      const rig = new KeyedRig();
      rig.send(...lead);
      t.true(isError(rig.send(packet(name, 1, ascii('no payload of anything'))), WANTED), senders.join());
      t.true(rig.isRefused);
      t.deepEqual(rig.send(packet('save', 2), packet('close', 3)), []);
    }
  });

test('before the proof nothing of a packet is kept: it is refused by its header', (t) => {
  const rig = new KeyedRig();
  t.true(isError(rig.send(header('init', 1, 60_000)), WANTED));
  t.true(rig.isRefused);
});

test('before the proof a greeting that is too long is refused by its header', (t) => {
  const rig = new KeyedRig();
  const [answer = ''] = rig.send(header('hello', 0, EXTENSION_BYTES_MAX + 1));
  t.true(answer.includes('send it in parts: hello, 257 bytes'), answer);
  t.true(rig.isRefused);
});

test('what cannot be read ends the connection before the proof', (t) => {
  for (const bytes of [packet('hello', 0, ascii('\x82\x01')), packet(0x55, 0), packet('welcome', 0)]) {
    const rig = new KeyedRig();
    t.is(rig.send(bytes).length, 1);
    t.true(rig.isRefused);
  }
});

test('another key, a changed word of the greeting, and proofs that are none', (t) => {
  const changes: readonly Partial<Greeting>[] = [
    { helloVersion: 2 },
    { version: 2 },
    { controllerNonce: 'f'.repeat(32) },
    { robotNonce: 'f'.repeat(32) },
    { payloadBytes: 65_534 },
    { rows: 511 },
    { nameBytes: 254 },
    { window: 4 },
  ];
  for (const change of changes) {
    const rig = new KeyedRig();
    t.true(isError(rig.prove(change), WRONG), JSON.stringify(change));
    t.true(rig.isRefused);
  }
  const others = [new ToyAuthenticator('another key'), new ToyAuthenticator('')];
  for (const other of others) {
    const rig = new KeyedRig();
    t.true(isError(rig.send(proofPacket(rig.challenge(), other)), WRONG));
  }
  for (const mac of ['', '0', '0'.repeat(63), '0'.repeat(65), 'x'.repeat(64)]) {
    const rig = new KeyedRig();
    rig.challenge();
    t.true(isError(rig.send(macPacket(mac)), WRONG), mac);
  }
});

test('each digit of a proof counts', (t) => {
  for (let digit = 0; digit < 64; digit += 9) {
    const rig = new KeyedRig();
    const mac = [...hexOf(rig.authenticator.sign(proofMessage('controller', greetingOf(rig.challenge()))))];
    mac[digit] = mac[digit] === '0' ? '1' : '0';
    t.true(isError(rig.send(macPacket(mac.join(''))), WRONG), String(digit));
  }
});

test('reflection: what the robot would prove itself with does not prove a controller', (t) => {
  const rig = new KeyedRig();
  t.true(isError(rig.send(proofPacket(rig.challenge(), rig.authenticator, {}, 'robot')), WRONG));
});

test('replay: a proof that was right once is wrong in the next connection', (t) => {
  const rig = new KeyedRig();
  const proof = proofPacket(rig.challenge(), rig.authenticator);
  t.regex(rig.send(proof)[0] ?? '', /^accepted /);
  rig.connect();
  rig.challenge();
  t.true(isError(rig.send(proof), WRONG));
  rig.connect();
  const [answer = ''] = rig.send(proof);
  t.true(
    answer.includes('no such packet type: 0x82'),
    `and without a challenge it is none at all: ${answer}`,
  );
  t.true(rig.link.finished);
});

test('a challenge can be answered once, and asked for once', (t) => {
  const rig = new KeyedRig();
  const proof = proofPacket(rig.challenge(), rig.authenticator);
  rig.send(proof);
  const [answer = ''] = rig.send(proof);
  t.true(answer.includes("Unidentified command: 'proof'"), answer);
  const asking = new KeyedRig();
  asking.challenge();
  t.true((asking.send(helloPacket())[0] ?? '').includes("Unidentified command: 'hello'"));
  t.true(asking.isRefused);
});

test('two connections never get the same challenge', (t) => {
  const rig = new KeyedRig();
  const first = rig.challenge();
  rig.connect();
  t.not(rig.challenge(), first);
});

test('after a wrong proof the next is waited for, each time twice as long, up to about a minute', (t) => {
  const rig = new KeyedRig();
  let wait = KEY_BACK_OFF_MICROSECONDS;
  for (let i = 0; i < 9; i++) {
    rig.challenge();
    t.true(isError(rig.send(macPacket('0'.repeat(64))), WRONG));
    rig.clock.advance(wait - 1);
    rig.connect();
    const words = 'a wrong key was tried here: try again: in 1 s';
    t.true(isError(rig.send(helloPacket()), words), `${i}`);
    t.true(rig.isRefused);
    rig.clock.advance(1);
    rig.connect();
    wait = Math.min(2 * wait, KEY_BACK_OFF_MICROSECONDS_MAX);
  }
  t.regex(rig.prove()[0] ?? '', /^accepted /);
  rig.connect();
  t.true(isError(rig.send(helloPacket()).length === 1 ? rig.send(macPacket('')) : [], WRONG));
  rig.connect();
  rig.clock.advance(KEY_BACK_OFF_MICROSECONDS);
  t.is(rig.challenge().length, 32, 'the right proof begins the waits anew');
});

test('a peer that proves nothing is seen out in time, with hello and without', (t) => {
  for (const lead of [[], [helloPacket()], [header('hello', 0, 40)]]) {
    const rig = new KeyedRig();
    rig.send(...lead);
    const before = rig.link.parsed().length;
    rig.clock.advance(PROOF_MICROSECONDS - 1);
    t.is(rig.link.parsed().length, before);
    rig.clock.advance(1);
    t.is(rig.link.parsed().length, before + 1);
    t.true(rig.isRefused);
  }
});

test('who has proved itself may be silent for as long as it wants', (t) => {
  const rig = new KeyedRig();
  rig.prove();
  rig.clock.advance(100 * PROOF_MICROSECONDS);
  t.deepEqual(rig.send(initPacket(1)), ['ready {"$tuple":[1]}']);
});

test('whatever comes without a proof, the robot is asked for nothing', (t) => {
  holds(
    t,
    fc.property(ATTEMPT, (pieces) => {
      const rig = new KeyedRig();
      for (const piece of pieces) rig.link.send(piece);
      rig.clock.advance(PROOF_MICROSECONDS);
      return (
        rig.isRefused && rig.link.parsed().every(({ kind, ...item }) => kind === 'packet' && isAnswer(item))
      );
    }),
    200,
  );
});
