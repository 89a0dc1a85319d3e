// The SDK's multicast DNS for tests: what is announced now.

export interface Service {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
}

export class MDNS {
  static open: MDNS[] = [];
  readonly hostName: string;
  readonly services: Service[] = [];
  /** Tells the name that is free, as the SDK does some time later. */
  readonly claimed: (message: number, name?: string) => void;

  constructor({ hostName }: { hostName: string }, claimed: (message: number, name?: string) => void) {
    this.hostName = hostName;
    this.claimed = claimed;
    MDNS.open.push(this);
  }

  add(service: Service): void {
    this.services.push(service);
  }

  close(): void {
    MDNS.open = MDNS.open.filter((other) => other !== this);
  }
}

// biome-ignore lint/style/noDefaultExport: the module of the SDK has one
export { MDNS as default };
