// The robot's key, out of the chip's settings, over the SDK's cryptography and the chip's own noise (entropy-esp32.c).

import { Digest } from 'crypt';
import HMAC from 'hmac';
import { bytesOfHex } from '../kernel/hexadecimal.js';
import { KEY_BYTES } from '../kernel/limits.js';
import type { Authenticator } from '../server/authenticator.js';
import type { SettingsStore } from './settings-store.js';

/** Looks the key up whenever it is needed: so it counts as soon as it is set, and is not kept in memory. */
export class StoredKey implements Authenticator {
  private readonly settings: SettingsStore;
  private isDemanded: boolean;

  constructor(settings: SettingsStore) {
    this.settings = settings;
    this.isDemanded = (settings.get('key') ?? '') !== '';
  }

  /** A key that is taken back is the empty text. One that only cannot be found any more is demanded as before. */
  get hasKey(): boolean {
    const key = this.settings.get('key');
    if (key !== undefined) this.isDemanded = key !== '';
    return this.isDemanded;
  }

  fillRandom(target: Uint8Array): void {
    native('xs_entropy_fill').call(this, target);
  }

  sign(message: Uint8Array): Uint8Array {
    const key = bytesOfHex(this.settings.get('key') ?? '');
    if (key?.length !== KEY_BYTES) throw new Error('the key in the settings is damaged: set it anew');
    const hmac = new HMAC(new Digest('SHA256'), key.buffer);
    hmac.update(message);
    return new Uint8Array(hmac.close());
  }
}
