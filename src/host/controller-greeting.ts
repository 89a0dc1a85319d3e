// The controller's side of the greeting: proves that it has the robot's key, and has the robot prove the same.

import { timingSafeEqual } from 'node:crypto';
import { bytesOfHex, hexOf } from '../kernel/hexadecimal.js';
import { NONCE_BYTES } from '../kernel/limits.js';
import { textAt } from '../kernel/utf8.js';
import type { ArgumentSink } from '../wire/argument-sink.js';
import type { ArgumentSource } from '../wire/arguments-writer.js';
import { type Greeting, isNonce, proofMessage, VERSION } from '../wire/greeting.js';
import { HELLO, WELCOME } from '../wire/packets.js';
import type { Portal } from '../wire/portal.js';
import { KIND, type ValueReader } from '../wire/value-reader.js';
import type { Exchange } from './exchange.js';
import { KeyAuthenticator } from './key-authenticator.js';

/** How long the robot may take for the greeting, ms. One that does not know it may say nothing at all. */
const GREETING_MILLISECONDS = 10_000;

/** Reads `welcome` into a greeting of which our own part is known. */
class WelcomeSink implements ArgumentSink {
  readonly greeting: { -readonly [K in keyof Greeting]: Greeting[K] };

  constructor(controllerNonce: string) {
    this.greeting = {
      ...{ helloVersion: VERSION, version: 0, controllerNonce, robotNonce: '' },
      ...{ payloadBytes: 0, rows: 0, nameBytes: 0, window: 0 },
    };
  }

  value(field: number, _row: number, { ring, kind, number, start, length }: ValueReader): void {
    const { greeting } = this;
    if (field === WELCOME.version) greeting.version = number;
    else if (field === WELCOME.payloadBytes) greeting.payloadBytes = number;
    else if (field === WELCOME.rows) greeting.rows = number;
    else if (field === WELCOME.nameBytes) greeting.nameBytes = number;
    else if (field === WELCOME.window) greeting.window = number;
    else if (kind === KIND.text) greeting.robotNonce = textAt(ring, start, length);
  }
}

const helloSource = (nonce: string): ArgumentSource => ({
  rows: () => 0,
  put: (field, _row, writer) => {
    if (field === HELLO.version) writer.integer(VERSION);
    else writer.text(nonce);
  },
});

const macSource = (mac: string): ArgumentSource => ({
  rows: () => 0,
  put: (_field, _row, writer) => writer.text(mac),
});

/** The bytes of the proof in hand; none when it is no hexadecimal. */
function macOf({ arguments: args }: Portal): Uint8Array {
  let mac = '';
  args.deliver({ value: (_field, _row, { ring, start, length }) => (mac = textAt(ring, start, length)) });
  return bytesOfHex(mac) ?? new Uint8Array(0);
}

async function exchangeProofs(exchange: Exchange, authenticator: KeyAuthenticator): Promise<Greeting> {
  const nonce = new Uint8Array(NONCE_BYTES);
  authenticator.fillRandom(nonce);
  const sink = new WelcomeSink(hexOf(nonce));
  const { greeting } = sink;
  await exchange.ask('hello', helloSource(greeting.controllerNonce), 'welcome', (portal) =>
    portal.arguments.deliver(sink),
  );
  if (greeting.version !== VERSION)
    throw new Error(`the robot greets in version ${greeting.version}, this controller in ${VERSION}`);
  if (!isNonce(greeting.robotNonce))
    throw new Error(
      'the robot demands no key, so it cannot be told from another: set its key, or give none here',
    );
  const own = hexOf(authenticator.sign(proofMessage('controller', greeting)));
  const proof = await exchange.ask('proof', macSource(own), 'accepted', macOf);
  const expected = authenticator.sign(proofMessage('robot', greeting));
  if (proof.length !== expected.length || !timingSafeEqual(proof, expected))
    throw new Error('who has answered does not have the key: it is not this robot');
  return greeting;
}

/**
 * Greets on a connection on which nothing was sent yet; resolves to what was said. Rejects with the robot's error, or
 * with an Error when it demands no key, has another one, or does not answer.
 */
export async function greet(exchange: Exchange, key: Uint8Array): Promise<Greeting> {
  exchange.portal.frames.admit(true, true);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    exchange.destroy();
  }, GREETING_MILLISECONDS);
  try {
    return await exchangeProofs(exchange, new KeyAuthenticator(key));
  } catch (error) {
    throw isLate ? new Error('the robot does not answer hello: does its firmware know keys?') : error;
  } finally {
    clearTimeout(timer);
  }
}
