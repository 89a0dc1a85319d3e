// A greeting for tests that run on XS, too: a toy in the place of HMAC-SHA-256, and the packets of a controller.

import { hexOf } from '../../src/kernel/hexadecimal.js';
import { BUFFSIZE, MAC_BYTES, NAME_BYTES_MAX, NONCE_BYTES, WIRE_LIMITS } from '../../src/kernel/limits.js';
import type { Authenticator } from '../../src/server/authenticator.js';
import { CborWriter } from '../../src/wire/cbor-writer.js';
import { type Greeting, proofMessage, VERSION } from '../../src/wire/greeting.js';
import { HELLO, type Side } from '../../src/wire/packets.js';
import type { ValueWriter } from '../../src/wire/value-writer.js';
import { ascii, packet } from './packets.js';
import { payloadOf } from './payloads.js';

/** What a robot that is no board of its own says that it takes. */
const LIMITS = {
  payloadBytes: WIRE_LIMITS.payloadBytes,
  rows: WIRE_LIMITS.rows,
  nameBytes: NAME_BYTES_MAX,
  window: BUFFSIZE + 1,
};

export const CONTROLLER_NONCE = '00112233445566778899aabbccddeeff';

/** A challenge that does not change, for `ToyAuthenticator`. */
export const SAME_NONCE = '0123456789abcdef0123456789abcdef';

/** Depends on every byte of key and message; no cryptography. */
export class ToyAuthenticator implements Authenticator {
  key: string;
  private readonly nonce: string | undefined;
  private challenges = 0;

  /** @param nonce of every challenge; otherwise each has another one */
  constructor(key: string, nonce?: string) {
    this.key = key;
    this.nonce = nonce;
  }

  get hasKey(): boolean {
    return this.key !== '';
  }

  fillRandom(target: Uint8Array): void {
    this.challenges += 1;
    for (let i = 0; i < NONCE_BYTES; i++)
      target[i] =
        this.nonce === undefined
          ? (this.challenges * (i + 1)) & 0xff
          : Number.parseInt(this.nonce.slice(2 * i, 2 * i + 2), 16);
  }

  sign(message: Uint8Array): Uint8Array {
    const mac = new Uint8Array(MAC_BYTES);
    let state = 1;
    const stir = (byte: number): void => {
      state = (Math.imul(state ^ byte, 0x0100_0193) + 0x9e37) >>> 0;
    };
    for (const byte of ascii(this.key)) stir(byte);
    for (const byte of message) stir(byte);
    for (let i = 0; i < mac.length; i++) {
      stir(i);
      mac[i] = state >>> 24;
    }
    return mac;
  }
}

export const greetingOf = (robotNonce: string, changes: Partial<Greeting> = {}): Greeting => ({
  helloVersion: VERSION,
  version: VERSION,
  controllerNonce: CONTROLLER_NONCE,
  robotNonce,
  ...LIMITS,
  ...changes,
});

/** A `hello`. */
export const helloPacket = (
  nonce = CONTROLLER_NONCE,
  version = VERSION,
  writer: ValueWriter = new CborWriter(),
): Uint8Array => {
  const put = (field: number, _row: number, to: ValueWriter): void =>
    field === HELLO.version ? to.integer(version) : to.text(nonce);
  return packet('hello', 0, payloadOf('hello', { rows: () => 0, put }, writer));
};

/** A `proof` with this text. */
export const macPacket = (mac: string, writer: ValueWriter = new CborWriter()): Uint8Array =>
  packet('proof', 0, payloadOf('proof', { rows: () => 0, put: (_field, _row, to) => to.text(mac) }, writer));

/** The `proof` of who has the key of `authenticator`, as an answer to this challenge. */
export const proofPacket = (
  robotNonce: string,
  authenticator: Authenticator,
  changes: Partial<Greeting> = {},
  prover: Side = 'controller',
): Uint8Array => macPacket(hexOf(authenticator.sign(proofMessage(prover, greetingOf(robotNonce, changes)))));
