// The settings of a chip in the partition of its flash that the ESP-IDF keeps for such things.

import Preference from 'preference';
import type { SettingName, SettingsStore } from './settings-store.js';

const DOMAIN = 'armchair';

export class FlashSettings implements SettingsStore {
  get(name: SettingName): string | undefined {
    const value = Preference.get(DOMAIN, name);
    return value === undefined ? undefined : String(value);
  }

  set(name: SettingName, value: string): void {
    Preference.set(DOMAIN, name, value);
  }
}
