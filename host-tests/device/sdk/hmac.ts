// The SDK's HMAC for tests, as RFC 2104 has it, over a digest.

import type { Digest } from './crypt.js';

export class HMAC {
  private readonly digest: Digest;
  private readonly key: Uint8Array;

  /** @param key no longer than a block of the digest */
  constructor(digest: Digest, key: ArrayBuffer) {
    this.digest = digest;
    this.key = new Uint8Array(key);
    this.begin(0x36);
  }

  update(...pieces: readonly (ArrayBuffer | Uint8Array)[]): void {
    for (const piece of pieces) this.digest.write(piece);
  }

  close(): ArrayBuffer {
    const inner = this.digest.close();
    this.begin(0x5c);
    this.digest.write(inner);
    return this.digest.close();
  }

  private begin(pad: number): void {
    this.digest.reset();
    this.digest.write(Uint8Array.from({ length: this.digest.blockSize }, (_, i) => (this.key[i] ?? 0) ^ pad));
  }
}

// biome-ignore lint/style/noDefaultExport: the module of the SDK has one
export { HMAC as default };
