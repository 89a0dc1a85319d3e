// The key of a chip: from its settings, signed with the SDK's cryptography, for which Node's stands here.

import test from 'ava';
import type { SettingName } from '../../src/device/settings-store.js';
import { StoredKey } from '../../src/device/stored-key.js';
import { KeyAuthenticator } from '../../src/host/key-authenticator.js';
import { hexOf } from '../../src/kernel/hexadecimal.js';
import { proofMessage } from '../../src/wire/greeting.js';
import { greetingOf, SAME_NONCE } from '../support/greeting.js';
import { KEY } from '../support/keyed-server.js';

function chip(key: string) {
  const settings = new Map<SettingName, string>([['key', key]]);
  const store = {
    get: (name: SettingName) => settings.get(name),
    set: (name: SettingName, value: string) => void settings.set(name, value),
  };
  return { settings, store, key: new StoredKey(store) };
}

test('no key is set: none is demanded, and nothing can be signed', (t) => {
  const { key } = chip('');
  t.false(key.hasKey);
  t.throws(() => key.sign(new Uint8Array(1)), { message: /damaged/ });
});

test('a key that is set counts at once, and signs as the host does', (t) => {
  const { store, key } = chip('');
  store.set('key', hexOf(KEY));
  t.true(key.hasKey);
  const message = proofMessage('controller', greetingOf(SAME_NONCE));
  t.is(hexOf(key.sign(message)), hexOf(new KeyAuthenticator(KEY).sign(message)));
});

test('a key that cannot be found any more is demanded all the same; one that is taken back is not', (t) => {
  const { settings, store, key } = chip(hexOf(KEY));
  settings.clear();
  t.true(key.hasKey);
  t.throws(() => key.sign(new Uint8Array(1)), { message: /damaged/ });
  store.set('key', '');
  t.false(key.hasKey);
  settings.clear();
  t.false(key.hasKey);
});

test('a damaged key is demanded, and nobody can prove it', (t) => {
  for (const damaged of [hexOf(KEY).slice(2), `${hexOf(KEY)}00`, `${hexOf(KEY).slice(1)}x`]) {
    const { key } = chip(damaged);
    t.true(key.hasKey);
    t.throws(() => key.sign(new Uint8Array(1)), {
      message: 'the key in the settings is damaged: set it anew',
    });
  }
});
