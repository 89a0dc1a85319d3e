// The settings of one robot: which there are, and where they are kept.

import { bytesOfHex } from '../kernel/hexadecimal.js';
import { KEY_BYTES } from '../kernel/limits.js';

export type SettingName = 'ssid' | 'password' | 'key';

export interface Setting {
  readonly name: SettingName;
  /** Lengths in UTF-8, bytes: IEEE 802.11 has 32 for a name; a pass phrase has 8 to 63 characters, an open net none. */
  readonly bytesMin: number;
  readonly bytesMax: number;
}

export const SETTINGS: readonly Setting[] = Object.freeze([
  Object.freeze({ name: 'ssid', bytesMin: 1, bytesMax: 32 }),
  Object.freeze({ name: 'password', bytesMin: 0, bytesMax: 63 }),
  Object.freeze({ name: 'key', bytesMin: 0, bytesMax: 2 * KEY_BYTES }),
]);

/** Whether a text can be the setting `key`: hexadecimal digits, or nothing where no key is demanded. */
export const isKey = (text: string): boolean =>
  text === '' || (text.length === 2 * KEY_BYTES && bytesOfHex(text) !== undefined);

/** Keeps settings over restarts. Both throw an Error when the flash fails. */
export interface SettingsStore {
  /** Undefined when nothing was ever set, and on a chip also when there is no memory to look for it. */
  get(name: SettingName): string | undefined;
  set(name: SettingName, value: string): void;
}
