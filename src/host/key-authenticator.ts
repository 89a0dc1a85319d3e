// The key of a robot on this machine, and of a controller, over Node's cryptography.

import { createHmac, randomFillSync } from 'node:crypto';
import type { Authenticator } from '../server/authenticator.js';

export class KeyAuthenticator implements Authenticator {
  readonly hasKey = true;
  private readonly key: Uint8Array;

  constructor(key: Uint8Array) {
    this.key = key;
  }

  fillRandom(target: Uint8Array): void {
    randomFillSync(target);
  }

  sign(message: Uint8Array): Uint8Array {
    return createHmac('sha256', this.key).update(message).digest();
  }
}
