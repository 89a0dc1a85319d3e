// What both sides say before the proofs, and the messages that the proofs are the HMAC-SHA-256 of (EXTENSIONS.md).

import { NONCE_BYTES } from '../kernel/limits.js';
import { asciiBytes } from '../kernel/utf8.js';
import type { Side } from './packets.js';

/** The version of the greeting and of all that follows it. */
export const VERSION = 1;

/** Everything that was said, by either side, before there is a proof. */
export interface Greeting {
  /** Version in `hello`, and in `welcome`. */
  readonly helloVersion: number;
  readonly version: number;
  /** Nonces in hexadecimal. */
  readonly controllerNonce: string;
  readonly robotNonce: string;
  /** What the robot takes: bytes of a payload, rows of a table or list, bytes of a name, packets in flight. */
  readonly payloadBytes: number;
  readonly rows: number;
  readonly nameBytes: number;
  readonly window: number;
}

/** Whether a text can be a nonce. Nothing else gets into a message: so no two greetings have the same one. */
export const isNonce = (text: string): boolean => text.length === 2 * NONCE_BYTES && /^[0-9a-f]*$/.test(text);

/** What one side signs. The other side's name is not in it, so neither can send back what it was sent. */
export function proofMessage(prover: Side, greeting: Greeting): Uint8Array {
  const { helloVersion, version, payloadBytes, rows, nameBytes, window } = greeting;
  const { controllerNonce, robotNonce } = greeting;
  const limits = `${payloadBytes} ${rows} ${nameBytes} ${window}`;
  return asciiBytes(
    `Armchair ${prover} ${helloVersion} ${version} ${limits} ${controllerNonce} ${robotNonce}`,
  );
}
