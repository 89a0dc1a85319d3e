// The SDK's Wi-Fi for tests: what it was told, and what it says.

export interface Credentials {
  readonly ssid: string;
  readonly password: string;
}

export class WiFi {
  static readonly gotIP = 'gotIP';
  static readonly lostIP = 'lostIP';
  static readonly disconnected = 'disconnect';
  static readonly Mode = { station: 1 };
  static mode = 0;
  /** What it was told to join, in order. */
  static joined: Credentials[] = [];
  static isBroken = false;
  static say: (message: string) => void = () => {};

  constructor(credentials: Credentials | undefined, onMessage: (message: string) => void) {
    if (credentials !== undefined) WiFi.connect(credentials);
    WiFi.say = onMessage;
  }

  static connect(credentials: Credentials): void {
    if (WiFi.isBroken) throw new Error('esp_wifi_connect failed');
    WiFi.joined.push(credentials);
  }
}

// biome-ignore lint/style/noDefaultExport: the module of the SDK has one
export { WiFi as default };
