// The SDK's Ethernet for tests: a controller that answers or does not, a cable and an address that come and go.

export class Ethernet {
  static isThere = true;
  static hostname = '';
  static isAsked = false;
  /** As the link has it, whether the SDK has told of it or not. */
  static link: { connection: number; address: string | undefined } = { connection: 200, address: undefined };
  static tell: () => void = () => {};
  readonly MAC = 'a0:b1:c2:d3:e4:f5';

  constructor({ onChanged }: { onChanged: (what: string) => void }) {
    Ethernet.tell = () => onChanged('connection');
  }

  get connection(): number {
    return Ethernet.link.connection;
  }

  get address(): string | undefined {
    return Ethernet.link.address;
  }

  configure({ hostname }: { hostname: string }): void {
    if (!Ethernet.isThere) throw new Error('not initialized');
    Ethernet.hostname = hostname;
  }

  connect(): void {
    Ethernet.isAsked = true;
  }
}

// biome-ignore lint/style/noDefaultExport: the module of the SDK has one
export { Ethernet as default };
