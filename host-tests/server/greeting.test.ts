// The greeting: hello, challenge, proof, and the session that follows it as if nothing had been.

import test from 'ava';
import { bytesOfHex, hexOf } from '../../src/kernel/hexadecimal.js';
import { proofMessage } from '../../src/wire/greeting.js';
import { EXTENSIONS, PACKETS } from '../../src/wire/packets.js';
import { PickleWriter } from '../../src/wire/pickle-writer.js';
import { CONTROLLER_NONCE, greetingOf, helloPacket, macPacket, proofPacket } from '../support/greeting.js';
import { isError, KEY, KeyedRig, WANTED } from '../support/keyed-rig.js';
import { ascii, packet } from '../support/packets.js';
import { initPacket } from '../support/sample-packets.js';

test("the right proof is answered with the robot's own, and the session begins", (t) => {
  const rig = new KeyedRig();
  const nonce = rig.challenge();
  const own = hexOf(rig.authenticator.sign(proofMessage('robot', greetingOf(nonce))));
  t.deepEqual(rig.send(proofPacket(nonce, rig.authenticator)), [`accepted {"$tuple":["${own}"]}`]);
  t.deepEqual(rig.send(initPacket(1)), ['ready {"$tuple":[1]}']);
  t.deepEqual(rig.robot.calls, ['init']);
});

test('welcome says the version, the challenge and what the robot takes', (t) => {
  const rig = new KeyedRig();
  const [welcome = ''] = rig.send(helloPacket());
  t.regex(welcome, /^welcome \{"\$tuple":\[1,"[0-9a-f]{32}",65535,512,255,5\]\}$/);
});

test('without a key hello is answered without a challenge, and no proof is taken', (t) => {
  const rig = new KeyedRig('');
  t.deepEqual(rig.send(helloPacket()), ['welcome {"$tuple":[1,null,65535,512,255,5]}']);
  t.deepEqual(rig.send(initPacket(1)), ['ready {"$tuple":[1]}']);
  const other = new KeyedRig('');
  const [answer = ''] = other.send(helloPacket(), macPacket('0'.repeat(64))).slice(1);
  t.true(answer.includes("Unidentified command: 'proof'"), answer);
});

test('a peer that does not say hello never sees a packet beyond the original', (t) => {
  const rig = new KeyedRig('');
  rig.send(initPacket(1), packet('home', 2), packet('close', 3));
  for (const item of rig.link.parsed())
    t.true(item.kind === 'file' || PACKETS.some(({ name }) => name === item.type));
});

test('and to it all of them but hello are packets that do not exist', (t) => {
  for (const { code, name } of EXTENSIONS.slice(1)) {
    const rig = new KeyedRig('');
    const [answer = ''] = rig.send(packet(name, 1, ascii('\x81\x00')));
    t.true(answer.includes(`no such packet type: 0x${code.toString(16)}`), answer);
  }
});

test('the encoding of the greeting says nothing of the session: an error before its first payload is pickle', (t) => {
  for (const key of [KEY, '']) {
    const rig = new KeyedRig(key);
    if (key === '') rig.send(helloPacket());
    else t.is(rig.prove().length, 1);
    const before = rig.link.sent.length;
    rig.send(packet('home', 1));
    t.is(rig.link.sent[before + 17], 0x80);
  }
});

test('the greeting can be in pickle', (t) => {
  const rig = new KeyedRig();
  const nonce = rig.challenge(helloPacket(CONTROLLER_NONCE, 1, new PickleWriter()));
  const mac = hexOf(rig.authenticator.sign(proofMessage('controller', greetingOf(nonce))));
  t.regex(rig.send(macPacket(mac, new PickleWriter()))[0] ?? '', /^accepted /);
});

test('a nonce has 32 hexadecimal digits', (t) => {
  for (const nonce of [
    '',
    CONTROLLER_NONCE.slice(1),
    `${CONTROLLER_NONCE}0`,
    `${CONTROLLER_NONCE.slice(1)} `,
    CONTROLLER_NONCE.toUpperCase(),
  ]) {
    const rig = new KeyedRig();
    const [answer = ''] = rig.send(helloPacket(nonce));
    t.true(answer.includes('hello, nonce: expected 32 hexadecimal digits'), answer);
    t.true(rig.isRefused);
  }
});

test('a key that is set counts from the next connection on', (t) => {
  const rig = new KeyedRig('');
  rig.authenticator.key = KEY;
  t.deepEqual(rig.send(initPacket(1)), ['ready {"$tuple":[1]}']);
  rig.connect();
  t.true(isError(rig.send(initPacket(1)), WANTED));
});

test('hexadecimal text is what was written, and nothing else is taken for it', (t) => {
  const bytes = Uint8Array.of(0, 1, 0x7f, 0x80, 0xff);
  t.is(hexOf(bytes), '00017f80ff');
  t.deepEqual(bytesOfHex('00017f80ff'), bytes);
  for (const text of ['0', '0g', 'FF', ' 0', '-1']) t.is(bytesOfHex(text), undefined);
});
