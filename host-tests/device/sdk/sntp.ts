// The SDK's time client for tests: whom it asks, and what it is told.

type Listener = (message: number, seconds?: number) => void;

export class SNTP {
  static readonly time = 1;
  static readonly error = -1;
  static asked: { readonly host: string; readonly listener: Listener }[] = [];
  static isBroken = false;

  constructor({ host }: { host: string }, listener: Listener) {
    if (SNTP.isBroken) throw new Error('no socket');
    SNTP.asked.push({ host, listener });
  }
}

// biome-ignore lint/style/noDefaultExport: the module of the SDK has one
export { SNTP as default };
