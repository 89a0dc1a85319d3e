// The chip's Wi-Fi: joins that of its settings when it is there, and anew whenever it is lost.

// biome-ignore lint/style/useNodejsImportProtocol: a module of the SDK
import Net from 'net';
import WiFi from 'wifi';
import type { Clock } from '../kernel/clock.js';
import { hostNameOf, type Presence } from './presence.js';
import { Retry } from './retry.js';
import type { SettingsStore } from './settings-store.js';

export class Wireless {
  private readonly settings: SettingsStore;
  private readonly presence: Presence;
  private readonly retry: Retry;

  /** Starts the Wi-Fi. */
  constructor(clock: Clock, settings: SettingsStore, presence: Presence) {
    this.settings = settings;
    this.presence = presence;
    this.retry = new Retry(clock, () => this.join());
    WiFi.mode = WiFi.Mode.station;
    new WiFi(undefined, (message) => this.changed(message));
  }

  /** Begins to join the Wi-Fi of the settings, and leaves another one for it. Returns at once. */
  join(): void {
    const ssid = this.settings.get('ssid') ?? '';
    if (ssid === '') {
      trace('No Wi-Fi is set: npm run provision -- --port PORT sets it.\n');
      return;
    }
    try {
      WiFi.connect({ ssid, password: this.settings.get('password') ?? '' });
    } catch {
      this.retry.failed();
    }
  }

  private changed(message: string): void {
    if (message === WiFi.gotIP) {
      this.retry.succeeded();
      const hostName = hostNameOf(String(Net.get('MAC')));
      trace(`Joined ${this.settings.get('ssid')} as ${hostName}.local, ${Net.get('IP')}.\n`);
      this.presence.joined(hostName);
    } else if (message === WiFi.lostIP) this.presence.lost();
    else if (message === WiFi.disconnected) {
      trace('No link to the Wi-Fi: tried again.\n');
      this.presence.lost();
      this.retry.failed();
    }
  }
}
