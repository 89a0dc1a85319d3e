// The SDK's digests for tests: SHA-256, over Node's.

import { createHash } from 'node:crypto';

export class Digest {
  readonly blockSize = 64;
  private hash = createHash('sha256');

  constructor(type: string) {
    if (type !== 'SHA256') throw new Error('crypt: unsupported digest');
  }

  write(data: ArrayBuffer | Uint8Array): void {
    this.hash.update(new Uint8Array(data));
  }

  reset(): void {
    this.hash = createHash('sha256');
  }

  close(): ArrayBuffer {
    return new Uint8Array(this.hash.digest()).buffer;
  }
}
