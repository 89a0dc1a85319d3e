// HMAC-SHA-256 on the host against Python's, every bit of a proof and of what it is of, and keys in files.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { KeyAuthenticator } from '../../src/host/key-authenticator.js';
import { makeKeyFile, readKey, readKeyFile } from '../../src/host/key-file.js';
import { UsageError } from '../../src/host/usage-error.js';
import { hexOf } from '../../src/kernel/hexadecimal.js';
import { proofMessage } from '../../src/wire/greeting.js';
import { greetingOf, helloPacket, macPacket, SAME_NONCE } from '../support/greeting.js';
import { KeyedRig } from '../support/keyed-rig.js';
import { KEY } from '../support/keyed-server.js';
import { holds } from '../support/property.js';
import { output, python } from '../support/python-controller.js';
import { folder } from './server-program.js';

/** In `EXTENSIONS.md`, and made by Python's hmac. */
const PROOFS = {
  controller: '189aff0be7279ec6c2f7b0c5bb9fbbf08457fea86015d0a9a95733062d605dd0',
  robot: '7422466f79ad5b9c7220e3111d67920f6ae4325d6536a76a0cd678b920edfb54',
};

const bits = (bytes: number) => fc.integer({ min: 0, max: 8 * bytes - 1 });
const KEY_BITS = bits(32);
const MAC_BITS = bits(32);

const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

test('the proofs of the example are those that Python makes of it', async (t) => {
  const authenticator = new KeyAuthenticator(KEY);
  for (const side of ['controller', 'robot'] as const) {
    const message = proofMessage(side, greetingOf(SAME_NONCE));
    t.is(hexOf(authenticator.sign(message)), PROOFS[side]);
    t.true(readFileSync('src/wire/EXTENSIONS.md', 'utf8').includes(PROOFS[side]));
    const code = `import hashlib, hmac
print(hmac.new(bytes(range(32)), b"${Buffer.from(message).toString()}", hashlib.sha256).hexdigest())`;
    t.is((await output(await python(), ['-c', code])).trim(), PROOFS[side]);
  }
});

test('the proofs of armchair_key.py are the same', async (t) => {
  const message = Buffer.from(proofMessage('controller', greetingOf(SAME_NONCE))).toString();
  const code = `import sys
sys.path.append("scripts")
import armchair_key
print(armchair_key.sign(bytes(range(32)), "${message}"))`;
  t.is((await output(await python(), ['-c', code])).trim(), PROOFS.controller);
});

/** Answers a challenge with what `change` makes of the right proof; what is said of it. */
function proveWith(key: Uint8Array, change: (mac: Uint8Array) => Uint8Array): string {
  const rig = new KeyedRig('key', new KeyAuthenticator(KEY));
  const greeting = greetingOf(rig.challenge(helloPacket()));
  const mac = new KeyAuthenticator(key).sign(proofMessage('controller', greeting));
  return rig.send(macPacket(hexOf(change(mac)))).join();
}

test('the right key is accepted; with any bit of the key or of the proof changed it is not', (t) => {
  t.regex(
    proveWith(KEY, (mac) => mac),
    /^accepted /,
  );
  holds(
    t,
    fc.property(KEY_BITS, MAC_BITS, (keyBit, macBit) => {
      const wrongKey = proveWith(flipped(KEY, keyBit), (mac) => mac);
      const wrongProof = proveWith(KEY, (mac) => flipped(new Uint8Array(mac), macBit));
      return [wrongKey, wrongProof].every((said) => said.startsWith('error '));
    }),
    100,
  );
});

test('challenges of the host are bytes that do not come again', (t) => {
  const authenticator = new KeyAuthenticator(KEY);
  const seen = new Set(
    Array.from({ length: 1_000 }, () => {
      const nonce = new Uint8Array(16);
      authenticator.fillRandom(nonce);
      return hexOf(nonce);
    }),
  );
  t.is(seen.size, 1_000);
});

test('a key is read in hexadecimal and in base64, blanks around it', (t) => {
  const hex = Buffer.from(KEY).toString('hex');
  const base64 = Buffer.from(KEY).toString('base64');
  for (const text of [hex, ` ${hex.toUpperCase()}\r\n`, `${base64}\n`, base64.replace('=', '')])
    t.deepEqual(new Uint8Array(readKey(text, 'key')), KEY);
});

test('what is no key is refused by its source, and never shown', (t) => {
  const secret = 'c0ffee'.repeat(10);
  for (const text of [
    '',
    secret,
    `${secret}c0ffeec0`,
    `${secret}c0fg`,
    'A'.repeat(42),
    'p@ssword'.repeat(8),
  ]) {
    const { message = '' } = t.throws(() => readKey(text, 'robot.key'), { instanceOf: UsageError }) ?? {};
    t.is(message, 'robot.key: expected a key: 64 hexadecimal digits, or the base64 of 32 bytes');
  }
});

test('a new key is for the eyes of its owner, another one each time, and never over an old one', (t) => {
  const path = join(folder(t), 'robot.key');
  const key = makeKeyFile(path);
  t.is(statSync(path).mode & 0o777, 0o600);
  t.deepEqual(new Uint8Array(readKeyFile(path)), new Uint8Array(key));
  t.throws(() => makeKeyFile(path), { instanceOf: UsageError, message: /robot\.key/ });
  t.notDeepEqual(new Uint8Array(makeKeyFile(`${path}2`)), new Uint8Array(key));
  t.throws(() => readKeyFile(join(path, 'none')), {
    instanceOf: UsageError,
    message: /^the key cannot be read: /,
  });
  writeFileSync(`${path}3`, 'nothing');
  t.throws(() => readKeyFile(`${path}3`), { instanceOf: UsageError });
});
